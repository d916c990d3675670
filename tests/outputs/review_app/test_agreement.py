"""Two reviewers: kappa as it is defined, differences that are settled, blind second judging."""

import re

import pytest

from outputs.review_app.agreement import cohens_kappa, measure_agreement


@pytest.mark.parametrize(
    ("first", "second", "kappa"),
    [
        ("aabb", "aabb", 1.0),
        ("aabb", "bbaa", -1.0),
        ("aaaa", "aaaa", None),
        ("", "", None),
        # 25 patients, 20 yes twice, 15 no twice, 5 and 10 apart: observed 0.7, by chance 0.5.
        ("y" * 20 + "y" * 5 + "n" * 10 + "n" * 15, "y" * 20 + "n" * 5 + "y" * 10 + "n" * 15, 0.4),
    ],
)
def test_kappa(first, second, kappa) -> None:
    found = cohens_kappa(list(first), list(second))
    assert found == kappa if kappa is None else found == pytest.approx(kappa)


@pytest.fixture
def both(serve, two, form):
    """An and Bình judged three facts of the first article and differ on the place of one."""
    first, second = serve("An", double_share=100), serve("Bình")
    document_id, facts = two[0].document.document_id, two[0].facts
    first.judge(document_id, facts[0], "accepted")
    second.judge(document_id, facts[0], "accepted", last=1)
    first.judge(document_id, facts[1], "rejected")
    second.judge(document_id, facts[1], "rejected", last=3)
    first.judge(document_id, facts[2], "accepted")
    second.judge(document_id, facts[2], "corrected", last=5, form=form | {"locality": "2025a:D:060"})
    return first, second


def test_agreement_is_told_by_field(both) -> None:
    page = both[0].get("/agreement")
    rows = dict(re.findall(r'<th scope="row">([^<]+)</th><td class="n">(\d/\d)</td>', page))
    assert (rows["Quyết định"], rows["Địa phương"], rows["Chỉ tiêu"]) == ("2/3", "2/3", "3/3")
    assert "An – Bình" in page
    assert re.search(r"Địa phương</th><td class=\"n\">2/3</td><td class=\"n\">67%</td><td class=\"n\">0,50<", page)


def test_a_difference_is_settled_by_a_further_line(both, store, two) -> None:
    first, _ = both
    page = first.get("/agreement")
    assert page.count("data-settle=") == 2
    assert "huyện Pác Nặm" in page
    document_id, fact = two[0].document.document_id, two[0].facts[2]
    span = {"document_id": document_id, "start": fact.evidence.start}
    assert first.post("/agreement/settle", **span, number=1, last=6).status_code == 400
    assert first.post("/agreement/settle", **span, number=6, last=5).status_code == 409
    assert first.post("/agreement/settle", **span, number=6, last=6).status_code == 200
    assert "Mọi khác biệt đã được phân xử" in first.get("/agreement")
    entry = store.reviews.history(document_id, fact.evidence.start)[-1]
    assert (entry.review.reviewer, entry.review.reason) == ("An", "Phân xử: theo Bình")
    assert entry.review.fact_after().locality.name == "huyện Pác Nặm"


def test_the_second_reviewer_does_not_see_the_first_verdict(serve, two, form) -> None:
    first, second = serve("An", double_share=100), serve("Bình")
    document_id, fact = two[0].document.document_id, two[0].facts[2]
    first.judge(document_id, fact, "corrected", form=form | {"value": "999"})
    card = second.get("/queue/cards?n=12")
    card = card[card.index(f'data-start="{fact.evidence.start}"') :].partition("</article>")[0]
    assert 'data-last="1"' in card, "so that the second verdict is no conflict"
    assert ">999<" not in card
    assert "An</strong>" not in card
    assert 'data-outcome="open"' in card


def test_agreement_of_no_facts_is_nothing() -> None:
    assert next((one.count, one.percent, one.kappa) for one in measure_agreement([])) == (0, 0.0, None)
