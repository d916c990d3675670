import re
from calendar import monthrange
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.periods.finding import PeriodMention, compile_periods, find_periods
from extractors.rulebook import Rulebook
from schemas.errors import ConfigError
from schemas.rules import Example, PeriodRule

PUBLISHED = "2023-07-15"
PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def find(text: str, rulebook: Rulebook, published: str | None = PUBLISHED) -> tuple[PeriodMention, ...]:
    return find_periods(text, rulebook.periods, published=published)


def one(text: str, rulebook: Rulebook, published: str | None = PUBLISHED) -> tuple[str, str]:
    """Kind and dates of the only mention: "flow", "2023-01-01..2023-06-30"."""
    (mention,) = find(text, rulebook, published)
    last = "published" if mention.to_published else mention.last or ""
    return mention.kind, f"{mention.first or ''}..{last}"


@pytest.mark.parametrize(
    ("dates", "wordings"),
    [
        ("2023-01-01..2023-12-31", ["năm 2023", "năm nay", "Trong năm 2023", "cả năm 2023", "Riêng năm 2023"]),
        ("2022-01-01..2022-12-31", ["năm 2022", "năm ngoái", "năm trước", "năm rồi", "Riêng 2022,", "Sang 2022, Hội"]),
        ("2013-01-01..2013-12-31", ["Mười năm trước", "cách đây 10 năm", "Hồi 2013, bản", "năm đầu thực hiện (2013)"]),
        ("2023-01-01..2023-11-30", ["Mười một tháng, xã"]),
        ("2023-01-01..2023-06-30", ["6 tháng đầu năm 2023", "6 tháng đầu năm", "sáu tháng đầu năm", "nửa đầu năm 2023",
                                    "nửa đầu năm", "từ 01/01/2023 đến 30/6/2023"]),
        ("2022-01-01..2022-09-30", ["9 tháng năm 2022", "9 tháng đầu năm 2022", "chín tháng đầu năm 2022"]),
        ("2013-01-01..2013-07-31", ["7 tháng đầu năm 2013"]),
        ("2024-07-01..2024-12-31", ["6 tháng cuối năm 2024"]),
        ("2024-01-01..2024-03-31", ["quý I/2024", "quý 1/2024", "Quý I năm 2024"]),
        ("2022-07-01..2022-09-30", ["quý III năm 2022"]),
        ("2022-07-01..2022-12-31", ["nửa cuối năm 2022", "quý III và quý IV năm 2022", "quý III, IV/2022"]),
        ("2023-05-01..2023-06-30", ["trong tháng 5 và 6/2023", "tháng 5 và tháng 6 năm 2023", "tháng 5, 6/2023"]),
        ("2023-06-01..2023-06-30", ["tháng 6/2023", "tháng 6-2023", "trong tháng 6/2023", "tháng 6 năm 2023"]),
        ("2023-03-01..2023-03-31", ["đầu tháng 3 vừa qua"]),
        ("2020-06..2021-05-31", ["từ tháng 6/2020 đến tháng 5/2021"]),
        ("2019-11-16..2020-11-15", ["từ ngày 16/11/2019 đến ngày 15/11/2020"]),
        ("2016..2020", ["từ năm 2016 đến năm 2020", "trong 5 năm (2016 - 2020)", "từ năm 2016-2020"]),
        ("2020..2021", ["trong 2 năm 2020, 2021", "năm học 2020 - 2021", "năm học 2020-2021"]),
        ("2021..published", ["từ năm 2021 đến nay", "Từ 2021 đến nay", "sau hơn 2 năm", "2 năm trở lại đây",
                             "Từ năm 2021 (năm đầu có chi bộ) đến nay"]),
        ("2016..2018", ["trong 3 năm 2016, 2017, 2018", "3 năm (2016, 2017, 2018)", "3 năm 2016, 2017 và 2018"]),
        ("2020..2022-06-30", ["từ đầu nhiệm kỳ 2020 - 2025 đến 30/6/2022", "Từ đầu nhiệm kỳ đến hết tháng 6/2022"]),
        ("2005..published", ["Từ khi tách huyện (2005) đến nay", "từ giữa năm 2005 đến nay"]),
        ("2022..published", ["một năm qua"]),
        ("2018..published", ["Năm năm, bộ đội", "5 năm, bản"]),
        ("2007..2016", ["Từ năm 2007 đến hết 2016"]),
        ("2023..2024", ["Năm học tới"]),
        ("2023-03-05..2023-04-28", ["Từ ngày 5-3 đến 28-4-2023"]),
        ("2023-02..published", ["Năm tháng sau ngày sáp nhập"]),
        ("2023-01-01..2023-06-30", ["trong sáu tháng là kết quả"]),
        ("2023-07-15..2025", ["Nửa nhiệm kỳ còn lại"]),
        ("2020-01-01..2020-12-31", ["năm cuối của nhiệm kỳ 2015 - 2020", "Năm đầu nhiệm kỳ 2020 - 2025",
                                    "năm cao nhất là 2020"]),
        ("2010..2016-06-30", ["Từ năm 2010 đến tháng 6.2016", "từ 2010 đến hết tháng 6 năm 2016"]),
        ("2018-01..2018-06-30", ["từ tháng 1 đến tháng 6/2018", "từ tháng 1 - 6/2018"]),
        ("2018-01-01..2018-06-30", ["từ ngày 1/1 đến ngày 30/6/2018"]),
        ("2018..2018-09-30", ["từ đầu năm 2018 đến hết tháng 9/2018", "từ đầu năm đến ngày 30-9-2018"]),
        ("2023-01-01..2023-07-31", ["bảy tháng qua", "7 tháng vừa qua"]),
        ("2023-04..published", ["ba tháng qua"]),
        ("2023-01-01..2023-09-30", ["Ba quý đầu năm", "3 quý đầu năm 2023"]),
        ("2023-07-15..2023-12-31", ["từ nay đến cuối năm", "Từ nay đến hết năm 2023"]),
        ("2023-04-01..published", ["từ đầu quý II"]),
        ("2022..2023", ["trong năm học", "năm học vừa qua"]),
        ("2013..published", ["10 năm qua"]),
        ("2020..published", ["Từ đầu nhiệm kỳ (2020 - 2025) đến nay", "Từ đầu nhiệm kỳ 2020 - 2025 đến nay",
                             "Từ đầu nhiệm kỳ đến nay", "từ đầu nhiệm kỳ tới giờ", "ba năm qua", "nửa nhiệm kỳ",
                             "giữa nhiệm kỳ"]),
        ("2023-01-01..published", ["từ đầu năm đến nay", "Từ đầu năm 2023 đến nay", "từ đầu năm tới nay"]),
    ],
)  # fmt: skip
def test_stretches_of_time(rulebook: Rulebook, dates: str, wordings: list[str]) -> None:
    found = {w: one(w, rulebook) for w in wordings}
    assert {w: told for w, (_, told) in found.items()} == dict.fromkeys(wordings, dates)
    assert {kind for kind, _ in found.values()} <= {"flow", "since"}


