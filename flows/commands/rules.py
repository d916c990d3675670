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
    "decision": "Điều chương trình suy ra cho một con số",
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
    from extractors.decisions import list_decisions, run_decisions
    from extractors.extraction import load_extractor
    from extractors.rule_examples import list_rules, run_examples
    from extractors.rulebook import load_rulebook
    from schemas.errors import ConfigError

    if rule_id and unused:
        raise ConfigError("--unused lọc danh sách, không đi cùng mã của một quy tắc; hãy bỏ một trong hai")
    catalogue = list_rules(load_rulebook()) + list_decisions()
    entry = _find(rule_id, catalogue) if rule_id else None
    extractor = load_extractor()
    problems: list[Issue] = []
    uses = _count_uses(_documents(corpus, problems), extractor)
    results = run_examples(extractor.rulebook, extractor.segment) + run_decisions(extractor)
    if entry:
        _print_rule(entry, results, uses)
    else:
        _print_all(catalogue, results, uses, unused=unused)
    failed = _print_failures([result for result in results if rule_id in (None, result.rule_id)])
    raise typer.Exit(1 if failed or problems else 0)


def _find(rule_id: str, catalogue: "Sequence[CataloguedRule]") -> "CataloguedRule":
    """The entry of an id; an unknown one is refused with those that look like it."""
    from difflib import get_close_matches

    from schemas.errors import ConfigError

    entries = {entry.rule.id: entry for entry in catalogue}
    if rule_id not in entries:
        near = get_close_matches(rule_id, entries)
        meant = f"có phải {' hay '.join(near)} không? Nếu không, " if near else ""
        raise ConfigError(f"không có quy tắc {rule_id}; {meant}hãy xem danh sách bằng solieu rules")
    return entries[rule_id]


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
    from flows.progress import document_progress
    from flows.settings import load_settings
    from schemas.issues import Issue

    sources, sample = load_sources(), sample_folder()
    folders = corpus or [folder for folder in (sample, sample.parent / "gold" / "open") if folder.is_dir()]
    found = find_inputs(folders)
    problems += found.issues
    for issue in found.issues:
        print_issue(issue)
    limits = load_settings().reading_limits()
    with ReaderPool(limits) as readers, document_progress(len(found.files)) as advance:
        for path in found.files:
            document = load_document(path, sources, readers)
            advance()
            if isinstance(document, Issue):
                problems.append(document)
                print_issue(document)
            else:
                yield document


def _count_uses(documents: "Iterable[Document]", extractor: "Extractor") -> Uses:
    from extractors.decisions import find_decisions
    from extractors.rule_examples import find_in_text

    uses = Uses({}, Counter(), {})
    for document in documents:
        for decided in find_decisions(extractor.extract(document)):
            uses.decided[decided.rule_id] += 1
            uses.deciding.setdefault(decided.rule_id, []).append(_around(document, decided.start, decided.end))
        for finding in find_in_text(
            document.text, rulebook=extractor.rulebook, segment=extractor.segment, published=document.published
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
        _say(f"Kho bài không dùng đến (never used): {len(never)} quy tắc")
        _say("  " + ", ".join(entry.rule.id for entry in never))
    _say(f"{len(shown)}/{len(catalogue)} quy tắc (rules)")


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
