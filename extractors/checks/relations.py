"""Facts of one document -> checks: what its own arithmetic supports or contradicts."""

from collections.abc import Iterable, Sequence

from extractors.checks.bodies import find_body_checks
from extractors.checks.change import find_change_checks
from extractors.checks.figures import line_up
from extractors.checks.flows import find_flow_checks
from extractors.checks.grades import find_grade_checks
from extractors.checks.growth import find_growth_checks
from extractors.checks.in_order import find_order_checks
from extractors.checks.lists import find_list_checks
from extractors.checks.names import find_name_checks
from extractors.checks.nesting import find_nesting_checks
from extractors.checks.parts import find_parts_checks
from extractors.checks.rates import find_rate_checks
from extractors.checks.ratio import find_ratio_checks
from extractors.checks.share import find_share_checks
from extractors.checks.table_arithmetic import find_arithmetic, outside_tables
from extractors.checks.tables import find_table_checks
from extractors.checks.targets import find_target_checks
from extractors.confidence import confidence_of
from extractors.tables.records import Table
from schemas.checks import MARKS, Check
from schemas.facts import Fact

_FINDERS = (
    find_ratio_checks,
    find_share_checks,
    find_parts_checks,
    find_grade_checks,
    find_list_checks,
    find_change_checks,
    find_flow_checks,
    find_growth_checks,
    find_nesting_checks,
    find_rate_checks,
    find_order_checks,
    find_name_checks,
    find_target_checks,
    find_body_checks,
)


def check_facts(facts: Sequence[Fact], text: str, tables: Sequence[Table] = ()) -> tuple[Check, ...]:
    """All arithmetic relations that a document states between its figures, with their outcome.

    Args:
        facts: The facts of one document, in any order.
        text: The document's text, to which the facts' offsets refer.
        tables: The tables that were found in the text.

    Returns:
        Checks in the order of the text, none twice; may be empty. Partial lists and figures without a stated
        relation give none.
    """
    figures = line_up(facts, text)
    found = {check for find in _FINDERS for check in find(figures)}
    found |= {*find_table_checks(outside_tables(tables, figures)), *find_arithmetic(tables, figures, text)}
    position = {figure.fact.fact_id: index for index, figure in enumerate(figures)}
    return tuple(sorted(found, key=lambda c: ([position[i] for i in c.fact_ids], c.kind, c.statement)))


def apply_checks(facts: Iterable[Fact], checks: Iterable[Check]) -> tuple[Fact, ...]:
    """The facts in their order with the statements that concern them, rated by these; nothing else changes.

    Returns:
        `checks` of each fact holds "✓ …", "✗ …" or "? …", in the order of `checks`.
    """
    concerning: dict[str, list[str]] = {}
    for check in checks:
        for fact_id in check.fact_ids:
            concerning.setdefault(fact_id, []).append(f"{MARKS[check.outcome]} {check.statement}")
    if not concerning:
        return tuple(facts)
    return tuple([_stated(fact, tuple(concerning.get(fact.fact_id, ()))) for fact in facts])


def _stated(fact: Fact, checks: tuple[str, ...]) -> Fact:
    if not checks:
        return fact
    return fact.model_copy(update={"checks": checks, "confidence": confidence_of(fact, checks)})