@pytest.mark.parametrize(
    ("day", "wordings"),
    [
        ("2017-12-31", ["Tính đến 31-12-2017", "đến ngày 31/12/2017", "tính đến 31.12.2017", "cuối năm 2017",
                        "đến cuối năm 2017", "đến hết năm 2017", "tại thời điểm 31/12/2017"]),
        ("2018-09-10", ["tính đến 10-9-2018"]),
        ("2022-12-31", ["Tính đến ngày 31 tháng 12 năm 2022", "đến hết tháng 12 năm 2022", "đến cuối 2022"]),
        ("2023-01", ["Tính đến đầu năm 2023"]),
        ("2023-03-31", ["tính đến hết quý I/2023", "đến hết quý I năm nay", "Đến cuối quý I năm 2023"]),
        ("2023-06-30", ["đến hết tháng 6", "tính đến tháng 6/2023", "đến 30/6/2023", "tính đến hết 30/6",
                        "Tính đến ngày 30 tháng 6 năm 2023"]),
        ("2013-09-30", ["đến cuối tháng 9/2013"]),
        ("2023-07-31", ["đến nay (tháng 7-2023)", "đến giữa tháng 7"]),
        ("2025-12-31", ["đến năm 2025", "phấn đấu đến năm 2025", "đạt 6% vào năm 2025."]),
        ("2020", ["đầu nhiệm kỳ 2020 - 2025", "đầu nhiệm kỳ"]),
    ],
)  # fmt: skip
def test_levels_as_of_a_day(rulebook: Rulebook, day: str, wordings: list[str]) -> None:
    assert {w: one(w, rulebook) for w in wordings} == dict.fromkeys(wordings, ("as_of", f"..{day}"))


