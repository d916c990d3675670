"""Every page shows what it is for, in both languages, and nothing of an article can run or mislead."""

import re

import pytest
from starlette.testclient import TestClient

from outputs.review_app.application import build_application

PAGES = (
    "/queue", "/articles", "/table", "/compare", "/conflicts", "/sources", "/agreement", "/progress", "/settings",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_every_page_speaks_both_languages(serve, path: str) -> None:
    reviewer = serve()
    assert '<html lang="vi">' in reviewer.get(path)
    english = reviewer.get(f"{path}?lang=en")
    assert '<html lang="en">' in english
    assert ">Queue</a>" in english
    assert ">Queue</a>" in reviewer.get(path), "the choice is kept"


@pytest.mark.parametrize("path", PAGES)
def test_nothing_on_a_page_is_inline_or_from_elsewhere(serve, path: str) -> None:
    reviewer = serve()
    answer = reviewer.client.get(path)
    assert answer.headers["content-security-policy"].startswith(
        "default-src 'none'; script-src 'self'; style-src 'self';"
    )
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*src=)", answer.text)
    assert all(
        url.startswith("/static/")
        for url in re.findall(r'(?:src|stylesheet" href)="([^"]+\.(?:js|css)[^"]*)"', answer.text)
    )


def test_the_queue_begins_with_what_fails_and_says_so(serve, two) -> None:
    page = serve().get("/queue")
    first = page.index('class="card"')
    assert "54,2%" in page[first : first + 600]
    assert "130 / 200 ≠ 54,2%" in page
    assert "Mức hoàn thành" not in page[:first]
    assert '<strong id="left" data-count="6">' in page


def test_the_marks_of_a_card_say_what_where_and_when(serve, two) -> None:
    document_id = two[0].document.document_id
    page = serve().get(f"/facts/{document_id}/{two[0].facts[2].evidence.start}")
    marked = re.findall(r'class="mark mark-(\w+) in-sentence"[^>]*>([^<]+)<', page)
    wanted = [("locality", "huyện Ba Bể"), ("period", "Năm 2022"), ("numeral", "130"), ("head", "đảng viên")]
    assert marked == wanted * 2, "in the sentence and in the article"


def test_filters_and_counts_go_together(serve) -> None:
    reviewer = serve()
    page = reviewer.get("/queue?check=fails")
    assert '<strong id="left" data-count="2">' in page
    counted = reviewer.get("/queue/filters")
    assert "Bắc Kạn (6)" in counted
    assert "Báo Thái Nguyên (2)" in counted
    assert reviewer.get("/queue/cards?source=B%C3%A1o%20Th%C3%A1i%20Nguy%C3%AAn&n=9").count("<article") == 2


def test_an_empty_store_says_what_to_do(store, build_config) -> None:
    with TestClient(build_application(build_config()), base_url="http://127.0.0.1") as client:
        for path in ("/queue", "/compare"):
            assert "<code>solieu run</code>" in client.get(path).text
        assert client.get("/table").status_code == 200


def test_what_is_not_there_is_said_in_words(serve) -> None:
    reviewer = serve()
    for path in ("/nothing", "/articles/unknown", "/facts/unknown/3", "/facts/unknown/3/edit"):
        assert "Không tìm thấy trang này" in reviewer.get(path, status=404)
    for path in ("/table?after=%21%21", "/table.exe"):
        assert "Yêu cầu không đúng" in reviewer.get(path, status=400)


HOSTILE = 'Huyện có 45 <script>alert(1)</script> chi bộ "x" onclick=y \u202e12\u202c đảng viên và 9 thôn.\n'


