"""Figure of a table -> the fact it states: place from its row, time from its column or the lines above."""

from extractors.association_tags import groups_in_body
from extractors.context import DocumentContext
from extractors.drafts import Draft, make_draft
from extractors.facts import kind_of_figure
from extractors.light_records import replace
from extractors.periods.table_periods import resolve_table_period
from extractors.places.localities import resolve_row
from extractors.places.scope import places_between
from extractors.places.title import LONGEST
from extractors.row_bodies import body_of_row, system_of_cell
from extractors.systems import resolve_system
from extractors.tables.beside import LEVEL_RULE
from extractors.tables.figures import TableFigure
from extractors.tables.totals import section_of
from extractors.tables.villages import row_village
from schemas.facts import Period
from schemas.sentences import Sentence


def draft_table_fact(figure: TableFigure, sentence: Sentence, context: DocumentContext) -> Draft:
    """The fact that a table's figure states; place from its row, time from its column or the lines above."""
    quantity, label = figure.quantity, figure.label
    is_place = bool(places_between(context.places, label.start, label.start + 1))
    system = quantity.system or system_of_cell(
        context.systems, quantity, label="" if figure.counts_rows or is_place else label.text, head=figure.head.text
    )
    system = system or (context.systems.main if LEVEL_RULE in quantity.rules else None)
    system = system or resolve_system(context.systems, quantity, sentence=sentence, start=sentence.start)
    organization = next((o.name for o in context.systems.organizations if label.start <= o.start < label.end), None)
    organization = organization or (None if figure.counts_rows else section_of(label.text))
    locality = row_village(figure, context.places.document.province) or resolve_row(
        context.places, start=label.start, end=label.end, is_total=figure.is_total
    )
    if organization is None and locality == context.places.main:
        of_row = None if figure.counts_rows or figure.is_total else body_of_row(label.text)
        organization = of_row or context.systems.main_organization
    tags = groups_in_body(quantity, system=system, body=context.systems.main, previous=None)
    if quantity.indicator != "other" and tags != quantity.groups:
        quantity = replace(quantity, groups=tags)
    period = _table_period(figure, context)
    return make_draft(quantity, sentence, system=system, locality=locality, organization=organization, period=period)


def _table_period(figure: TableFigure, context: DocumentContext) -> Period:
    """The time of a table's figure: the year over its column, else what the heads or the lines above say."""
    kind = kind_of_figure(figure.quantity)
    if figure.year:
        keeps = not kind.is_level or kind.is_target
        start = figure.year if keeps else None
        return Period(start=start, end=figure.year, end_is_published=False, text=figure.year)
    told = (figure.of.cell, figure.of.parent) if figure.of else ()
    spans = [(c.start, c.end) for c in (*told, figure.head.cell, figure.head.parent) if c]
    found = resolve_table_period(
        context.times, heads=spans, table_start=figure.table.start, kind=kind, text=context.document.text
    )
    if context.titled and found.text is None:
        return resolve_table_period(context.titled, heads=(), table_start=LONGEST, kind=kind)
    return found
