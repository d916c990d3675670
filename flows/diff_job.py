"""Two extractor versions of a store -> what `solieu diff` prints: counts, a table of changes, or JSON Lines."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from flows.export_job import check_store_exists
from flows.messages import print_line
from flows.settings import Settings
from flows.source_tables import PIPE_WIDTH
from flows.summary import format_count
from outputs.store import Store, open_store
from outputs.store.versions import DocumentChanges, Overlap
from schemas.differences import FactChange
from schemas.errors import OutputError
from schemas.record import Record

CHANGE_WORDS = {"appeared": "thêm", "vanished": "mất", "changed": "đổi"}
_QUOTE = 90


class DiffOptions(Record):
    """What to compare and how to print it; names of versions may be beginnings, None takes the newest two."""

    old: str | None
    new: str | None
    document_id: str | None
    limit: int
    as_json: bool


class _Tally:
    """Counts what passes by."""

    def __init__(self) -> None:
        self.documents = self.touched = self.old_facts = self.new_facts = self.reviewed = 0
        self.changes: Counter[str] = Counter()
        self.fields: Counter[str] = Counter()

    def watch(self, found: Iterable[DocumentChanges]) -> Iterator[FactChange]:
        """The changes of all documents, one after the other."""
        for document in found:
            self.documents += 1
            self.touched += bool(document.changes)
            self.old_facts += document.old_facts
            self.new_facts += document.new_facts
            for change in document.changes:
                self.changes[change.change] += 1
                self.fields.update(field.field for field in change.fields)
                self.reviewed += change.is_reviewed
                yield change


def print_differences(settings: Settings, options: DiffOptions) -> None:
    """Print which facts differ; memory does not grow with the store.

    Raises:
        OutputError: There is no store, it holds one version only, no version of a name, or not both versions of the
            document asked for.
    """
    with open_store(check_store_exists(settings), may_write=False) as store:
        old, new = _choose(store, options)
        if options.document_id is not None:
            _check_document(store, options.document_id, (old, new))
        tally = _Tally()
        changes = tally.watch(store.versions.differences(old, new, document_id=options.document_id))
        if options.as_json:
            for change in changes:
                sys.stdout.write(change.model_dump_json() + "\n")
        else:
            _print_table(changes, options.limit)
        _print_counts(tally, f"{old} → {new}", None if options.document_id else store.versions.overlap(old, new))


def _choose(store: Store, options: DiffOptions) -> tuple[str, str]:
    known = [version.extractor for version in store.versions.all()]
    new = store.versions.named(options.new) if options.new else (known or [""])[0]
    others = [one for one in known if one != new]
    if not others:
        raise OutputError("kho chưa có hai phiên bản trích để so; hãy chạy lại solieu run bằng bản mới")
    old = store.versions.named(options.old) if options.old else others[0]
    if old == new:
        raise OutputError(f"{old}: hai phiên bản là một; kho có: {', '.join(known)}")
    return old, new


def _check_document(store: Store, document_id: str, versions: tuple[str, str]) -> None:
    held = store.versions.of_document(document_id)
    if not held:
        raise OutputError(
            f"--document {document_id}: kho không có bài này; hãy chép trọn document_id trong documents.jsonl "
            "hoặc trên trang của bài (solieu review)"
        )
    missing = [one for one in versions if one not in held]
    if missing:
        raise OutputError(
            f"--document {document_id}: bản {', '.join(missing)} không đọc bài này; "
            f"hãy so hai trong các bản đã đọc: {', '.join(held)}"
        )


def _print_table(changes: Iterable[FactChange], limit: int) -> None:
    table = Table(title="Khác biệt", title_justify="left")
    for heading in ("Bài", "", "Con số", "Chỉ tiêu", "Khác ở", "Câu"):
        table.add_column(heading, overflow="fold")
    total = 0
    for change in changes:
        total += 1
        if total <= limit:
            table.add_row(*map(escape, _cells(change)))
    if not total:
        return
    # A file or pipe has no width of its own; rich would squeeze the table into 80 columns there.
    Console(width=None if sys.stdout.isatty() else PIPE_WIDTH, highlight=False).print(table)
    if total > limit:
        print_line(f"còn {format_count(total - limit)} khác biệt nữa; --json in đủ")


def _cells(change: FactChange) -> tuple[str, ...]:
    fields = "; ".join(f"{one.field}: {one.old or '–'} → {one.new or '–'}" for one in change.fields)
    quote = " ".join(change.quote.split())
    mark = " *" if change.is_reviewed else ""
    words = CHANGE_WORDS[change.change] + mark
    return change.document_name, words, change.numeral, change.indicator, fields, quote[:_QUOTE]


def _print_counts(tally: _Tally, versions: str, overlap: Overlap | None) -> None:
    """Print the counts on standard error, with what only one version read where all documents were compared."""
    only = (
        f"; chỉ bản cũ đọc {format_count(overlap.only_old)} bài, chỉ bản mới {format_count(overlap.only_new)} bài"
        if overlap
        else ""
    )
    print_line(
        f"{versions}: {format_count(tally.documents)} bài so được, {format_count(tally.touched)} bài có khác{only}."
    )
    counts = ", ".join(f"{words} {format_count(tally.changes[kind])}" for kind, words in CHANGE_WORDS.items())
    print_line(f"Số liệu {format_count(tally.old_facts)} → {format_count(tally.new_facts)}: {counts}.")
    if tally.fields:
        fields = ", ".join(f"{field} {format_count(count)}" for field, count in tally.fields.most_common())
        print_line(f"Đổi theo trường: {fields}.")
    if tally.reviewed:
        print_line(f"{format_count(tally.reviewed)} số liệu đã được nhận xét, nay cần xem lại (dấu *).")
