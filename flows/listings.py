"""Commands, sources and terms as the program knows them -> lists between their markers in papers, and `prefect.yaml`.

`make docs` writes them; a test fails when one is stale.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from corpus.source_catalogue import load_sources
from flows.cli import app
from flows.contract_page import render_contract_page, render_schema_file
from flows.deployments import build_deployment_of_all, build_deployments, render_prefect_yaml
from outputs.labels import load_labels
from schemas.errors import ConfigError
from schemas.sources import Source


def render_commands() -> str:
    """Table of all commands and those below them: name, what it does, example."""
    rows = [
        f"| `solieu {name}` | {_english(command.help)} | `{_example(command.epilog)}` |"
        for name, command in _commands(typer.main.get_command(app))
    ]
    return "\n".join(["| command | does | example |", "|---|---|---|", *rows])


def _commands(group: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        yield prefix + name, command
        if hasattr(command, "commands"):
            yield from _commands(command, f"{prefix}{name} ")


def render_sources() -> str:
    """Table of all sources: id, name, province, domains, where articles are found, how their pages are read."""
    rows = [
        f"| `{source.id}` | {source.name} | {source.province or ''} | {', '.join(source.domains)} | "
        f"{_entrances(source)} | {'selectors' if source.layouts else 'general reader'} | {_verified(source)} |"
        for source in load_sources()
    ]
    head = "| id | name | province | domains | found in | read by | verified |"
    return "\n".join([head, "|---|---|---|---|---|---|---|", *rows])


def _entrances(source: Source) -> str:
    kinds = (("feed", source.feeds), ("sitemap", source.sitemaps), ("listing", source.listings))
    return ", ".join(name for name, entrances in kinds if entrances)


def _verified(source: Source) -> str:
    return ", ".join(sorted({field for known in source.known_from if known.verified for field in known.fields}))


def render_terms() -> str:
    """Table of every value of a closed list: the value and the Vietnamese term that analysts read."""
    labels = load_labels()
    qualifiers = {value: label.label for value, label in labels.qualifiers.items()}
    lists = {
        "indicator": labels.indicators,
        "system": labels.systems,
        "measure": labels.measures,
        "status": labels.statuses,
        "qualifier": qualifiers,
        "denominator_role": labels.denominator_roles,
        "rejected_reading.read_as": labels.readings,
        "direction": labels.directions,
        "level": labels.levels,
        "groups": labels.groups | {f"{kind}:…": term for kind, term in labels.group_patterns.items()},
        "ledger label": labels.ledger,
    }
    rows = [f"| {key} | `{value}` | {term} |" for key, terms in lists.items() for value, term in terms.items()]
    return "\n".join(["| key | value | Vietnamese |", "|---|---|---|", *rows])


LISTS = {
    "README.md": ("commands", render_commands),
    "docs/add-a-source.md": ("sources", render_sources),
    "docs/terms.md": ("terms", render_terms),
}


def render_project() -> str:
    """The text of `prefect.yaml`: the deployments of all sources of the catalogue."""
    sources = load_sources()
    return render_prefect_yaml((build_deployment_of_all(sources), *build_deployments(sources)))


PAGES = {"docs/contract.md": render_contract_page, "schemas/solieu-1.schema.json": render_schema_file}
"""Files that are made whole."""


def with_current_list(text: str, *, name: str, listing: str) -> str:
    """`text` with `listing` between the markers `<!-- name -->` and `<!-- /name -->`.

    Raises:
        ConfigError: The markers are not there.
    """
    pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    if not pattern.search(text):
        raise ConfigError(f"no markers for the list of {name}")
    return pattern.sub(lambda found: f"{found.group(1)}{listing}\n{found.group(2)}", text)


def write_lists(root: Path) -> None:
    """Bring all lists below `root`, the checkout, and its `prefect.yaml` up to date."""
    (root / "prefect.yaml").write_text(render_project(), encoding="utf-8")
    for path, render_page in PAGES.items():
        (root / path).write_text(render_page(), encoding="utf-8")
    for path, (name, render) in LISTS.items():
        file = root / path
        file.write_text(
            with_current_list(file.read_text(encoding="utf-8"), name=name, listing=render()), encoding="utf-8"
        )


def _english(text: str | None) -> str:
    return (text or "").partition("(")[2].partition(")")[0]


def _example(text: str | None) -> str:
    return (text or "").removeprefix("Ví dụ: ").replace("|", "\\|")


if __name__ == "__main__":
    write_lists(Path.cwd())
