"""Extractions as they come -> report.html, with the documents in it, or for many in pages of their own."""

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from outputs.comparing.overview import Comparison
from outputs.labels import Labels
from outputs.report.check_section import CheckSection
from outputs.report.document_view import DocumentView, build_document_view
from outputs.report.matrix import build_matrices
from outputs.report.rendering import build_environment, page_name
from schemas.checks import ListedCheck
from schemas.extraction import Extraction

DOCUMENTS_IN_ONE_PAGE = 60
_DOCUMENTS_A_LIST = 500
_FOLDER = "report"


@dataclass(frozen=True, slots=True)
class ListEntry:
    """A document's line in the list of documents; `page` is the name of its page and anchor."""

    page: str
    title: str
    publisher: str | None
    published: str | None
    published_iso: str | None
    about: str
    facts: int
    failed: int


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page that lists the documents from `first` to `last`."""

    name: str
    first: int
    last: int


@dataclass(slots=True)
class Totals:
    """What the head of the report counts up; facts that another article told before count once."""

    documents: int = 0
    facts: int = 0
    numerals: int = 0
    failed: int = 0


def _list_entry(view: DocumentView, page: str) -> ListEntry:
    return ListEntry(
        page=page,
        title=view.title,
        publisher=view.publisher,
        published=view.published,
        published_iso=view.published_iso,
        about=view.about,
        facts=len(view.facts),
        failed=len(view.failed) + len(view.disputed),
    )


class Report:
    """A report being written into a folder: documents as they come by `add`, the start page by `finish`.

    Args:
        folder: Gets report.html and, when documents have pages of their own, the folder report/.
        labels: Vietnamese words.
        is_one_page: All documents stand in report.html.
    """

    def __init__(self, folder: Path, labels: Labels, *, is_one_page: bool) -> None:
        self._folder = folder
        self._labels = labels
        self._is_one_page = is_one_page
        self._environment: Environment = build_environment()
        self._totals = Totals()
        self._sections: list[Markup] = []
        self._entries: list[ListEntry] = []
        self._lists: list[ListPage] = []
        self._checks = CheckSection(labels)
        if not is_one_page:
            (folder / _FOLDER).mkdir()

    def _render(self, template: str, **values: object) -> str:
        shared = {"labels": self._labels, "is_one_page": self._is_one_page}
        return self._environment.get_template(template).render(shared | values)

    def _write(self, path: Path, template: str, **values: object) -> None:
        path.write_text(self._render(template, **values), encoding="utf-8", newline="\n")

    def add(self, extraction: Extraction) -> None:
        """Takes one document into the report."""
        view = build_document_view(extraction, self._labels)
        page = page_name(view.document_id)
        if self._is_one_page:
            self._sections.append(Markup(self._render("document.html", document=view, page=page)))
        else:
            self._write(self._folder / _FOLDER / f"{page}.html", "document_page.html", document=view, page=page)
        self._totals.documents += 1
        self._totals.facts += len(view.facts) - view.retold
        self._totals.numerals += view.numerals
        self._totals.failed += len(view.failed)
        self._entries.append(_list_entry(view, page))
        if len(self._entries) == _DOCUMENTS_A_LIST and not self._is_one_page:
            self._close_list()

    def _close_list(self) -> None:
        """Writes a page with the documents that are waiting to be listed."""
        last = self._totals.documents
        page = ListPage(f"list-{len(self._lists) + 1:04d}.html", last - len(self._entries) + 1, last)
        self._write(self._folder / _FOLDER / page.name, "list_page.html", entries=self._entries, page=page)
        self._lists.append(page)
        self._entries = []

    def add_check(self, check: ListedCheck) -> None:
        """Takes one check into the section of checks; the failed ones come first."""
        self._checks.add(check)

    def finish(self, comparison: Comparison) -> None:
        """Writes the start page; the last call."""
        from outputs.report.charts import build_charts  # late: altair takes a second that no other page needs

        if self._lists and self._entries:
            self._close_list()
        self._totals.failed += self._checks.failed_between
        self._write(
            self._folder / "report.html",
            "report.html",
            totals=self._totals,
            places=comparison.localities,
            charts=build_charts(comparison, self._labels),
            matrices=build_matrices(comparison, self._labels),
            checks=self._checks,
            entries=self._entries,
            lists=self._lists,
            sections=self._sections,
        )
