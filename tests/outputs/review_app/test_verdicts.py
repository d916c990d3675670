"""A decision is a line of the log: written once, never over somebody else's, undone by a further line."""

import pytest

from outputs.review_app.corrections import FactForm, correct


@pytest.fixture
def judged(two):
    """The document, and its fact "130"."""
    return two[0].document.document_id, two[0].facts[2]


def test_a_decision_stands_in_the_log_and_leaves_the_queue(serve, store, judged) -> None:
    document_id, fact = judged
    reviewer = serve()
    answer = reviewer.judge(document_id, fact, "accepted", reason="đúng như bài")
    assert (answer.status_code, answer.json()["number"]) == (200, 1)
    (entry,) = store.reviews.history(document_id)
    assert (entry.review.verdict, entry.review.reviewer, entry.review.reason) == ("accepted", "An", "đúng như bài")
    assert f'data-start="{fact.evidence.start}"' not in reviewer.get("/queue/cards?n=12")
    assert "đã chấp nhận" in reviewer.get("/table?outcome=accepted")
    again = reviewer.get("/queue?outcome=accepted")
    assert 'data-count="1"' in again
    assert again.count("<article") == 1, "what was judged can be looked at again"


def test_the_same_decision_sent_again_is_written_once(serve, store, judged) -> None:
    document_id, fact = judged
    reviewer = serve()
    numbers = [reviewer.judge(document_id, fact, "rejected").json()["number"] for _ in range(3)]
    assert (numbers, store.reviews.count()) == ([1, 1, 1], 1)


def test_the_second_of_two_is_told_and_nothing_is_overwritten(serve, store, judged) -> None:
    document_id, fact = judged
    first, second = serve("An"), serve("Bình")
    assert first.judge(document_id, fact, "accepted").status_code == 200
    answer = second.judge(document_id, fact, "rejected")
    assert answer.status_code == 409
    assert (answer.json()["reviewer"], answer.json()["verdict"]) == ("An", "accepted")
    assert store.reviews.count() == 1
    assert second.judge(document_id, fact, "rejected", last=1).status_code == 200, "who has seen it may differ"


def test_undoing_is_a_line_and_opens_the_fact_again(serve, store, judged) -> None:
    document_id, fact = judged
    reviewer = serve()
    reviewer.judge(document_id, fact, "accepted")
    answer = reviewer.post("/verdicts/1/undo", reason="nhầm")
    assert (answer.json()["number"], answer.json()["verdict"]) == (2, "undone")
    assert reviewer.post("/verdicts/1/undo").json()["number"] == 1, "sent again, nothing more is written"
    assert store.reviews.current(document_id) == ()
    assert f'data-start="{fact.evidence.start}"' in reviewer.get("/queue/cards?n=12")
    history = reviewer.get(f"/facts/{document_id}/{fact.evidence.start}/history")
    assert history.count("<li") == 2
    assert "hoàn tác dòng 1" in history
    assert reviewer.post("/verdicts/9/undo").status_code == 400, "which is not sent again"


def test_a_correction_changes_what_tables_show(serve, store, judged, form) -> None:
    document_id, fact = judged
    reviewer = serve()
    form |= {"value": "1.310,5", "locality": "2025a:D:060", "groups": ["female"], "status": "target"}
    answer = reviewer.judge(document_id, fact, "corrected", form=form)
    assert (answer.status_code, answer.json()["verdict"]) == (200, "corrected")
    (current,) = store.reviews.current(document_id)
    after = current.entry.review.fact_after()
    assert (str(after.value), after.locality.name, after.groups) == ("1310.5", "huyện Pác Nặm", ("female",))
    assert (after.period, after.evidence, after.denominator) == (fact.period, fact.evidence, None)
    page = reviewer.get("/table?outcome=corrected&q=pac+nam")
    assert "1.310,5" in page
    assert "nữ" in page
    history = reviewer.get(f"/facts/{document_id}/{fact.evidence.start}/history")
    assert "<del>huyện Ba Bể, Bắc Kạn</del> → <ins>huyện Pác Nặm, Bắc Kạn</ins>" in history


def test_a_day_that_no_calendar_has_stays_where_the_article_prints_it(judged, form) -> None:
    _, fact = judged
    odd = fact.model_copy(update={"period": fact.period.model_copy(update={"end": "2022-02-30"})})
    typed = FactForm.model_validate(form | {"period_end": "2022-02-30", "value": "131"})
    after = correct(odd, typed, lambda code: None, None)
    assert (after.period, after.value) == (odd.period, 131)


def test_a_correction_that_changes_nothing_accepts(serve, judged, form) -> None:
    document_id, fact = judged
    assert serve().judge(document_id, fact, "corrected", form=form).json()["verdict"] == "accepted"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"value": "một"}, "value"),
        ({"value": ""}, "value"),
        ({"value": "-3"}, "value"),
        ({"value_max": "12"}, "value_max"),
        ({"denominator": "300"}, "denominator"),
        ({"period_end": "31/12/2022"}, "period_end"),
        ({"period_start": "2023"}, "period_end"),
        ({"period_end": "2023-02-30"}, "period_end"),
        ({"period_end": "2022-13"}, "period_end"),
        ({"locality": "2025a:D:999"}, "locality"),
        ({"locality": "free:planet:Ba Bể"}, "locality"),
        ({"indicator": "member.all"}, "indicator"),
        ({"groups": ["women"]}, "groups"),
        ({"unit": " "}, "unit"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(serve, store, judged, form, change, field) -> None:
    document_id, fact = judged
    answer = serve().judge(document_id, fact, "corrected", form=form | change)
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == [field]
    assert store.reviews.count() == 0


def test_a_missed_fact_is_added_and_can_be_taken_back(serve, store, two, form) -> None:
    document_id, text = two[0].document.document_id, two[0].document.text
    start = text.index("17")
    reviewer = serve()
    page = reviewer.get(f"/articles/{document_id}/add?start={start}&end={start + 2}")
    assert 'value="17"' in page
    assert "Các chi bộ còn vận động được 17 quần chúng theo Nghị quyết số 04-NQ/TU." in page
    form |= {"indicator": "candidate.introduced", "value": "17", "locality": "2025b:W:01", "period_start": "2022"}
    span = {"document_id": document_id, "start": start, "end": start + 2}
    answer = reviewer.post("/verdicts", **span, verdict="added", last=0, form=form)
    assert answer.json()["verdict"] == "added"
    table = reviewer.get("/table?outcome=added")
    assert "xã Chợ Rã" in table
    assert "thêm tay" in reviewer.get(f"/articles/{document_id}")
    reviewer.post("/verdicts/1/undo")
    assert "xã Chợ Rã" not in reviewer.get("/table")
    assert reviewer.get(f"/articles/{document_id}/add?start={start}&end={start}", status=400)


def test_a_place_without_a_code_is_named(serve, store, judged, form) -> None:
    document_id, fact = judged
    reviewer = serve()
    reviewer.judge(document_id, fact, "corrected", form=form | {"locality": "free:village:thôn Nà  Lẹng"})
    after = store.reviews.current(document_id)[0].entry.review.fact_after()
    assert (after.locality.name, after.locality.level, after.locality.province) == (
        "thôn Nà Lẹng",
        "village",
        "Bắc Kạn",
    )


def test_a_verdict_on_no_fact_is_refused(serve, judged, two) -> None:
    document_id, _ = judged
    answer = serve().post("/verdicts", document_id=document_id, start=0, end=2, verdict="accepted", last=0)
    assert answer.status_code == 400
