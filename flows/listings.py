"""Commands, sources and terms as the program knows them -> lists between their markers in papers, and `prefect.yaml`.

`make docs` writes them; a test fails when one is stale.
"""

import re
from pathlib import Path

import typer

from corpus.source_catalogue import load_sources
from flows.cli import app
from flows.deployments import build_deployments, render_prefect_yaml
from outputs.labels import load_labels
from schemas.errors import ConfigError


def render_commands() -> str:
    """Table of all commands: name, what it does, example."""
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    rows = [
        f"| `solieu {name}` | {_english(command.help)} | `{_example(command.epilog)}` |"
        for name, command in commands.items()
    ]
    return "\n".join(["| command | does | example |", "|---|---|---|", *rows])


def render_sources() -> str:
    """Table of all sources: id, name, province, domains, how their pages are read."""
    rows = [
        f"| `{source.id}` | {source.name} | {source.province or ''} | {', '.join(source.domains)} | "
        f"{'selectors' if source.layouts else 'general reader'} |"
        for source in load_sources()
    ]
    return "\n".join(["| id | name | province | domains | read by |", "|---|---|---|---|---|", *rows])


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
    return render_prefect_yaml(build_deployments(load_sources()))


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
