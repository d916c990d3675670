"""Figures as reports of districts and associations state them, on sentences of our own."""

from collections.abc import Callable

import pytest
from told_facts import told

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A plan that was reached or passed sets no aim for what comes behind it.
        (
            "Thu ngân sách hoàn thành chỉ tiêu huyện giao; số hộ nghèo giảm từ 31,5% xuống còn 9,2%.",
            ["31,5 household.poor share", "9,2 household.poor share"],
        ),
        (
            "Xã kết nạp được 27 đảng viên mới, vượt chỉ tiêu nghị quyết đề ra, nâng tổng số đảng viên lên 268 người.",
            ["27 member.admitted", "268 member.total"],
        ),
        (
            "Phấn đấu 90% chi bộ hoàn thành tốt nhiệm vụ, 20% được xếp loại xuất sắc; kết nạp 45 đảng viên mới.",
            ["90 cell.rated share target", "20 cell.rated share target", "45 member.admitted target"],
        ),
        (
            "Năm 2021, huyện kết nạp 62 đảng viên, đạt 103,3% so với chỉ tiêu 60 đảng viên.",
            ["62 member.admitted", "103,3 member.admitted completion", "60 member.admitted target"],
        ),
        # No aim goes on into a stretch that was over.
        (
            "Nghị quyết đề ra mỗi năm kết nạp từ 40 đảng viên trở lên. Từ năm 2015 đến năm 2018, huyện kết nạp 161.",
            ["40 member.admitted target", "161 member.admitted"],
        ),
        # The whole that a plan sets, an aim in brackets, an aim told without its noun.
        (
            "Huyện kết nạp được 31 đảng viên mới trong tổng số 180 đảng viên mới theo kế hoạch năm 2019.",
            ["31 member.admitted", "180 member.admitted target"],
        ),
        (
            "Các cấp hội kết nạp 1.240 hội viên mới (chỉ tiêu Hội cấp trên giao 1.100).",
            ["1.240 member.admitted", "1.100 member.admitted target"],
        ),
        (
            "Tỷ lệ tập hợp thanh niên đạt 68,4%, vượt chỉ tiêu đề ra (65%).",
            ["68,4 member.total share", "65 member.total share target"],
        ),
        (
            "Chỉ tiêu huyện giao là 54, đến nay xã đã kết nạp 38 đảng viên.",
            ["54 member.admitted target", "38 member.admitted"],
        ),
        (
            "Năm 2023, Đảng bộ phấn đấu kết nạp 95 đảng viên (năm 2022: 84 đảng viên).",
            ["95 member.admitted target", "84 member.admitted"],
        ),
    ],
)
def test_plans_reached_and_aims_beside_results(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Households, families and communes told of for what they are or have.
        ("100% số hộ có điện; 96% số hộ được dùng nước sạch.", ["100 other share", "96 other share"]),
        ("Số gia đình hội viên khá, giàu chiếm trên 41%.", ["41 other share"]),
        ("Hiện toàn huyện có 18 xã, thị trấn có trung tâm học tập cộng đồng.", ["18 other"]),
        ("Dân quân tự vệ đạt 1,3% dân số.", ["1,3 other share"]),
        # The households of poor members, and a level that shares no verb of the list before it.
        (
            "Số hội viên cựu chiến binh nghèo giảm xuống còn 26 hộ, chiếm 1,1%.",
            ["26 household.poor", "1,1 household.poor share"],
        ),
        (
            "Hội giúp 900 lượt hội viên vay vốn, trị giá 18 tỷ đồng; toàn huyện chỉ còn 7 hộ hội viên nghèo.",
            ["900 other", "18 other", "7 household.poor"],
        ),
        (
            "Đầu nhiệm kỳ có 132 hộ hội viên nghèo; đến nay còn 19 hộ, giảm 113 hộ, tỷ lệ từ 7,4% xuống 1,2%.",
            [
                "132 household.poor",
                "19 household.poor",
                "113 household.poor change",
                "7,4 household.poor share",
                "1,2 household.poor share",
            ],
        ),
        (
            "Bản phải sinh hoạt ghép chỉ còn 5, giảm 21 bản.",
            ["5 village.joint_cell", "21 village.joint_cell change"],
        ),
        ("Toàn xã có 5.104 hộ với 23.980 khẩu, 4 dân tộc Tày, Nùng, Dao, Kinh.",
         ["5.104 household.total", "23.980 population.total", "4 ethnic_group.total"]),
        # People drawn into a body, people at courses, people of a kind that a breakdown comes back to.
        ("Đoàn các cấp tập hợp được 41.000 thanh niên vào tổ chức, đạt 67%.",
         ["41.000 member.total", "67 member.total share"]),
        (
            "Huyện cử 11 người học cao cấp lý luận chính trị, 26 người học lớp trung cấp lý luận chính trị.",
            ["11 trainee.total", "26 trainee.total"],
        ),
        ("Xã cử 8 người học lớp bồi dưỡng nhận thức về Đảng.", ["8 candidate.trained"]),
        (
            "Đảng bộ có 235 đảng viên, sinh hoạt tại 12 chi bộ; 38% là nữ.",
            ["235 member.total", "12 cell.total", "38 member.total share"],
        ),
        # Rates behind a completion, changes of a flow told earlier, forms of punishment of bodies.
        (
            "Toàn Đảng bộ kết nạp 164 đảng viên mới, đạt 27,3% kế hoạch. Trong đó, các đảng bộ có tỷ lệ kết nạp đảng "
            "viên mới cao như: Đảng bộ Quân sự đạt 58,3%.",
            ["164 member.admitted", "27,3 member.admitted completion", "58,3 member.admitted completion"],
        ),
        (
            "Trong 6 tháng, huyện kỷ luật 94 đảng viên và 3 tổ chức đảng; so cùng kỳ giảm 12 đảng viên.",
            ["94 member.disciplined", "3 other", "12 member.disciplined change"],
        ),
        (
            "Có 8 tổ chức đảng bị kỷ luật, gồm khiển trách 6 và cảnh cáo 2.",
            ["8 other", "6 other", "2 other"],
        ),
        (
            "Tỷ lệ đảng viên mới kết nạp so với tổng số đảng viên đạt 3,1%.",
            ["3,1 member.admitted share"],
        ),
        (
            "Có 240 tổ chức đảng trong doanh nghiệp; tỷ lệ doanh nghiệp có tổ chức đảng 3,1%.",
            ["240 grassroots_org.total", "3,1 other share"],
        ),
        (
            "Kỷ luật 23 tổ chức đảng và 140 đảng viên vi phạm. Cấp tỉnh kiểm tra, giám sát 84 lượt tổ chức đảng, "
            "31 lượt đảng viên.",
            ["23 other", "140 member.disciplined", "84 other", "31 other"],
        ),
        (
            "Các cấp ủy kỷ luật 47 đảng viên, giảm 6% (giảm 3 đảng viên): khiển trách 33, cảnh cáo 14. Trong đó, cấp "
            "ủy viên các cấp có 12 đồng chí; đảng ủy cơ sở thi hành kỷ luật 15, chi bộ thi hành kỷ luật 32 trường hợp.",
            [
                "47 member.disciplined",
                "6 member.disciplined change",
                "3 member.disciplined change",
                "33 member.disciplined",
                "14 member.disciplined",
                "12 member.disciplined",
                "15 member.disciplined",
                "32 member.disciplined",
            ],
        ),
        (
            "Hơn 91% đảng viên kết nạp năm 2016 tốt nghiệp THPT; 52% có trình độ cao đẳng trở lên.",
            ["91 member.admitted share", "52 member.admitted share"],
        ),
        (
            "Xã có 1.380 nhân khẩu, trong đó người Hà Nhì chiếm 95% dân số trong tổng số 6 cộng đồng dân tộc.",
            ["1.380 population.total", "95 population.total share", "6 ethnic_group.total"],
        ),
        # A blank was lost before the figure.
        ("Tỷ lệ đảng viên chiếm48% tổng số cán bộ.", ["48 member.total share"]),
    ],
)  # fmt: skip
def test_figures_of_reports(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What members were punished for goes on with those punished; elsewhere offences are nobody's.
        (
            "Tỉnh kỷ luật 41 đảng viên: khiển trách 30, khai trừ 11. Vi phạm chủ yếu: phẩm chất đạo đức: 17 (41%); "
            "chính sách dân số: 9 (22%).",
            [
                "41 member.disciplined",
                "30 member.disciplined",
                "11 member.removed",
                "17 member.disciplined",
                "41 member.disciplined share",
                "9 member.disciplined",
                "22 member.disciplined share",
            ],
        ),
        ("Lỗi vi phạm chủ yếu: nồng độ cồn: 17; tốc độ: 9.", ["17 other", "9 other"]),
        # What a grade asks is no figure; what was reached every year is no aim.
        ("Đối với đảng bộ phải có 100% chi bộ được xếp loại hoàn thành nhiệm vụ trở lên.", []),
        ("Hằng năm, hội viên gương mẫu đạt từ 96% trở lên.", ["96 member.rated share"]),
        # Cells of villages that have a committee; committees called by what leads them.
        ("Có 1.054 chi bộ thôn, tổ dân phố có chi ủy, chiếm 64,2%.",
         ["1.054 village.with_committee", "64,2 village.with_committee share"]),
        ("Đảng bộ tỉnh có 7 huyện, thị ủy và 35 huyện ủy viên.", ["7 committee.total", "35 committee_member.total"]),
        # A bracket with a name parts people from what happened to them.
        (
            "Đã có 5 quần chúng học lớp cảm tình Đảng; 2 quần chúng (huyện Ba Tơ) đã hoàn chỉnh hồ sơ.",
            ["5 candidate.trained", "2 candidate.introduced"],
        ),
        # Parts and changes of what is outside the catalogue are outside it too.
        (
            "Có 9.800 chị đăng ký thi đua (cán bộ 512/512, đạt 100%; hội viên 6.204/7.010, đạt 88,5%).",
            ["9.800 other", "512 other", "100 other share", "6.204 other", "88,5 other share"],
        ),
        ("Có 4.120 hộ đạt 8 tiêu chí, tăng trên 300 hộ so năm 2016.", ["4.120 other", "8 other", "300 other change"]),
        (
            "Có 14 đồng chí được bầu vào cấp ủy, 31 đồng chí được bầu vào HĐND 2 cấp.",
            ["14 committee_member.total", "31 other", "2 other"],
        ),
    ],
)  # fmt: skip
def test_offences_conditions_and_parts_of_others(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(text)) == expected


