"""Decisions outlive the server: killed between them and started again, none is lost and none is written twice."""

import pytest
from playwright.sync_api import Page
from review_browser import ReviewProcess, new_page, settled, shown, verdicts

from outputs.store import Store


def _replay(page: Page, server: ReviewProcess, *, decisions: int, every: int) -> list[tuple[str, str, int]]:
    """Decides on so many facts, the server killed every so often; what was decided, in order."""
    made = []
    for number in range(decisions):
        page.wait_for_selector(".card:not([hidden])")
        fact, verdict = shown(page), ("accepted", "rejected")[number % 2]
        if number % every == every - 1:
            # Decided while the server is away, and sent once it is back.
            server.kill()
            page.keyboard.press("ar"[number % 2])
            server.start()
        else:
            page.keyboard.press("ar"[number % 2])
        made.append((verdict, *fact))
    settled(page)
    return made


@pytest.mark.parametrize(
    ("decisions", "every"), [(6, 4), pytest.param(200, 20, marks=pytest.mark.soak)], ids=["short", "soak"]
)
def test_no_decision_is_lost_when_the_server_is_killed(browser, store, store_url, extracted, decisions, every) -> None:
    if decisions > store.counts().facts:
        _add_copies(store, extracted, decisions)
    server = ReviewProcess(store_url)
    server.start()
    try:
        page = new_page(browser, server.address)
        page.goto("/queue")
        made = _replay(page, server, decisions=decisions, every=every)
        page.reload()
        assert shown(page) not in {(document, start) for _, document, start in made}
        page.context.close()
    finally:
        server.kill()
    assert verdicts(store) == made


def _add_copies(store: Store, extracted: list[object], facts: int) -> None:
    """The same articles again under other ids, until there are enough facts."""
    number = 0
    while store.counts().facts < facts + 20:
        number += 1
        store.save(
            [
                one.model_copy(
                    update={
                        "document": one.document.model_copy(
                            update={"document_id": f"{one.document.document_id}-{number}", "url": None}
                        )
                    }
                )
                for one in extracted
            ]
        )