@pytest.mark.parametrize(
    ("text", "kind", "dates"),
    [
        ("hiện nay", "now", "..published"),
        ("Tính đến nay", "now", "..published"),
        ("Đảng bộ hiện có 45 chi bộ", "now", "..published"),
        ("hằng năm", "recurring", ".."),
        ("mỗi năm", "recurring", ".."),
        ("so với cùng kỳ năm 2022", "base", "2022.."),
        ("so với năm 2021", "base", "2021.."),
        ("so với đầu nhiệm kỳ", "base", "2020.."),
        ("so với đầu năm", "base", "2023-01.."),
        ("so với năm trước", "base", "2022-12-31.."),
        ("so với thời điểm 1/7/2022", "base", "2022-07-01.."),
        ("so với trước khi sắp xếp bộ máy năm 2018", "base", "2018.."),
        ("so với tổng số đảng viên cuối năm 2017", "base", "2017.."),
        ("mười năm qua", "since", "2013..published"),
        ("hai mươi lăm năm qua", "since", "1998..published"),
        ("2 năm trở lại đây", "since", "2021..published"),
        ("qua 5 năm thực hiện", "since", "2018..published"),
        ("vào Đảng từ năm 2021.", "since", "2021..published"),
        ("đại hội nhiệm kỳ 2020 - 2025", "congress", "2020..2025"),
        ("Đại hội Đảng bộ xã lần thứ XV, nhiệm kỳ 2020-2025", "congress", "2020..2025"),
        ("Ban Chấp hành Đảng bộ xã nhiệm kỳ 2020 - 2025", "office", "2020..2025"),
        ("Nghị quyết Đại hội Đảng bộ huyện nhiệm kỳ 2020-2025", "term", "2020..2025"),
        ("kỷ niệm Ngày thành lập Đảng (3/2/1930 - 3/2/2020)", "day", "2020..2020"),
        ("70 năm truyền thống huyện nhà (1954 - 2024)", "day", "2024..2024"),
        ("từ 24 đến 26-6, 349 đại biểu", "day", "2023-06-26..2023-06-26"),
        ("thành lập ngày 6.6.1948, với 35 đảng viên", "day", "1948-06-06..1948-06-06"),
        ("xếp loại 2019: 8 chi bộ", "flow", "2019-01-01..2019-12-31"),
        ("Bây giờ, con số là 35", "now", "..published"),
        ("Nay tỷ lệ chỉ còn 2%", "now", "..published"),
        ("huyện hiện vẫn còn 19 thôn", "now", "..published"),
        ("1.300 đảng viên/năm", "recurring", ".."),
        ("cùng kỳ", "base", ".."),
        ("nhiệm kỳ 2020 - 2025", "term", "2020..2025"),
        ("giai đoạn 2021-2025", "term", "2021..2025"),
        ("ngày 3 tháng 2 năm 2023", "day", "2023-02-03..2023-02-03"),
        ("Thứ Sáu, 05/10/2018, 11:03 (GMT+7)", "none", ".."),
        ("Đăng ngày 05/10/2018", "none", ".."),
        ("sáng nay (14/5)", "day", "2023-05-14..2023-05-14"),
        ("thành lập từ ngày 1/7/2021 trên nền xã cũ", "since", "2021-07-01..published"),
        ("sáng 14/5", "day", "2023-05-14..2023-05-14"),
        ("Nghị quyết 04-NQ/TU ngày 23-5-2016", "none", ".."),
    ],
)
def test_other_kinds_of_time(rulebook: Rulebook, text: str, kind: str, dates: str) -> None:
    assert one(text, rulebook) == (kind, dates)


