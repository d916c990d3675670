"""`solieu rules`: every rule with its examples, and how often the corpora use it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from flows.addresses import plain_path

if TYPE_CHECKING:
    from extractors.extraction import Extractor
    from extractors.rule_examples import CataloguedRule, ExampleResult
    from schemas.documents import Document
    from schemas.issues import Issue

EXAMPLE = "Ví dụ: solieu rules --unused; solieu rules head.member"
_MOST_PLACES = 5
_MARGIN = 50
_ID_WIDTH = 34
_KIND_WORDS = {
    "nonfact": "Con số không phải số liệu",
    "bound": "Từ chỉ mức độ",
    "period": "Thời gian",
    "head": "Danh từ được đếm",
    "aspect": "Điều đã diễn ra",
    "group": "Bộ phận được đếm",
    "cue": "Dấu hiệu: chỉ tiêu, kết quả, tỷ lệ, mức tăng giảm",
}


class Uses(NamedTuple):
    """What the corpora show of the rules.

    `places` are the texts that each matched, `decided` is how often each decided about a numeral, `deciding` are the
    numerals.
    """

    places: dict[str, list[str]]
    decided: Counter[str]
    deciding: dict[str, list[str]]

    def of(self, rule_id: str) -> int:
        """How often a rule is of use."""
        return len(self.places.get(rule_id, ())) + self.decided[rule_id]


def rules(
    rule_id: Annotated[str | None, typer.Argument(metavar="ID", help="Mã của một quy tắc, để xem kỹ.")] = None,
    unused: Annotated[bool, typer.Option("--unused", help="Chỉ những quy tắc kho bài không dùng đến.")] = False,
    corpus: Annotated[
        list[Path] | None,
        typer.Option(
            parser=plain_path, help="Tệp hoặc thư mục bài để đếm, thay cho bài mẫu (count in these articles instead)."
        ),
    ] = None,
) -> None:
    """Liệt kê quy tắc, thử mọi ví dụ, đếm số lần dùng trong kho bài (list rules, run their examples)."""
    from extractors.extraction import load_extractor
    from extractors.rule_examples import list_rules, run_examples
    from schemas.errors import ConfigError

    if rule_id and unused:
        raise ConfigError("--unused lọc danh sách, không đi cùng mã của một quy tắc; hãy bỏ một trong hai")
    extractor = load_extractor()
    catalogue = list_rules(extractor.rulebook)
    problems: list[Issue] = []
    uses = _count_uses(_documents(corpus, problems), extractor)
    entry = next((entry for entry in catalogue if entry.rule.id == rule_id), None)
    if rule_id and entry is None and not uses.decided[rule_id]:
        raise ConfigError(f"không có quy tắc {rule_id}; hãy xem danh sách bằng solieu rules")
    results = run_examples(extractor.rulebook, extractor.segment)
    if entry:
        _print_rule(entry, results, uses)
    elif rule_id:
        _say(f"{rule_id}: do chương trình quyết định (decided by code)")
        _print_places(rule_id, uses)
    else:
        _print_all(catalogue, results, uses, unused=unused)
    failed = _print_failures([result for result in results if rule_id in (None, result.rule_id)])
    raise typer.Exit(1 if failed or problems else 0)


def _documents(corpus: "Sequence[Path] | None", problems: "list[Issue]") -> "Iterator[Document]":
    """The articles of `corpus`; without it the sample corpus, and the open labelled texts where they are at hand.

    What cannot be read is said on standard error and added to `problems`: rules may be used there that seem unused.
    """
    from corpus.files import find_inputs
    from corpus.isolation.pool import ReaderPool
    from corpus.sample_corpus import sample_folder
    from corpus.source_catalogue import load_sources
    from flows.inputs import load_document
    from flows.messages import print_issue
    from flows.settings import load_settings
    from schemas.issues import Issue

    sources, sample = load_sources(), sample_folder()
    folders = corpus or [folder for folder in (sample, sample.parent / "gold" / "open") if folder.is_dir()]
    found = find_inputs(folders)
    problems += found.issues
    for issue in found.issues:
        print_issue(issue)
    with ReaderPool(load_settings().reading_limits()) as readers:
        for path in found.files:
            document = load_document(path, sources, readers)
            if isinstance(document, Issue):
                problems.append(document)
                print_issue(document)
            else:
                yield document


def _count_uses(documents: "Iterable[Document]", extractor: "Extractor") -> Uses:
    from extractors.rule_examples import find_in_text

    uses = Uses({}, Counter(), {})
    for document in documents:
        extraction = extractor.extract(document)
        text = document.text
        decisions = [(rule, fact.evidence.start, fact.evidence.end) for fact in extraction.facts for rule in fact.rules]
        decisions += [(row.reason, row.start, row.end) for row in extraction.ledger if row.reason]
        for rule, start, end in decisions:
            uses.decided[rule] += 1
            uses.deciding.setdefault(rule, []).append(_around(document, start, end))
        for finding in find_in_text(
            text, rulebook=extractor.rulebook, segment=extractor.segment, published=document.published
        ):
            uses.places.setdefault(finding.rule_id, []).append(_around(document, finding.start, finding.end))
    return uses


def _around(document: "Document", start: int, end: int) -> str:
    """The words around a piece of a document, the piece in brackets."""
    text = document.text
    before, behind = text[max(0, start - _MARGIN) : start], text[end : end + _MARGIN]
    return f"{document.name}: …{before}⟦{text[start:end]}⟧{behind}…".replace("\n", " ")


def _print_all(
    catalogue: "Sequence[CataloguedRule]", results: "Sequence[ExampleResult]", uses: Uses, *, unused: bool
) -> None:
    """Every rule by kind with its reason, its examples and how often it is used; then the ones that never are."""
    never = [e for e in catalogue if not uses.of(e.rule.id)]
    shown = never if unused else catalogue
    examples: dict[str, list[ExampleResult]] = {}
    for result in results:
        examples.setdefault(result.rule_id, []).append(result)
    for kind in dict.fromkeys(entry.kind for entry in shown):
        own = [entry.rule for entry in shown if entry.kind == kind]
        _say(f"{_KIND_WORDS[kind]} ({kind}): {len(own)} quy tắc (rules)")
        for rule in own:
            _say(f"  {rule.id:{_ID_WIDTH}} {_counts(rule.id, uses)}")
            _say(f"      {rule.why}")
            for result in examples[rule.id]:
                _say(f"      {_example_line(result)}")
        _say("")
    if not unused:
        _print_summary(catalogue, never, uses)
    _say(f"{len(shown)}/{len(catalogue)} quy tắc (rules)")


def _print_summary(catalogue: "Sequence[CataloguedRule]", never: "Sequence[CataloguedRule]", uses: Uses) -> None:
    named = {entry.rule.id for entry in catalogue}
    by_code = sorted((rule, count) for rule, count in uses.decided.items() if rule not in named)
    _say(f"Kho bài không dùng đến (never used): {len(never)} quy tắc")
    _say("  " + ", ".join(entry.rule.id for entry in never))
    _say("Do chương trình quyết định, không có trong tệp quy tắc (decided by code):")
    _say("  " + ", ".join(f"{rule} {count}" for rule, count in by_code))


def _print_rule(entry: "CataloguedRule", results: "Sequence[ExampleResult]", uses: Uses) -> None:
    rule = entry.rule
    _say(f"{rule.id} ({entry.kind})")
    _say(rule.why)
    for name, value in rule.model_dump(exclude={"id", "why", "examples", "counterexamples"}, mode="json").items():
        if value not in (None, [], False):
            _say(f"  {name}: {', '.join(map(str, value)) if isinstance(value, list) else value}")
    for result in results:
        if result.rule_id == rule.id:
            _say(f"  {_example_line(result)}")
    _print_places(rule.id, uses)


def _print_places(rule_id: str, uses: Uses) -> None:
    """How often a rule is used, and the first places."""
    _say(_counts(rule_id, uses))
    places = uses.places.get(rule_id) or uses.deciding.get(rule_id, [])
    for place in places[:_MOST_PLACES]:
        _say(f"  {place}")


def _counts(rule_id: str, uses: Uses) -> str:
    found, decided = len(uses.places.get(rule_id, ())), uses.decided[rule_id]
    return f"khớp (found) {found}, quyết định (decided) {decided}" + ("" if uses.of(rule_id) else "  ← không dùng")


def _example_line(result: "ExampleResult") -> str:
    kind = "phản ví dụ (counterexample)" if result.is_counterexample else "ví dụ (example)"
    found = ", ".join(f"“{piece}”" for piece in result.found) or "∅"
    return f"{'✓' if result.holds else '✗'} {kind}: “{result.text}” → {found}"


def _say(line: str) -> None:
    from rich.console import Console

    Console(soft_wrap=True, highlight=False).print(line, markup=False)


def _print_failures(results: "Sequence[ExampleResult]") -> int:
    """Says which examples do not hold, on standard error, and how many all did; the number that do not."""
    from flows.messages import print_line

    failed = [result for result in results if not result.holds]
    for result in failed:
        print_line(f"{result.rule_id}: {result.text!r}: cần (expected) {result.expected}, được (found) {result.found}")
    if results:
        _say(f"{len(results) - len(failed)}/{len(results)} ví dụ đúng (examples hold)")
    return len(failed)
