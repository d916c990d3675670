from collections.abc import Iterator

import pytest

from extractors.bodies import SystemScope
from extractors.document_body import body_of_document
from extractors.organizations import OrganizationMention

SCHOOL = "Trường Đại học Vinh"


def named(name: str, start: int) -> OrganizationMention:
    return OrganizationMention(start, start + len(name), name)


def unasked() -> Iterator[int]:
    raise AssertionError("units are looked for only where they decide")
    yield 0


def test_the_main_body_needs_no_units() -> None:
    scope = SystemScope((), None, (named("Đảng bộ Khối", 9),), main_organization="Đảng bộ Khối")
    assert body_of_document(scope, unasked()) == "Đảng bộ Khối"


def test_a_school_tells_of_itself_on_its_site() -> None:
    name = f"Đảng bộ {SCHOOL}"
    assert body_of_document(SystemScope((), None, (named(name, 9),), publisher=name), unasked()) == name


@pytest.mark.parametrize(("units", "expected"), [([], "Đảng bộ Sở Y tế"), ([50], "Đảng bộ Sở Y tế"), ([3], None)])
def test_the_first_body_is_meant_unless_a_unit_comes_before(units: list[int], expected: str | None) -> None:
    lead = named("Đảng bộ Sở Y tế", 20)
    assert body_of_document(SystemScope((), None, (lead,), lead=lead), iter(units)) == expected


@pytest.mark.parametrize(
    ("starts", "units", "expected"),
    [([0, 40], [], f"Đảng bộ {SCHOOL}"), ([0, 40], [5], f"Đảng bộ {SCHOOL}"), ([0, 40], [35], None), ([0], [], None)],
)
def test_the_only_body_is_named_twice_and_units_in_its_name(
    starts: list[int], units: list[int], expected: str | None
) -> None:
    bodies = tuple(named(f"Đảng bộ {SCHOOL}", start) for start in starts)
    assert body_of_document(SystemScope((), None, bodies), iter(units)) == expected