@pytest.mark.parametrize(
    "text",
    [
        "thực hiện có hiệu quả",
        "phát hiện có 5 vụ",
        "thể hiện là",
        "hiện tượng này",
        "xã nay thuộc tỉnh mới",
        "đạt 95% so với kế hoạch",
        "năm đảng bộ",
        "kết nạp 2.023 đảng viên",
        "số 12",
        "",
    ],
)
def test_wordings_that_are_no_time(rulebook: Rulebook, text: str) -> None:
    assert find(text, rulebook) == ()


@pytest.mark.parametrize(
    ("published", "start"),
    [("2019-03-01", "2015"), ("2020-03-01", "2015"), ("2020-09-01", "2020"), ("2024-12-31", "2020"), (None, "")],
)
def test_the_running_term_follows_the_day_of_publication(rulebook: Rulebook, published: str | None, start: str) -> None:
    assert one("Từ đầu nhiệm kỳ đến nay", rulebook, published) == ("flow", f"{start}..published")


@pytest.mark.parametrize(
    ("text", "end"),
    [("đến 31/12", "2022-12-31"), ("đến hết tháng 11", "2022-11-30"), ("ngày 20-12", "2022-12-20"),
     ("đến 15/1", "2023-01-15")],
)  # fmt: skip
def test_a_day_without_its_year_does_not_lie_ahead(rulebook: Rulebook, text: str, end: str) -> None:
    (mention,) = find(text, rulebook, "2023-01-20")
    assert (mention.last, mention.inferred) == (end, True)


@pytest.mark.parametrize(
    ("published", "text", "dates"),
    [
        ("2021-05-18", "Nhiệm kỳ vừa qua", "2015..2020"),
        ("2016-02-01", "Trong nhiệm kỳ qua", "2010..2015"),
        ("2024-05-18", "Nhiệm kỳ vừa qua", "2020..published"),
        ("2021-05-18", "Nghị quyết nhiệm kỳ 2020 - 2025. Nhiệm kỳ vừa qua", "2015..2020"),
        ("2024-05-18", "Nghị quyết nhiệm kỳ 2020 - 2025. Nhiệm kỳ vừa qua", "2020..2025"),
    ],
)
def test_the_term_that_is_over(rulebook: Rulebook, published: str, text: str, dates: str) -> None:
    last = find(text, rulebook, published)[-1]
    assert f"{last.first}..{'published' if last.to_published else last.last}" == dates


def test_a_named_term_gives_the_start_of_the_running_one(rulebook: Rulebook) -> None:
    text = "Đại hội nhiệm kỳ 2021 - 2026. Từ đầu nhiệm kỳ đến nay"
    last = find(text, rulebook, "2024-01-01")[-1]
    assert (last.first, last.inferred) == ("2021", True)


@pytest.mark.parametrize(("published", "year"), [("2023-01-20", "2022"), ("2023-12-20", "2023")])
def test_a_report_of_january_looks_back_on_the_year_before(rulebook: Rulebook, published: str, year: str) -> None:
    assert one("Trong năm, huyện kết nạp 9", rulebook, published) == ("flow", f"{year}-01-01..{year}-12-31")


def test_without_a_day_of_publication_nothing_is_made_up(rulebook: Rulebook) -> None:
    for text in ("6 tháng đầu năm", "năm nay", "10 năm qua", "quý II", "ngày 14-5"):
        (mention,) = find(text, rulebook, None)
        assert (mention.first, mention.last) == (None, None), text


