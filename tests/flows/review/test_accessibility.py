"""Every page is sound for axe, and holds on a phone and at twice the size."""

import pytest
from review_browser import AXE, shown

PAGES = ("/queue", "/articles", "/table", "/compare", "/conflicts", "/sources", "/agreement", "/progress", "/settings")
ALL = (*PAGES, "/articles/{document}", "/facts/{document}/{start}")


@pytest.fixture(scope="module")
def card(look) -> dict[str, str | int]:
    """Document and numeral of a card of the queue."""
    return dict(zip(("document", "start"), shown(look), strict=True))


@pytest.mark.parametrize("path", ALL)
def test_axe_finds_nothing_serious(look, card, path) -> None:
    page = look
    page.goto(path.format(**card))
    if path == "/queue":
        page.keyboard.press("e")
        page.wait_for_selector("form.edit")
    if path == "/table":
        page.wait_for_selector(".facets .total")
    # The page itself allows no foreign script: it is the tool of the test that brings this one along.
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then(one => one.violations)")
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")] == []


@pytest.mark.parametrize("width", [390, 683], ids=["phone", "twice the size"])
def test_nothing_overflows(visit, store, extracted, width) -> None:
    _add_long_names(store, extracted[0])
    page = visit(width=width)
    document_id, start = shown(page)
    for path in ALL:
        page.goto(path.format(document=document_id, start=start))
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path


def _add_long_names(store, extraction) -> None:
    """The article once more, its names as long as names get, and one word that no line can break by itself."""
    place = "thị trấn nông trường " + "Nghĩa Hưng Trung Sơn Thượng " * 4
    facts = tuple(
        fact.model_copy(
            update={
                "organization": "Ban Chấp hành Đảng bộ " + "liên xã vùng cao biên giới " * 6,
                "locality": fact.locality.model_copy(update={"name": place.strip()}) if fact.locality else None,
                "confidence": 0.01,
            }
        )
        for fact in extraction.facts
    )
    head = {
        "document_id": "long-names",
        "title": "https://bao.example/" + "a" * 180,
        "url": None,
        "publisher": "B" * 90,
    }
    document = extraction.document.model_copy(update=head)
    store.save([extraction.model_copy(update={"document": document, "facts": facts})])
