"""Reviewers at work in a real browser on a running server: by keyboard, by mouse, two at once."""

import json
from pathlib import Path

from playwright.sync_api import Route, expect
from review_browser import settled, shown, until, verdicts


def test_a_queue_is_worked_through_by_keyboard(visit, store) -> None:
    page = visit()
    first = shown(page)
    expect(page.locator(".card:not([hidden]) .check-fails")).to_be_visible()
    page.keyboard.press("a")
    second = shown(page)
    page.keyboard.press("c")
    page.keyboard.type("nhầm nơi")
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    page.keyboard.press("s")
    skipped = shown(page)
    page.keyboard.press("p")
    page.keyboard.press("ArrowRight")
    assert shown(page) == skipped
    settled(page)
    assert verdicts(store) == [("accepted", *first), ("rejected", *second)]
    assert store.reviews.line(2).review.reason == "nhầm nơi"
    page.keyboard.press("u")
    settled(page)
    assert shown(page) == second
    assert verdicts(store)[2] == ("undone", *second)
    page.keyboard.press("r")
    settled(page)
    page.reload()
    assert shown(page) not in {first, second}
    expect(page.locator("#left")).to_have_text(str(store.counts().facts - 2))
    page.keyboard.press("g")
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    until(page, "document.querySelectorAll('.card').length >= 5")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()


def test_a_locality_is_corrected_with_the_keyboard_alone(visit, store) -> None:
    page = visit("/queue?q=9.863")
    place = shown(page)
    page.keyboard.press("3")
    search = page.locator("[data-place-search]")
    expect(search).to_be_focused()
    page.keyboard.type("pac nam")
    expect(page.locator(".hits .place").first).to_contain_text("huyện Pác Nặm, Bắc Kạn")
    page.keyboard.press("Enter")
    page.locator(".hits input").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    page.locator("[name=qualifier]:checked").focus()
    page.keyboard.press("4")
    expect(page.locator("[name=qualifier]:checked")).to_have_value("nearly")
    page.locator("[name=value]").fill("9.86x")
    page.keyboard.press("Enter")
    expect(page.locator("[data-error*=value]")).to_have_text("Không phải một con số")
    page.locator("[name=value]").fill("9.864")
    page.keyboard.press("Enter")
    until(page, "document.querySelectorAll('form.edit').length === 0")
    (current,) = store.reviews.current(place[0])
    after = current.entry.review.fact_after()
    assert (after.locality.name, after.locality.code[:7], after.qualifier, int(after.value)) == (
        "huyện Pác Nặm", "2025a:D", "nearly", 9864,
    )  # fmt: skip
    page.goto("/table?q=pac+nam&outcome=corrected")
    expect(page.locator("tbody tr")).to_contain_text("gần 9.864")


def test_a_missed_fact_is_added_by_selecting_its_numeral(visit, store) -> None:
    page = visit("/articles")
    page.get_by_role("link", name="Bắc Quang").first.click()
    numeral = page.locator("[data-add]", has_text="2020")
    start = int(numeral.get_attribute("data-start"))
    numeral.evaluate("one => getSelection().selectAllChildren(one)")
    page.get_by_role("button", name="Thêm số liệu", exact=True).click()
    form = page.locator("form.edit")
    expect(form.locator("[name=value]")).to_have_value("2.020")
    form.locator("[data-value='member.admitted']").click()
    form.get_by_role("button", name="Lưu").click()
    expect(page.locator(f"[data-row='{start}']")).to_contain_text("thêm tay")
    (review,) = [entry.review for entry in store.reviews.history(page.url.rsplit("/", 1)[1])]
    assert (review.verdict, review.start, review.fact_after().indicator) == ("added", start, "member.admitted")
    with page.expect_download() as download:
        page.goto("/table?outcome=added")
        page.get_by_role("link", name="JSON").click()
    (record,) = json.loads(Path(download.value.path()).read_text())
    assert record["fact"]["value"] == 2020


def test_a_numeral_selected_before_the_script_is_there_can_be_added(visit) -> None:
    page = visit("/articles")
    held: list[Route] = []
    page.route("**/article.js*", lambda route: held.append(route))
    page.get_by_role("link", name="Bắc Quang").first.click(no_wait_after=True)
    page.locator("[data-add]", has_text="2020").evaluate("one => getSelection().selectAllChildren(one)")
    button = page.get_by_role("button", name="Thêm số liệu", exact=True)
    expect(button).to_be_hidden()
    held[0].continue_()
    button.click()
    expect(page.locator("form.edit [name=value]")).to_have_value("2.020")


def test_two_browsers_on_one_fact(visit, store) -> None:
    first, second = visit(name="An"), visit(name="Binh")
    fact = shown(first)
    assert shown(second) == fact
    first.keyboard.press("a")
    settled(first)
    second.keyboard.press("r")
    notice = second.locator("#notice")
    expect(notice).to_contain_text("An vừa quyết định số liệu này (đã chấp nhận)")
    assert verdicts(store) == [("accepted", *fact)], "nothing was overwritten"
    notice.get_by_role("button", name="Xem lại").click()
    expect(second.locator(".card:not([hidden]) [data-state]")).to_have_text("đã chấp nhận")
    assert shown(second) == fact
    second.keyboard.press("r")
    settled(second)
    assert verdicts(store)[1:] == [("rejected", *fact)]


def test_filters_and_history_by_mouse(visit, store) -> None:
    page = visit()
    page.get_by_text("Bộ lọc", exact=True).click()
    page.locator("select[name=source]").select_option("Báo mẫu Bắc Kạn")
    page.wait_for_url("**source=**")
    document_id, start = shown(page)
    page.get_by_role("button", name="Chấp nhận").click()
    settled(page)
    page.goto(f"/facts/{document_id}/{start}")
    page.get_by_role("button", name="Hoàn tác dòng này").click()
    expect(page.locator("#history .history li")).to_have_count(2)
    assert verdicts(store)[-1] == ("undone", document_id, start)