def test_a_year_named_before_serves_where_the_day_of_publication_is_unknown(rulebook: Rulebook) -> None:
    assert find("Năm 2019 có nhiều việc. 6 tháng đầu năm", rulebook, None)[-1].last == "2019-06-30"


@pytest.mark.parametrize(
    ("text", "is_inferred"),
    [("năm 2023", False), ("năm nay", True), ("quý I/2024", False), ("quý I", True), ("6 tháng đầu năm", True),
     ("Từ đầu nhiệm kỳ đến nay", True), ("từ năm 2021 đến nay", False), ("đến hết tháng 6", True)],
)  # fmt: skip
def test_what_is_not_printed_is_marked(rulebook: Rulebook, text: str, is_inferred: bool) -> None:
    assert find(text, rulebook)[0].inferred is is_inferred


@pytest.mark.parametrize(
    ("text", "kind", "dates"),
    [
        ("Năm 2016 chi bộ ra đời. Bảy năm sau", "flow", "2016..published"),
        ("Năm 2005 có 9 bản. Sau bảy năm", "flow", "2005..2012"),
        ("Huyện lập năm 2004. Ngày ấy", "flow", "2004-01-01..2004-12-31"),
        ("Đề án (2021 - 2025). Cả giai đoạn", "term", "2021..2025"),
        ("Nhiệm kỳ 2020 - 2025. Nhiệm kỳ tới", "term", "2025..2030"),
        ("Đại hội nhiệm kỳ 2023 - 2028. Nhiệm kỳ mới", "term", "2023..2028"),
        ("Đại hội nhiệm kỳ 2023 - 2028. Trong cả nhiệm kỳ", "term", "2023..2028"),
        ("Đại hội nhiệm kỳ 2023 - 2028. Năm năm qua", "term", "2018..2023"),
        ("Đại hội nhiệm kỳ 2023 - 2028. Đầu nhiệm kỳ", "as_of", "..2018"),
        ("Giai đoạn 2021 - 2025, xã làm tốt. Đầu nhiệm kỳ", "as_of", "..2020"),
        ("So với đầu nhiệm kỳ 2018 - 2023, tăng 9. Từ đầu nhiệm kỳ đến nay", "flow", "2018..published"),
        ("Nghị quyết nhiệm kỳ 2020 - 2025 giao 9. Sau gần 3 năm", "flow", "2020..published"),
        ("Năm 2021 kết nạp 9. Năm trước đó", "flow", "2020-01-01..2020-12-31"),
        ("Năm 2021 sáp nhập. Từ đó đến nay", "flow", "2021..published"),
        ("So với tháng 8 năm 2015 là bước tiến. Lúc ấy", "flow", "2015-01-01..2015-12-31"),
        ("Đến 30/6/2023, tỉnh có 9 xã. Cùng thời điểm, huyện", "as_of", "..2023-06-30"),
    ],
)
def test_a_wording_leans_on_what_was_named_before(rulebook: Rulebook, text: str, kind: str, dates: str) -> None:
    mention = find(text, rulebook)[-1]
    last = "published" if mention.to_published else mention.last or ""
    assert (mention.kind, f"{mention.first or ''}..{last}", mention.inferred) == (kind, dates, True)


@pytest.mark.parametrize(
    ("published", "text", "last"),
    [
        ("2026-01-09", "Sáu tháng cuối năm", "2025-12-31"),
        ("2025-07-09", "Sáu tháng cuối năm", "2025-12-31"),
        ("2026-01-09", "Tổng kết năm 2025. Quý II", "2025-06-30"),
        ("2026-01-09", "Quý II", "2026-06-30"),
        ("2026-01-09", "trong tháng 12", "2025-12-31"),
    ],
)
def test_a_month_ahead_belongs_to_the_year_before(rulebook: Rulebook, published: str, text: str, last: str) -> None:
    assert find(text, rulebook, published)[-1].last == last