def test_joint_cells_are_told_once_behind_two_counts(read: Read) -> None:
    facts = read("Toàn tỉnh có 15 chi bộ thôn và 8 chi bộ trường học sinh hoạt ghép.").facts
    assert [("joint" in f.groups, f.value) for f in facts] == [(True, 15), (True, 8)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Bodies that found others; deeds far behind a percent; rates of so many to one.
        ("Đến nay, 4/9 đảng ủy các xã đã công bố quyết định thành lập chi bộ công an.", ["4 other"]),
        ("Đến nay, 100% các chi bộ trong toàn Đảng bộ Công an tỉnh đã triển khai việc này.", ["100 other share"]),
        ("Huyện mở 6 lớp cho 280 quần chúng (45 người/lớp).", ["6 class.opened", "280 candidate.trained", "45 other"]),
        # What leads a ranking was still admitted; who is expected so far is no aim.
        ("Đảng bộ huyện đạt tỷ lệ phát triển Đảng cao nhất, với 214 đảng viên.", ["214 member.admitted"]),
        (
            "Năm nay phấn đấu kết nạp 380 đảng viên. Hết quý I, ước 42 người được kết nạp.",
            ["380 member.admitted target", "42 member.admitted"],
        ),
        # Members as a share of the inhabitants are a level, whatever was told before.
        (
            "Phấn đấu kết nạp 7.900 đảng viên mới trở lên; đảng viên chiếm 6,2% dân số.",
            ["7.900 member.admitted target", "6,2 member.total share target"],
        ),
        # A merger that lessens the villages leaves a level; a kind told before is told again as a share.
        ("Toàn tỉnh sáp nhập để giảm 870 thôn, còn 1.904.", ["870 village.total change", "1.904 village.total"]),
        (
            "Đại học kết nạp 530 đảng viên: sinh viên 430, giảng viên 100. Sinh viên chiếm 81,1%.",
            [
                "530 member.admitted",
                "430 member.admitted",
                "100 member.admitted",
                "81,1 member.admitted share",
            ],
        ),
        # Limits of a statute, and the numbers of names in a row.
        ("Chi bộ có dưới 9 đảng viên thì bầu bí thư, có 30 đảng viên trở lên có thể xem xét nâng cấp.", []),
        ("Còn 4 bản chưa có chi bộ: Huổi Khon, Nậm Cang 1, Nậm Cang 2, Nậm Piền.", ["4 village.without_cell"]),
        # Figures in order that name their own noun go to no other sentence.
        (
            "Đảng bộ có 12 đảng viên bị xóa tên và 30 đảng viên miễn sinh hoạt. Hội Cựu chiến binh và Hội Nông dân kết "
            "nạp tương ứng 610 và 2.700 hội viên.",
            ["12 member.removed", "30 member.exempted", "610 member.admitted", "2.700 member.admitted"],
        ),
    ],
)  # fmt: skip
def test_levels_limits_and_names(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A change told behind its base goes on with the flow before it, over a list of its kinds.
        (
            "Quận đã kết nạp 204 đảng viên, trong đó 117 nữ, 163 đoàn viên; so với năm trước tăng 21 đảng viên.",
            ["204 member.admitted", "117 member.admitted", "163 member.admitted", "21 member.admitted change"],
        ),
        (
            "Huyện kết nạp 98 đảng viên; so với cùng kỳ năm 2017 tăng 14 đảng viên.",
            ["98 member.admitted", "14 member.admitted change"],
        ),
        # Members of a kind behind "thì"; what happened to some of them is not told of members.
        ("Chi bộ có 14 đảng viên thì 8 đồng chí là nữ.", ["14 member.total", "8 member.total"]),
        ("Năm trước kết nạp 11 người thì năm nay đã có 5 người chuyển việc.", ["11 member.admitted", "5 other"]),
    ],
)
def test_changes_of_flows_and_kinds(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Riêng khối doanh nghiệp ngoài nhà nước có 19 chi bộ, 227 đảng viên.", [{"private_enterprise"}] * 2),
        ("Khối trường học của quận hiện có 26 chi bộ, 512 đảng viên.", [{"school"}] * 2),
        (
            "Đảng bộ có 47 chi bộ, trong đó khối doanh nghiệp 18 chi bộ, khối cơ quan 13 chi bộ.",
            [set(), {"enterprise"}, {"agency"}],
        ),
        ("Khối mới có 19 chi bộ và 400 đảng viên.", [set(), set()]),
        ("Khối Doanh nghiệp hiện có 62 chi bộ.", [set()]),
    ],
)
def test_the_bloc_that_opens_a_clause(read: Read, text: str, expected: list[set[str]]) -> None:
    assert [set(f.groups) for f in read(text).facts] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Có 91% đoàn viên đạt danh hiệu “Việc tốt”.", ["91 other share"]),
        ("Hội có 64 hội viên đạt danh hiệu Phụ nữ giỏi.", ["64 other"]),
        ("Có 96% hội viên đạt danh hiệu gương mẫu.", ["96 member.rated share"]),
        ("Đến nay, 43/58 công đoàn cơ sở có ban nữ công.", ["43 other"]),
        ("Hội có 812 hội viên được chúc thọ.", ["812 other"]),
        # What follows a change behind a semicolon is a share again.
        (
            "Tỷ lệ đảng viên đạt 19,6%, tăng 1,8% so với năm 2015; đoàn viên 55%.",
            ["19,6 member.total share", "1,8 member.total change", "55 member.total share"],
        ),
    ],
)
def test_titles_won_and_what_bodies_have(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Từ năm học 2010-2011 đến năm học 2013-2014, Trường kết nạp 73 đảng viên.", ("2010", "2014")),
        ("Trong hai năm học 2010-2011 và 2011-2012, Trường kết nạp 41 đảng viên.", ("2010", "2012")),
        ("Từ nhiệm kỳ 2000-2005 đến nhiệm kỳ 2010-2015, huyện kết nạp 905 đảng viên.", ("2000", "2015")),
    ],
)
def test_spans_of_school_years_and_terms(read: Read, text: str, expected: tuple[str, str]) -> None:
    (fact,) = read(text).facts
    assert (fact.period.start, fact.period.end) == expected