def test_hostile_text_of_an_article_stays_text(store, build_config, build_extraction) -> None:
    store.save(
        [
            build_extraction(
                HOSTILE,
                [("45", {"indicator": "cell.total", "unit": "organization", "organization": "<img src=x>"})],
                title="<b>Đậm</b>\u202e", publisher="</title><script>", url="javascript:alert(1)",
            )
        ]
    )  # fmt: skip
    with TestClient(build_application(build_config()), base_url="http://127.0.0.1") as client:
        document_id = next(iter(store.extractions())).document.document_id
        start = HOSTILE.index("45")
        for path in ("/queue", "/table", "/articles", f"/articles/{document_id}", f"/facts/{document_id}/{start}",
                     f"/facts/{document_id}/{start}/edit", "/sources", "/table?q=%3Cscript%3E"):  # fmt: skip
            page = client.get(path).text
            assert "<script>" not in page, path
            assert "<img src=x>" not in page
            assert "<b>Đậm" not in page
            assert "javascript:" not in page
            assert "\u202e" not in page, "what turns the direction of text has a visible name"
        article = re.sub(r"<[^>]+>", "", client.get(f"/articles/{document_id}").text)
        assert "⟦U+202E⟧12⟦U+202C⟧ đảng viên" in article


def test_an_article_shows_every_numeral_by_its_label(serve, two) -> None:
    page = serve().get(f"/articles/{two[0].document.document_id}")
    facts = re.findall(r'<a class="num num-fact is-open" id="n\d+"[^>]*>([^<]+)</a>', page)
    others = re.findall(r'<button type="button" class="num num-date"[^>]*>([^<]+)</button>', page)
    assert (facts, others) == (["45", "4.900", "130", "54,2"], ["2022", "17", "04"])


def test_articles_that_disagree_stand_side_by_side(serve, two) -> None:
    reviewer = serve()
    page = reviewer.get("/conflicts")
    assert re.findall(r'<p class="figure"><a[^>]*>([^<]+)</a>', page) == ["133", "130"]
    fact = two[1].facts[0]
    assert reviewer.judge(two[1].document.document_id, fact, "rejected").status_code == 200
    assert "Không có bài nào mâu thuẫn" in reviewer.get("/conflicts")


def test_a_comparison_has_its_sources_and_a_chart(serve) -> None:
    reviewer = serve()
    page = reviewer.get("/compare?indicator=member.admitted&level=district&period=2022")
    assert re.findall(r'mở nguồn">([^<]+)<', page) == ["130"]
    assert page.count("<blockquote>") == 2, "both articles stand below the cell"
    assert "nguồn khác, mâu thuẫn" in page
    chart = reviewer.client.get("/compare/chart.svg?indicator=member.total&level=district")
    assert chart.headers["content-type"] == "image/svg+xml"
    assert "<svg" in chart.text
    assert "huyện Pác Nặm" in chart.text
    assert 'role="alert"' in reviewer.get("/compare?indicator=member.total&period=nie")


def test_a_search_finds_with_and_without_accents(serve) -> None:
    reviewer = serve()
    for query in ("pac nam", "Pác Nặm", "PAC%20NAM"):
        page = reviewer.get(f"/table?q={query}")
        assert page.count('scope="row"') == 2, query
    assert reviewer.get("/table?q=nam%20pac").count('scope="row"') == 0
    hits = reviewer.get("/places?q=cho ra")
    assert "xã Chợ Rã" in hits
    assert "2025b:W:01" in hits


def test_a_change_needs_the_token_and_an_own_host(serve, two) -> None:
    reviewer = serve()
    answer = reviewer.client.post("/verdicts/1/undo", json={})
    assert answer.status_code == 403
    assert reviewer.client.get("/queue", headers={"Host": "evil.example"}).status_code == 421


def test_what_checks_between_articles_say_stands_with_the_others(serve, store, two) -> None:
    first = two[0]
    told = first.facts[0].model_copy(update={"checks": ("✗ 45 ≠ 54 (Báo khác)",)})
    reviewer = serve()
    store.save([first.model_copy(update={"extractor": "2.0", "facts": (told, *first.facts[1:])})])
    page = reviewer.get(f"/facts/{first.document.document_id}/{told.evidence.start}")
    assert '<span class="muted">Giữa các bài:</span> 45 ≠ 54 (Báo khác) <em>(không khớp)</em>' in page
    assert page.count('<li class="check-fails">') == 1