def test_until_now_is_dated_by_the_brackets_of_the_same_words(rulebook: Rulebook) -> None:
    text = "Từ đầu nhiệm kỳ đến nay (tháng 6-2023) kết nạp 90. Trong số kết nạp từ đầu nhiệm kỳ đến nay có 30 nữ"
    first, second = find(text, rulebook, None)
    assert (first.last, second.last, second.to_published, second.inferred) == ("2023-06-30", "2023-06-30", False, True)


WORDINGS = st.sampled_from(
    ["năm 2019", "31/6/2023", "ngày 30/2",
     "từ đầu năm", "đến nay", "nhiệm kỳ 2020 - 2025", "tháng 6/2023", "ngày 3", "hiện có", "quý I",
     "trong năm", "so với cùng kỳ", "31/12/2020", ", ", ". ", " ", "\n", "(", ")", "huyện", "6 tháng đầu năm",
     "từ", "đến", "2020", "12"]
)  # fmt: skip


@given(
    text=st.lists(WORDINGS, max_size=25).map(" ".join), published=st.sampled_from([None, "2023", "2023-01", PUBLISHED])
)
@settings(max_examples=300, deadline=None)
def test_mentions_quote_the_text_in_order_with_partial_dates(
    rulebook: Rulebook, text: str, published: str | None
) -> None:
    found = find(text, rulebook, published)
    assert all(text[m.start : m.end] == m.text for m in found)
    assert all(before.end <= behind.start for before, behind in pairwise(found))
    dates = [date for m in found for date in (m.first, m.last) if date]
    assert all(PARTIAL_DATE.fullmatch(date) for date in dates)
    assert all(is_real(date) for date in dates)


def is_real(date: str) -> bool:
    """Whether the calendar has that day, month or year."""
    year, month, day = [int(part) for part in f"{date}-01-01".split("-")[:3]]
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


@given(
    day=st.integers(1, 31), month=st.integers(1, 12), form=st.sampled_from(["tính đến {}/{}/2023", "ngày {}-{}-2023"])
)
@settings(max_examples=100, deadline=None)
def test_every_printed_day_becomes_a_day_of_the_calendar(rulebook: Rulebook, day: int, month: int, form: str) -> None:
    for mention in find(form.format(day, month), rulebook):
        assert all(is_real(date) for date in (mention.first, mention.last) if date)


def _rule(pattern: str, reading: str) -> PeriodRule:
    return PeriodRule.model_validate(
        {
            "id": "a.rule",
            "why": "a test",
            "examples": (Example(text="", finds=()),),
            "pattern": pattern,
            "reading": reading,
        }
    )


@pytest.mark.parametrize(("pattern", "reading"), [("[0-9", "year"), ("năm", "nothing_known")])
def test_a_broken_rule_stops_the_load(pattern: str, reading: str) -> None:
    with pytest.raises(ConfigError, match=r"a\.rule"):
        compile_periods([_rule(pattern, reading)], {})


def test_an_earlier_rule_takes_its_span(rulebook: Rulebook) -> None:
    catalogue = compile_periods([_rule("năm qua", "now"), _rule("trong năm", "none")], {})
    assert [m.text for m in find_periods("trong năm qua", catalogue, published=None)] == ["năm qua"]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        # The year that the text tells of: of the last part of a year named, else the one named most, else the last.
        ("6 tháng đầu năm kết nạp 20; nhiệm vụ 6 tháng cuối năm 2016", "2016-01-01..2016-06-30"),
        ("Sáu tháng qua kết nạp 20 người, đạt 40% chỉ tiêu năm 2022", "2022-01-01..2022-06-30"),
        ("Trong năm, hội kết nạp 14 người. Khen thưởng năm 2016", "2016-01-01..2016-12-31"),
        ("9 tháng đầu năm kết nạp 20. Năm 2019 khác, năm 2021 nhiều, hết năm 2021", "2021-01-01..2021-09-30"),
        ("6 tháng đầu năm kết nạp 20. Nghị quyết nhiệm kỳ 2015 - 2020. Đến năm 2030 có 90", ".."),
        ("6 tháng đầu năm kết nạp 20, tăng so với năm 2019", ".."),
    ],
)
def test_a_text_without_a_day_of_publication_tells_of_a_year(rulebook: Rulebook, text: str, dates: str) -> None:
    first = find(text, rulebook, None)[0]
    assert f"{first.first or ''}..{first.last or ''}" == dates


