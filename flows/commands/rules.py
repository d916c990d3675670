"""`solieu rules`: every rule with its examples, and how often the corpora use it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

if TYPE_CHECKING:
    from extractors.extraction import Extractor
    from extractors.rule_examples import CataloguedRule, ExampleResult
    from schemas.documents import Document

EXAMPLE = "Ví dụ: solieu rules --unused; solieu rules head.member"
_MOST_PLACES = 5
_MARGIN = 50
_ID_WIDTH = 30


class Uses(NamedTuple):
    """What the corpora show of the rules: texts that each matched, how often each decided about a numeral."""

    places: dict[str, list[str]]
    decided: Counter[str]


def rules(
    rule_id: Annotated[str | None, typer.Argument(metavar="ID", help="Mã của một quy tắc, để xem kỹ.")] = None,
    unused: Annotated[bool, typer.Option("--unused", help="Chỉ những quy tắc kho bài không dùng đến.")] = False,
) -> None:
    """Liệt kê quy tắc, thử mọi ví dụ, đếm số lần dùng trong kho bài (list rules, run their examples)."""
    from extractors.extraction import load_extractor
    from extractors.rule_examples import list_rules, run_examples
    from schemas.errors import ConfigError

    extractor = load_extractor()
    catalogue = list_rules(extractor.rulebook)
    if rule_id and rule_id not in {entry.rule.id for entry in catalogue}:
        raise ConfigError(f"không có quy tắc {rule_id}; hãy xem danh sách bằng solieu rules")
    results = run_examples(extractor.rulebook, extractor.segment)
    uses = _count_uses(list(_documents()), extractor)
    if rule_id:
        _print_rule(next(entry for entry in catalogue if entry.rule.id == rule_id), results, uses)
    else:
        _print_all(catalogue, uses, unused=unused)
    failed = _print_failures([result for result in results if rule_id in (None, result.rule_id)])
    raise typer.Exit(1 if failed else 0)


def _documents() -> "Iterator[Document]":
    """The sample corpus, and the open labelled texts where they are at hand."""
    from corpus.files import find_inputs
    from corpus.sample_corpus import sample_folder
    from corpus.source_catalogue import load_sources
    from flows.inputs import load_document
    from flows.messages import print_issue
    from schemas.issues import Issue

    sources, sample = load_sources(), sample_folder()
    folders = [folder for folder in (sample, sample.parent / "gold" / "open") if folder.is_dir()]
    for path in find_inputs(folders).files:
        document = load_document(path, sources)
        if isinstance(document, Issue):
            print_issue(document)
        else:
            yield document


def _count_uses(documents: "Sequence[Document]", extractor: "Extractor") -> Uses:
    from extractors.rule_examples import find_in_text

    uses = Uses({}, Counter())
    for document in documents:
        extraction = extractor.extract(document)
        uses.decided.update(rule for fact in extraction.facts for rule in fact.rules)
        uses.decided.update(row.reason for row in extraction.ledger if row.reason)
        text = document.text
        for finding in find_in_text(
            text, rulebook=extractor.rulebook, segment=extractor.segment, published=document.published
        ):
            around = text[max(0, finding.start - _MARGIN) : finding.end + _MARGIN].replace("\n", " ")
            uses.places.setdefault(finding.rule_id, []).append(f"{document.name}: …{around}…")
    return uses


def _print_all(catalogue: "Sequence[CataloguedRule]", uses: Uses, *, unused: bool) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("Loại\nkind", title_justify="left")
    table.add_column("Mã (id)", no_wrap=True, overflow="fold", min_width=_ID_WIDTH)
    table.add_column("Vì sao (why)")
    table.title = "Quy tắc kho bài không dùng (unused rules)" if unused else "Quy tắc (rules)"
    table.add_column("khớp\nfound", justify="right", min_width=5)
    table.add_column("quyết\ndecided", justify="right", min_width=7)
    shown = [e for e in catalogue if not unused or not (uses.places.get(e.rule.id) or uses.decided[e.rule.id])]
    for entry in shown:
        found = len(uses.places.get(entry.rule.id, ()))
        table.add_row(entry.kind, entry.rule.id, entry.rule.why, str(found), str(uses.decided[entry.rule.id]))
    console = Console(soft_wrap=True, highlight=False)
    console.print(table)
    if not unused:
        named = {entry.rule.id for entry in catalogue}
        by_code = sorted((rule, count) for rule, count in uses.decided.items() if rule not in named)
        console.print("Do chương trình quyết định (decided by code):")
        console.print("  " + ", ".join(f"{rule} {count}" for rule, count in by_code), markup=False)
    console.print(f"{len(shown)}/{len(catalogue)} quy tắc (rules)", markup=False)


def _print_rule(entry: "CataloguedRule", results: "Sequence[ExampleResult]", uses: Uses) -> None:
    from rich.console import Console

    rule = entry.rule
    lines = [f"{rule.id} ({entry.kind})", rule.why]
    for name, value in rule.model_dump(exclude={"id", "why", "examples", "counterexamples"}, mode="json").items():
        if value not in (None, [], False):
            lines.append(f"  {name}: {', '.join(map(str, value)) if isinstance(value, list) else value}")
    for result in results:
        if result.rule_id == rule.id:
            kind = "phản ví dụ (counterexample)" if result.is_counterexample else "ví dụ (example)"
            lines.append(f"  {kind}: {result.text!r} -> {list(result.found)} {'✓' if result.holds else '✗'}")
    places = uses.places.get(rule.id, [])
    lines.append(f"khớp (found) {len(places)}, quyết định (decided) {uses.decided[rule.id]}")
    console = Console(soft_wrap=True, highlight=False)
    for line in [*lines, *(f"  {place}" for place in places[:_MOST_PLACES])]:
        console.print(line, markup=False)


def _print_failures(results: "Sequence[ExampleResult]") -> int:
    """Says which examples do not hold, on standard error, and how many all did; the number that do not."""
    from rich.console import Console

    from flows.messages import print_line

    failed = [result for result in results if not result.holds]
    for result in failed:
        print_line(f"{result.rule_id}: {result.text!r}: cần (expected) {result.expected}, được (found) {result.found}")
    told = f"{len(results) - len(failed)}/{len(results)} ví dụ đúng (examples hold)"
    Console(soft_wrap=True, highlight=False).print(told, markup=False)
    return len(failed)