def test_a_later_year_of_the_text_goes_before_the_last_one_named(rulebook: Rulebook) -> None:
    text = "Chi bộ lập năm 1986. 6 tháng đầu năm kết nạp 20. Đến tháng 7/2014 có 90, tháng 8/2014 có 91"
    assert find(text, rulebook, None)[1].first == "2014-01-01"


def test_years_past_are_the_stretch_that_the_text_names(rulebook: Rulebook) -> None:
    past = find(
        "Tổng kết 5 năm (2003 - 2008) thực hiện Chỉ thị. Trong 5 năm qua, các trường kết nạp 90", rulebook, None
    )[1]
    assert (past.first, past.last, past.to_published) == ("2003", "2008", False)


@pytest.mark.parametrize("text", ["Họp bàn.\n\nQuý III, huyện", "Họp bàn.\nHiện nay, huyện", "(Quý II)"])
def test_a_word_begins_behind_a_line_break_too(rulebook: Rulebook, text: str) -> None:
    assert len(find(text, rulebook)) == 1


@pytest.mark.parametrize(
    ("text", "published", "start"),
    [
        ("Từ đầu nhiệm kỳ 2015 - 2020 đến nay kết nạp 90. Gần 5 năm qua", None, "2015"),
        ("Từ đầu nhiệm kỳ đến nay kết nạp 90. Nghị quyết nhiệm kỳ 2020 - 2025", None, "2020"),
        ("Từ đầu nhiệm kỳ đến nay kết nạp 90. Đại hội nhiệm kỳ 2020 - 2025", "2019-11-02", "2015"),
        ("Từ đầu nhiệm kỳ đến nay kết nạp 90; nhiệm kỳ 2010 - 2015 ít hơn", "2018-05-02", "2015"),
    ],
)
def test_the_running_term(rulebook: Rulebook, text: str, published: str | None, start: str) -> None:
    mentions = [m for m in find(text, rulebook, published) if m.text.startswith(("Từ đầu", "5 năm qua"))]
    assert {m.first for m in mentions} == {start}


def test_a_headline_takes_the_year_that_the_text_prints(rulebook: Rulebook) -> None:
    text = "Quý I kết nạp 30 người\n\nTrong quý I năm 2017, huyện kết nạp 30 người, so với quý I năm 2016 là tốt."
    first = find(text, rulebook, "2024-02-24")[0]
    assert (first.first, first.last) == ("2017-01-01", "2017-03-31")


@pytest.mark.parametrize(
    ("text", "published", "year"),
    [
        # The year of a plan is not the year of the text, unless the text names no other.
        ("Tổng kết công tác năm 2013, phương hướng nhiệm vụ năm 2014. Trong năm, Hội", None, "2013"),
        ("Chỉ tiêu đề ra năm 2014 là cao. Trong năm, Hội", None, "2014"),
        # In the first half of a year a text still looks back on the year that it named.
        ("Năm 2013 kết nạp 60. Trong năm qua, Đoàn", "2014-03-10", "2013"),
        ("Năm 2013 kết nạp 60. Trong năm qua, Đoàn", "2014-11-10", "2014"),
    ],
)
def test_the_year_looked_back_on(rulebook: Rulebook, text: str, published: str | None, year: str) -> None:
    assert find(text, rulebook, published)[-1].first == f"{year}-01-01"


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("so với 6 tháng đầu năm 2019", "2019-06-30.."),
        ("so với 9 tháng năm 2020", "2020-09-30.."),
        ("so với nhiệm kỳ 2011 - 2016", "2016.."),
        ("so với cuối năm 2019", "2019.."),
    ],
)
def test_what_is_compared_with_is_no_period(rulebook: Rulebook, text: str, dates: str) -> None:
    assert one(text, rulebook) == ("base", dates)
