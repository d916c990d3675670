"""Kind, measure and status of a figure by what stands around it, on sentences of our own."""

from collections.abc import Callable

import pytest
from told_facts import told

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # "đạt" tells a completion from a share only by arithmetic.
        (
            "Năm 2022, Đảng bộ huyện kết nạp 66/110 đảng viên, đạt 60%.",
            ["66 member.admitted", "60 member.admitted completion"],
        ),
        (
            "Đảng bộ có 500 đảng viên, trong đó 125 đảng viên nữ, đạt 25%.",
            ["500 member.total", "125 member.total", "25 member.total share"],
        ),
        (
            "Số đảng viên tăng 12 đồng chí, tương ứng 4% so với năm trước.",
            ["12 member.total change", "4 member.total change"],
        ),
        (
            "Tỷ lệ hộ nghèo còn 4,2%, thấp hơn năm 2021 là 1,5 điểm phần trăm.",
            ["4,2 household.poor share", "1,5 household.poor change"],
        ),
        # One "tăng" and one comparison stand for both nouns.
        (
            "Đảng bộ tăng 6 chi bộ và 31 đảng viên so với năm 2015.",
            ["6 cell.total change", "31 member.total change"],
        ),
        ("Đảng bộ huyện có 500 đảng viên, tăng 12 đồng chí.", ["500 member.total", "12 member.total change"]),
        # Shares of those admitted, behind how much of a plan was reached.
        (
            "Huyện kết nạp 66 đảng viên, đạt 38% kế hoạch. Trong đó có 44% đảng viên ở khu vực nông thôn, 50% là nữ.",
            [
                "66 member.admitted",
                "38 member.admitted completion",
                "44 member.admitted share",
                "50 member.admitted share",
            ],
        ),
    ],
)
def test_a_percent_is_what_the_numbers_prove(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What is proposed does not reach into what another body did.
        (
            "Tỉnh kỷ luật 19 đảng viên, đề nghị kỷ luật bí thư huyện ủy; Hòa Bình kỷ luật 35 đảng viên.",
            ["19 member.disciplined", "35 member.disciplined"],
        ),
        (
            "Các chỉ tiêu chủ yếu năm 2023:\n- Kết nạp 45 đảng viên mới.\n- 90% chi bộ hoàn thành tốt nhiệm vụ.",
            ["45 member.admitted target", "90 cell.rated share target"],
        ),
        (
            "Kết quả đạt được năm 2022:\n- Kết nạp 45 đảng viên mới.\n- 90% chi bộ hoàn thành tốt nhiệm vụ.",
            ["45 member.admitted", "90 cell.rated share"],
        ),
        (
            "Phấn đấu năm 2023 giữ vững thành tích. 95% đảng viên hoàn thành tốt nhiệm vụ.",
            ["95 member.rated share target"],
        ),
        # Striving to join is what a person does; it sets no aim.
        (
            "Nguồn quần chúng phấn đấu vào Đảng dồi dào, năm 2022 kết nạp được 103 đảng viên.",
            ["103 member.admitted"],
        ),
    ],
)
def test_an_aim_reaches_over_the_list_below_it_and_no_further(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Đã hoàn thành 45 đại hội chi bộ và 12 đại hội cấp cơ sở.",
            ["45 cell.congress_held", "12 grassroots_org.congress_held"],
        ),
        (
            "Ban Chấp hành Đảng bộ gồm 33 đồng chí, Ban Thường vụ gồm 11 đồng chí.",
            ["33 committee_member.total", "11 other"],
        ),
        (
            "Đảng bộ có 3 chi bộ: chi bộ thôn Nà Pài 21 đảng viên, chi bộ trường học 12 đảng viên.",
            ["3 cell.total", "21 member.total", "12 member.total"],
        ),
        (
            "Từ đầu năm kết nạp 500 đoàn viên, thành lập mới từ 10 - 15 công đoàn cơ sở.",
            ["500 member.admitted", "10 grassroots_org.established"],
        ),
        (
            "Sáu tháng đầu năm, Đảng bộ kết nạp 74 đảng viên, đạt 37% chỉ tiêu 200 đảng viên đã giao.",
            ["74 member.admitted", "37 member.admitted completion", "200 member.admitted target"],
        ),
        (
            "Năm 2022, toàn tỉnh kết nạp 228/210 đảng viên, đạt 108,6% chỉ tiêu được giao, tăng 48 đảng viên so với "
            "năm 2021.",
            ["228 member.admitted", "108,6 member.admitted completion", "48 member.admitted change"],
        ),
        # Bodies counted for what they do are no total.
        (
            "Năm 2022, Đảng bộ huyện phấn đấu kết nạp 450 đoàn viên, 100% cơ sở đoàn có công trình thanh niên.",
            ["450 member.admitted target", "100 other share target"],
        ),
        # Where people come from, whom cells help, and what is praised is counted for something else.
        (
            "Năm qua, huyện bồi dưỡng 120 quần chúng ưu tú của 6 chi bộ.",
            ["120 candidate.introduced", "6 other"],
        ),
        ("Năm 2022 chi bộ giúp 15 hộ gia đình đảng viên thoát nghèo.", ["15 other"]),
        ("Khen thưởng 5 tập thể và 12 đảng viên.", ["5 other", "12 other"]),
        # Numbers that cells and quarters are called by are no figures.
        ("Sáp nhập khu số 3, số 4 có 20 đảng viên.", ["20 member.total"]),
    ],
)
def test_the_noun_and_the_deed_decide_what_is_counted(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Đảng bộ huyện có 90 chi bộ, trong đó: cơ quan: 40; trường học: 35; doanh nghiệp: 15.",
            ["90 cell.total", "40 cell.total", "35 cell.total", "15 cell.total"],
        ),
        (
            "Kết nạp 45 đảng viên, trong đó nữ 20, dân tộc thiểu số 30.",
            ["45 member.admitted", "20 member.admitted", "30 member.admitted"],
        ),
        (
            "Tỷ lệ chi bộ hoàn thành tốt nhiệm vụ là 80%, đảng viên hoàn thành tốt nhiệm vụ là 85%.",
            ["80 cell.rated share", "85 member.rated share"],
        ),
        (
            "Toàn huyện có 560 đảng viên, tăng 25 đồng chí; kết nạp mới tăng 5 đảng viên so với năm trước.",
            ["560 member.total", "25 member.total change", "5 member.admitted change"],
        ),
        (
            "Nhiệm kỳ qua, huyện kết nạp 900 đảng viên, trong đó vùng giáo 75, người theo đạo Công giáo 32.",
            ["900 member.admitted", "75 member.admitted", "32 member.admitted"],
        ),
        (
            "Năm 2022, toàn tỉnh kết nạp 500 đảng viên. Nhiều nhất là Ba Bể 120, ít nhất là Chợ Mới 40.",
            ["500 member.admitted", "120 member.admitted", "40 member.admitted"],
        ),
        # One noun behind several numbers.
        (
            "Năm 2022, hai huyện Ba Bể và Na Rì dẫn đầu với 3.120 và 2.465 đoàn viên.",
            ["3.120 member.total", "2.465 member.total"],
        ),
        # From how many members on a body is formed counts nobody.
        ("Chi bộ có 3 đảng viên trở lên được thành lập tổ đảng.", []),
    ],
)
def test_an_item_of_a_list_counts_what_the_list_does(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(text)) == expected


def test_a_ratio_may_name_its_noun_twice(read: Read) -> None:
    facts = read("Năm 2022, Đoàn xã kết nạp 256 đoàn viên/1.206 đoàn viên.").facts
    assert [(fact.value, fact.denominator) for fact in facts] == [(256, 1206)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Headings of parts of a report set aims over lists and paragraphs, up to the next heading.
        (
            "I. Kết quả năm 2022\nKết nạp 9 đảng viên.\nII. Phương hướng, nhiệm vụ năm 2023\nKết nạp 8 đảng viên.\n"
            "- Mở 1 lớp bồi dưỡng nhận thức về Đảng.\nIII. Kết quả thi đua\nKết nạp 7 hội viên.",
            ["9 member.admitted", "8 member.admitted target", "1 class.opened target", "7 member.admitted"],
        ),
        # What a resolution sets for every year; a plan's own number; who gives and who receives.
        ("Theo nghị quyết, mỗi năm Đảng bộ xã kết nạp mới 12 đảng viên.", ["12 member.admitted target"]),
        (
            "Nghị quyết đại hội xác định “Bình quân hằng năm phát triển 1.900 đảng viên”.",
            ["1.900 member.admitted target"],
        ),
        ("Thực hiện Nghị quyết 21, mỗi năm đảng bộ đã kết nạp 12 đảng viên.", ["12 member.admitted"]),
        (
            "Năm 2022 kết nạp 320 đảng viên (đạt 128% so với chỉ tiêu giao là 250 đảng viên).",
            ["320 member.admitted", "128 member.admitted completion", "250 member.admitted target"],
        ),
        (
            "Tỉnh ủy đã thống nhất giao chỉ tiêu các huyện, thị, thành ủy, đảng ủy trực thuộc Tỉnh ủy phát triển"
            " 905 đảng viên.",
            ["905 member.admitted target"],
        ),
        # A time that lies ahead; a ceremony may.
        ("Năm 2024 huyện kết nạp 120 đảng viên.", ["120 member.admitted target"]),
        ("Ngày 2-9-2023, huyện trao Huy hiệu Đảng cho 40 đảng viên.", ["40 member.awarded"]),
        # Who was elected is a result.
        (
            "Đại hội thông qua phương hướng, nhiệm vụ; bầu Ban Chấp hành Đảng bộ gồm 31 ủy viên.",
            ["31 committee_member.total"],
        ),
        # Rates reached every year.
        ("Chi bộ hoàn thành tốt nhiệm vụ hàng năm đều đạt từ 96% trở lên.", ["96 cell.rated share"]),
        ("Theo Nghị quyết Đại hội, nhiệm kỳ 2020-2025 huyện kết nạp 371 đảng viên.", ["371 member.admitted target"]),
        # The tasks of the months ahead in capitals.
        (
            "I. KẾT QUẢ ĐẠT ĐƯỢC\n- Kết nạp 71 đảng viên.\nII. NHIỆM VỤ 6 THÁNG CUỐI NĂM\n- Kết nạp 79 đảng viên.",
            ["71 member.admitted", "79 member.admitted target"],
        ),
        # A bracket that tells what a plan sets, or another year's result.
        (
            "Huyện kết nạp 431 đảng viên, đạt 61% mục tiêu đại hội (nhiệm kỳ 2020-2025 kết nạp 706 đảng viên).",
            ["431 member.admitted", "61 member.admitted completion", "706 member.admitted target"],
        ),
        (
            "Có 93% thôn có chi ủy (mục tiêu nghị quyết đề ra là năm 2018 đạt 90%).",
            ["93 village.with_committee share", "90 village.with_committee share target"],
        ),
        (
            "Kết nạp 431 đảng viên, đạt 102% kế hoạch (năm 2021 kết nạp 390 đảng viên).",
            ["431 member.admitted", "102 member.admitted completion", "390 member.admitted"],
        ),
    ],
)
def test_aims_and_results(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(f"Tin xây dựng Đảng ở huyện Na Rì\n\n{text}\n")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A rate that was raised is a level; so is that of the poor, whatever helped.
        (
            "Kết nạp 90 đoàn viên mới, nâng tỷ lệ đoàn viên trong thanh niên lên 41%.",
            ["90 member.admitted", "41 member.total share"],
        ),
        (
            "Phong trào giúp nhau làm kinh tế kéo giảm tỷ lệ hộ nghèo từ 14% xuống còn 5%.",
            ["14 household.poor share", "5 household.poor share"],
        ),
        # The word for how many the Party has; full members recognised; those graded; a rate that is of today.
        ("Cuối năm, đảng số toàn huyện là 4.012.", ["4.012 member.total"]),
        ("Huyện đã công nhận 81 đảng viên chính thức.", ["81 member.official"]),
        ("Huyện công nhận 81 chi bộ vững mạnh.", ["81 cell.rated"]),
        (
            "Có 1.235 đảng viên dự phân tích, đạt 94% đảng số.",
            ["1.235 member.rated", "94 member.rated share"],
        ),
        ("Tỷ lệ thôn, bản có chi bộ hiện là 95,8%.", ["95,8 village.with_cell share"]),
        ("Toàn xã hiện có 95 chi bộ.", ["95 cell.total"]),
        # People behind "trong đó" are some of those just counted; in a row of their own they are not.
        (
            "Đảng bộ có 923 đảng viên, trong đó có 626 cán bộ, 297 sinh viên.",
            ["923 member.total", "626 member.total", "297 member.total"],
        ),
        ("Trường có 923 đảng viên và 626 cán bộ.", ["923 member.total", "626 other"]),
        (
            "Trường kết nạp 26 đảng viên, trong đó có 12 đối tượng là giảng viên.",
            ["26 member.admitted", "12 member.admitted"],
        ),
        # Awards given to some and to the kin of others; taught beside candidates; cases behind those admitted.
        ("Huyện có 61 đảng viên được tặng và truy tặng Huy hiệu Đảng.", ["61 member.awarded"]),
        ("Huyện có 61 đảng viên được tặng giấy khen.", ["61 other"]),
        (
            "Mở lớp bồi dưỡng nhận thức về Đảng cho 35 quần chúng và 63 đảng viên mới.",
            ["35 candidate.trained", "63 trainee.total"],
        ),
        (
            "Hội kết nạp 56 hội viên; giải quyết 42 trường hợp hưởng chế độ.",
            ["56 member.admitted", "42 other"],
        ),
        # Bodies of some size; bodies that admitted someone; villages that became fewer; a reason is no deed.
        ("Trung đoàn giữ nguyên 2 đảng bộ cơ sở dưới 30 đảng viên.", ["2 committee.total"]),
        ("Cả năm 100% tổ chức cơ sở đảng đều phát triển được đảng viên.", ["100 other share"]),
        ("Đến nay tỉnh đã giảm được 218 thôn.", ["218 village.total change"]),
        ("Thành phố có 21 phường, xã phải sáp nhập.", ["21 other"]),
        (
            "Tỉnh xóa tên 54 đảng viên, trong đó xóa tên do vi phạm là 38.",
            ["54 member.removed", "38 member.removed"],
        ),
        # New members of two bodies in one row.
        (
            "Thành đoàn kết nạp 306 đảng viên mới, 3.200 đoàn viên mới.",
            ["306 member.admitted", "3.200 member.admitted"],
        ),
        ("Đại hội bầu 31 ủy viên chính thức và 3 ủy viên dự khuyết Ban Chấp hành Đảng bộ.",
         ["31 committee_member.total", "3 committee_member.total"]),
        # The inner circle of a committee is none of its catalogue; marks at the end of a course count nobody.
        (
            "Đại hội bầu Ban Chấp hành Đảng bộ gồm 35 đồng chí; Ban Thường vụ có 11 đồng chí, trong đó 2 phó bí thư.",
            ["35 committee_member.total", "11 other", "2 other"],
        ),
        ("Ban Thường vụ Huyện ủy giao chỉ tiêu kết nạp 90 đảng viên.", ["90 member.admitted target"]),
        (
            "Mở lớp nhận thức về Đảng cho 68 quần chúng, kết quả 100% đạt khá, giỏi.",
            ["68 candidate.trained", "100 other share"],
        ),
        (
            "Mở lớp nhận thức về Đảng cho 68 quần chúng, trong đó nữ chiếm 41%.",
            ["68 candidate.trained", "41 candidate.trained share"],
        ),
        (
            "Tỷ lệ hội viên tham gia sinh hoạt đạt 80%; phát triển 127 hội viên.",
            ["80 other share", "127 member.admitted"],
        ),
        # Congresses told behind; the kind behind a word for bodies; bodies that another was made of.
        (
            "Đến nay có 9/31 tổ chức cơ sở đảng đại hội nhiệm kỳ 2020 - 2025.",
            ["9 grassroots_org.congress_held"],
        ),
        ("Hiện LĐLĐ huyện chỉ đạo 96 đơn vị Công đoàn cơ sở.", ["96 grassroots_org.total"]),
        (
            "Công đoàn phường được thành lập trên cơ sở của 33 công đoàn cơ sở.",
            ["33 grassroots_org.total"],
        ),
        # The oldest and the youngest are ages; praise before other words is by the way; so is help.
        ("Đảng viên có tuổi cao nhất là 61, thấp nhất là 22.", []),
        (
            "Đồng chí Bí thư biểu dương những thành tích mà Đảng bộ, chính quyền và Nhân dân huyện đạt được trong"
            " thời gian qua và chúc mừng 18 đảng viên mới được kết nạp.",
            ["18 member.admitted"],
        ),
        ("Hội đã giúp 75 hội viên xóa nhà tạm.", ["75 other"]),
        # Members elected to committees, people sent to courses.
        ("Hội có 86 hội viên được tín nhiệm bầu vào cấp ủy.", ["86 committee_member.total"]),
        ("Cấp ủy cơ sở đã đưa đi đào tạo, bồi dưỡng 227 người.", ["227 trainee.total"]),
        # Villages told of before the figure.
        (
            "Thôn chưa có chi bộ: 12; bản chưa có đảng viên: 3.",
            ["12 village.without_cell", "3 village.without_member"],
        ),
        # A whole of another noun behind a slash.
        (
            "Đảng bộ có 210 đảng viên/540 CBCNV, chiếm tỷ lệ 39%.",
            ["210 member.total", "540 other", "39 member.total share"],
        ),
        # Shares behind a change and of those just told.
        (
            "Kết nạp 90 đảng viên nữ, giảm 5,8% so với năm 2021 và bằng 50% tổng số đảng viên mới kết nạp.",
            ["90 member.admitted", "5,8 member.admitted change", "50 member.admitted share"],
        ),
        (
            "Quận kết nạp 109 đảng viên. Trong đó số đảng viên dưới 30 tuổi chiếm 55,6%.",
            ["109 member.admitted", "55,6 member.admitted share"],
        ),
        # Model members; villages that are left; a growth beside a completion; examples that a line below gives.
        ("Hội có trên 91% hội viên đạt danh hiệu gương mẫu.", ["91 member.rated share"]),
        (
            "Huyện đã xóa được 10 buôn trắng đảng viên, hiện chỉ còn 2 buôn.",
            ["10 village.without_member change", "2 village.without_member"],
        ),
        (
            "Năm 2022 kết nạp 196 đảng viên, vượt 12% so với kế hoạch tỉnh giao, tăng 21 đảng viên so với cùng kỳ.",
            ["196 member.admitted", "12 member.admitted completion", "21 member.admitted change"],
        ),
        (
            "Năm 2022 kết nạp 196 đảng viên.\nMột số đảng bộ làm tốt như: Hà Hiệu (9 đảng viên), Chợ Rã (8).",
            ["196 member.admitted", "9 member.admitted", "8 member.admitted"],
        ),
        ("Số hộ SXKD giỏi các cấp: 512 hộ.", ["512 other"]),
        # A row of bare figures; a deed that is reached, beside a rate.
        (
            "Kết nạp nhiều, lần lượt 22, 19 và 17 đảng viên.",
            ["22 member.admitted", "19 member.admitted", "17 member.admitted"],
        ),
        ("Kết nạp đảng viên mới đạt 92%.", ["92 member.admitted completion"]),
        ("Tỷ lệ kết nạp đảng viên mới đạt 3%.", ["3 member.admitted share"]),
        # Introduced for admission; those to be taught; meetings are no bodies.
        (
            "Giới thiệu đoàn viên công đoàn ưu tú cho Đảng xem xét, bồi dưỡng kết nạp đạt 165%.",
            ["165 candidate.introduced completion"],
        ),
        ("Đào tạo, bồi dưỡng cán bộ công đoàn chủ chốt đạt 118%.", ["118 trainee.total completion"]),
        ("Toàn huyện tổ chức hội nghị người lao động đạt 123%.", ["123 other completion"]),
        # People of households; the rate of the poor beside the whole; verbs behind a row.
        ("Xã có đồng bào Khmer 1.810 hộ với 8.120 người.", ["1.810 household.total", "8.120 population.total"]),
        (
            "Toàn xã còn 144 hộ nghèo trên 3.206 hộ, tỷ lệ 4,5%.",
            ["144 household.poor", "3.206 household.total", "4,5 household.poor share"],
        ),
        ("100% thôn, trường học, trạm y tế trên địa bàn huyện có chi bộ.", ["100 village.with_cell share"]),
        (
            "Huyện phát triển 14 đảng viên trong dân quân, 2 đảng viên trong thanh niên nhập ngũ.",
            ["14 member.admitted", "2 member.admitted"],
        ),
        # Bare figures of examples; people in a bracket; congresses.
        (
            "Năm 2022, huyện kết nạp 115 đảng viên. Các đơn vị đạt cao: Hà Hiệu (9/12), Chợ Rã (8).",
            ["115 member.admitted", "9 member.admitted", "8 member.admitted"],
        ),
        (
            "Trường kết nạp 27 đảng viên (24 sinh viên và 3 cán bộ).",
            ["27 member.admitted", "24 member.admitted", "3 member.admitted"],
        ),
        ("Huyện có 38/41 tổ chức cơ sở đảng tiến hành xong đại hội.", ["38 grassroots_org.congress_held"]),
        (
            "Năm 2023, Đảng bộ tỉnh kết nạp 1.712 đảng viên. Có 10/12 đảng bộ cấp huyện vượt chỉ tiêu, cao nhất là"
            " Đảng bộ huyện Ba Bể (121%), Na Rì (118%).",
            ["1.712 member.admitted", "10 other", "121 member.admitted completion", "118 member.admitted completion"],
        ),
        # Kinds of places in a row; completions in order.
        (
            "Toàn tỉnh có 412 chi bộ, trong đó thôn, làng 288, trường học 72.",
            ["412 cell.total", "288 cell.total", "72 cell.total"],
        ),
        (
            "Hội A kết nạp 40 hội viên, Hội B kết nạp 30 hội viên, đạt lần lượt 80% và 75% kế hoạch.",
            ["40 member.admitted", "30 member.admitted", "80 member.admitted completion",
             "75 member.admitted completion"],
        ),
    ],
)  # fmt: skip
def test_what_happened_by_the_words_around(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(text)) == expected


@pytest.mark.parametrize(
    "lead",
    ["Trình độ lí luận chính trị: ", "Về trình độ chuyên môn: ", "- Theo độ tuổi: ", "Trong đó, "],
)
def test_breakdowns_go_on_with_the_members_told_before(read: Read, lead: str) -> None:
    text = f"Đảng bộ có 1.251 đảng viên.\n{lead}cao cấp 54 đồng chí, chiếm 4,3%; trung cấp 200 đồng chí."
    assert told(read(text)) == ["1.251 member.total", "54 member.total", "4,3 member.total share", "200 member.total"]


def test_a_breakdown_in_a_new_paragraph_is_of_all_members(read: Read) -> None:
    text = "Đảng bộ có 30 đồng chí được miễn sinh hoạt.\nTrình độ chuyên môn: đại học 54 đồng chí."
    assert told(read(text)) == ["30 member.exempted", "54 member.total"]


def test_a_coefficient_goes_on_with_no_count(read: Read) -> None:
    text = "Đảng bộ thành phố có 50 chi bộ.\n\nHệ số quy hoạch tăng từ 1,42 lên 1,87."
    assert told(read(text)) == ["50 cell.total", "1,42 other", "1,87 other"]


def test_committees_of_a_tier_are_no_members_of_committees(read: Read) -> None:
    assert told(read("Thành ủy giúp 7 cấp ủy cấp huyện. Đảng bộ bầu 21 cấp ủy viên.")) == [
        "7 other",
        "21 committee_member.total",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The sign behind the new share counts for the old one.
        ("Tỷ lệ đảng viên nữ tăng từ 27,5 lên 31,2%.", ["27,5 member.total share", "31,2 member.total share"]),
        ("Tỷ lệ đảng viên nữ giảm từ 27,5 xuống còn 21,2%.", ["27,5 member.total share", "21,2 member.total share"]),
        ("Số đảng viên nữ tăng từ 275 lên 312, chiếm 31,2%.",
         ["275 member.total", "312 member.total", "31,2 member.total share"]),
        # Examples go on with a share told as it rose.
        ("Tỷ lệ đảng viên trong dân quân tăng từ 24,1% lên 28,6%. Một số nơi cao hơn như Chợ Mới (33,2%), Na Rì (31%).",
         ["24,1 member.total share", "28,6 member.total share", "33,2 member.total share", "31 member.total share"]),
        # How much of a plan was reached for each of two deeds, and a change behind.
        ("Toàn tỉnh kết nạp 910 đoàn viên, thành lập mới 15 CĐCS, đạt lần lượt 81% và 70% chỉ tiêu; so với cùng kỳ năm "
         "2022, số đoàn viên kết nạp tăng 9,3%.",
         ["910 member.admitted", "15 grassroots_org.established", "81 member.admitted completion",
          "70 grassroots_org.established completion", "9,3 member.admitted change"]),
        ("Chợ Mới kết nạp 78/120 đảng viên, Na Rì 91/140, đạt lần lượt 65% và 63,6%.",
         ["78 member.admitted", "91 member.admitted", "65 member.admitted completion",
          "63,6 member.admitted completion"]),
    ],
)  # fmt: skip
def test_a_percent_told_beside_another(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Năm 2022, có 20 tổ chức cơ sở đảng hoàn thành xuất sắc nhiệm vụ; 5 hoàn thành; 03 không hoàn thành nhiệm vụ.",
         ["20 grassroots_org.rated rating:excellent", "5 grassroots_org.rated rating:completed",
          "03 grassroots_org.rated rating:not_completed"]),
        ("Năm 2016, có 24 tổ chức cơ sở đảng đạt trong sạch, vững mạnh (trong đó 7 tiêu biểu).",
         ["24 grassroots_org.rated rating:strong", "7 grassroots_org.rated rating:strong"]),
        ("Năm 2022, 45 chi bộ (12,5%) hoàn thành xuất sắc nhiệm vụ; 30 (8,3%) hoàn thành tốt nhiệm vụ.",
         ["45 cell.rated rating:excellent", "12,5 cell.rated share rating:excellent", "30 cell.rated rating:good",
          "8,3 cell.rated share rating:good"]),
        ("Năm 2022, 95% chi hội xếp loại khá, mạnh; 4 chi hội loại khá.",
         ["95 cell.rated share rating:good", "4 cell.rated rating:good"]),
        ("Huyện đoàn có số chi đoàn mạnh chiếm 71%.", ["71 cell.rated share rating:strong"]),
    ],
)  # fmt: skip
def test_grades_told_once_or_by_one_word(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(text), groups=True) == expected


def test_results_behind_a_plan_that_was_passed(read: Read) -> None:
    text = "Huyện kết nạp 90/80 đảng viên. Nhiều đơn vị vượt cao chỉ tiêu như: Yên Cư kết nạp 15/12, Bình Văn 18/16."
    assert told(read(text)) == ["90 member.admitted", "15 member.admitted", "18 member.admitted"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Xã có 9 thôn (trước sáp nhập là 15 thôn).", ["9 village.total", "15 village.total"]),
        ("Công ty có 14 chi bộ (trước khi sắp xếp là 21).", ["14 cell.total", "21 cell.total"]),
        ("Sáp nhập 15 thôn thành 9 thôn mới.", ["15 other", "9 other"]),
        ("Ở huyện còn 21,4% hộ nghèo này, Hội đã giúp được nhiều.", ["21,4 household.poor share"]),
        ("Nữ cấp ủy viên cơ sở nhiệm kỳ 2015 - 2020 chiếm 20,3%.", ["20,3 committee_member.total share"]),
    ],
)  # fmt: skip
def test_what_is_counted_by_the_words_beside_it(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The plan's own number behind how much of it was reached.
        ("Huyện kết nạp 73 đảng viên, đạt 60,8% so với chỉ tiêu 120.",
         ["73 member.admitted", "60,8 member.admitted completion", "120 member.admitted target"]),
        ("Xã kết nạp 21 đảng viên (Nghị quyết: 15), đạt 70% chỉ tiêu của cả nhiệm kỳ là 30 đảng viên.",
         ["21 member.admitted", "15 member.admitted target", "70 member.admitted completion",
          "30 member.admitted target"]),
        # By how many a plan is exceeded.
        ("Huyện kết nạp 156 đảng viên, vượt 36 đồng chí so với chỉ tiêu đề ra.",
         ["156 member.admitted", "36 member.admitted completion"]),
        ("Trường kết nạp 57 đảng viên, vượt kế hoạch 12 đảng viên.",
         ["57 member.admitted", "12 member.admitted completion"]),
        # An aim and its number, words of time between.
        ("Chỉ tiêu cả năm 12 đảng viên, đến hết tháng 6 kết nạp 8 đảng viên.",
         ["12 member.admitted target", "8 member.admitted"]),
        ("Quận ủy phấn đấu đến cuối năm đạt và vượt 150 đảng viên.", ["150 member.admitted target"]),
        ("Huyện phấn đấu đến năm 2025 có 5.000 đảng viên.", ["5.000 member.total target"]),
        ("Huyện đề ra chỉ tiêu kết nạp 30 đảng viên. Kết quả đến ngày 25/6: 32 đảng viên, vượt 6,7%; nữ 17.",
         ["30 member.admitted target", "32 member.admitted", "6,7 member.admitted completion", "17 member.admitted"]),
        # What a congress or a committee resolved; what is planned till the end of the year.
        ("Đại hội xác định nhiệm kỳ 2020 - 2025 kết nạp 900 đảng viên, 75% tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ.",
         ["900 member.admitted target", "75 grassroots_org.rated share target"]),
        ("Tỉnh chủ trương mỗi năm kết nạp 1.800 đảng viên.", ["1.800 member.admitted target"]),
        ("Từ nay đến cuối năm, huyện mở thêm 3 lớp nhận thức về Đảng.", ["3 class.opened target"]),
        ("Theo kế hoạch, trong năm 2023 huyện kết nạp 120 đảng viên.", ["120 member.admitted target"]),
        ("Hội quyết tâm hoàn thành các chỉ tiêu đã đề ra, trong đó cả năm kết nạp 250 hội viên.",
         ["250 member.admitted target"]),
        # An aim of the sentence before does not reach into a time that is over.
        ("Thị ủy giao chỉ tiêu kết nạp 9 đảng viên cho từng xã. Trong năm 2022, thị xã kết nạp 132 đảng viên.",
         ["9 member.admitted target", "132 member.admitted"]),
        ("Thị ủy giao chỉ tiêu kết nạp 9 đảng viên cho từng xã. Dù khó khăn, các xã vẫn kết nạp được 8 người.",
         ["9 member.admitted target", "8 member.admitted"]),
        ("Tỷ lệ nữ cấp ủy viên phấn đấu đạt 25% (hiện nay là 21,7%).",
         ["25 committee_member.total share target", "21,7 committee_member.total share"]),
        # A share of a part is none of a plan.
        ("Năm 2022 huyện kết nạp 200 đảng viên, nữ đạt 42%.", ["200 member.admitted", "42 member.admitted share"]),
    ],
)  # fmt: skip
def test_plans_their_numbers_and_what_was_reached(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sáu tháng đầu năm, huyện kết nạp 86 đảng viên.\nTrong số 86 đảng viên mới có 39 nữ, 57 đoàn viên thanh niên.",
         ["86 member.admitted", "86 member.admitted", "39 member.admitted", "57 member.admitted"]),
        ("Huyện kết nạp 1.120 đảng viên, vượt chỉ tiêu Đại hội đề ra; trong đó người Dao 396, nữ 451, đoàn viên 718.",
         ["1.120 member.admitted", "396 member.admitted", "451 member.admitted", "718 member.admitted"]),
        ("Huyện kết nạp 210 đảng viên trong năm, từ đầu nhiệm kỳ đến nay 763.",
         ["210 member.admitted", "763 member.admitted"]),
        ("Tỉnh đã trao Huy hiệu Đảng đợt 3-2 và 19-5 cho 1.260 đảng viên.", ["1.260 member.awarded"]),
        ("Hội giới thiệu 38 hội viên trẻ, tình nguyện viên ưu tú cho Đảng, 12 người đã được kết nạp.",
         ["38 candidate.introduced", "12 member.admitted"]),
        ("Ở xã Yên Cư, Hội Nông dân giới thiệu 21, kết nạp 8 đảng viên.",
         ["21 candidate.introduced", "8 member.admitted"]),
        ("Toàn tỉnh có 690 công đoàn cơ sở với 1.540 đoàn viên trên tổng số 2.300 công nhân, lao động.",
         ["690 grassroots_org.total", "1.540 member.total", "2.300 other"]),
        ("Huyện bầu bổ sung 14 ủy viên ban chấp hành của 9 đảng bộ.", ["14 other", "9 other"]),
        ("Đại hội bầu 29 đồng chí vào Ban Chấp hành, 9 đồng chí vào Ban Thường vụ.",
         ["29 committee_member.total", "9 other"]),
        ("Toàn tỉnh có 5 CĐCS ngừng hoạt động.", ["5 grassroots_org.dissolved"]),
        ("Có 27/43 tỉnh đạt tỷ lệ đảng viên mới là nữ trên 15%; 12 tỉnh kết nạp trên 3.000 đảng viên.",
         ["27 other", "12 other"]),
        ("Năm 2020, 8/8 đảng bộ huyện, thị, thành và 341/341 chi bộ đã tổ chức xong đại hội.",
         ["8 committee.congress_held", "341 cell.congress_held"]),
        ("Huyện đưa 19 chi bộ cơ sở lên đảng bộ cơ sở và hạ 5 đảng bộ nhỏ xuống chi bộ; 1 đảng bộ cơ sở được nâng lên.",
         ["19 cell.upgraded", "5 other", "1 committee.upgraded"]),
    ],
)  # fmt: skip
def test_what_happened_by_what_was_told_before(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(text)) == expected


def test_people_proposed_by_each_association(read: Read) -> None:
    parts = "Đoàn Thanh niên 47, Hội Nông dân 19, Hội Phụ nữ 16, Công đoàn 14."
    text = f"Mặt trận giới thiệu 96 quần chúng ưu tú, gồm: {parts}"
    assert told(read(text), groups=True) == [
        "96 candidate.introduced",
        "47 candidate.introduced youth",
        "19 candidate.introduced farmer",
        "16 candidate.introduced female",
        "14 candidate.introduced worker",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Two figures of today for the two kinds of things told before.
        ("Năm 2015, huyện có 19 chi, đảng bộ với 264 đảng viên; đến nay là 33 và 748.",
         ["19 grassroots_org.total", "264 member.total", "33 grassroots_org.total", "748 member.total"]),
        ("Huyện có 19 chi bộ, 264 đảng viên; nay 33 và 748 hộ.",
         ["19 cell.total", "264 member.total", "33 member.total", "748 household.total"]),
        # Bodies only announced before the named ones; units that are some of those graded; people "được" again.
        ("Tỉnh kết nạp 190 đảng viên. Một số đảng bộ có tỷ lệ kết nạp cao là Chợ Mới (24/21), Na Rì (19/18).",
         ["190 member.admitted", "24 member.admitted", "19 member.admitted"]),
        ("Còn một số đảng bộ kết nạp đảng viên đạt thấp như Chợ Mới (38%), Na Rì (41,5%).",
         ["38 member.admitted completion", "41,5 member.admitted completion"]),
        ("Trong số 49 tổ chức cơ sở đảng được xếp loại có 9 đơn vị hoàn thành xuất sắc nhiệm vụ (chiếm 18,4%).",
         ["49 grassroots_org.rated", "9 grassroots_org.rated", "18,4 grassroots_org.rated share"]),
        ("Năm 2022 huyện kết nạp 130 đảng viên. Bảy tháng đầu năm nay mới được 58 đồng chí, bằng 44,6% kế hoạch.",
         ["130 member.admitted", "58 member.admitted", "44,6 member.admitted completion"]),
        # How many were admitted at another time.
        ("Năm 2022 xã kết nạp 9 đảng viên, cao hơn năm 2020 (3 đảng viên).",
         ["9 member.admitted", "3 member.admitted"]),
        # How much of its own plan a thing reached.
        ("Hội kết nạp 1.120 hội viên, tiếp nhận 1.274 đơn vị máu (đạt 88,5% kế hoạch).",
         ["1.120 member.admitted", "1.274 other", "88,5 other completion"]),
        ("Ở đó có 11 đảng viên, năng suất ca nào cũng vượt định mức từ 5% đến 8%.",
         ["11 member.total", "5 other completion"]),
        # A noun told again has a verb of its own.
        ("Huyện có 640 đảng viên, trong đó có 86 đảng viên là người có đạo và 27 đảng viên được miễn sinh hoạt.",
         ["640 member.total", "86 member.total", "27 member.exempted"]),
        ("Phân loại đảng viên: hoàn thành xuất sắc 561, hoàn thành 246, vi phạm 9.",
         ["561 member.rated", "246 member.rated", "9 member.rated"]),
        ("Trung tâm tiếp nhận 5.417 hồ sơ. Đảng ủy trình 12 hồ sơ kết nạp.",
         ["5.417 other", "12 candidate.introduced"]),
        ("Xã có một trong 5 chi bộ tiêu biểu của huyện.", ["5 other"]),
        ("Thôn có một trong 17 chi hội của huyện.", ["17 cell.total"]),
        ("Công ty đã cấp điện trở lại cho 11 bản. Đồn nhận đỡ đầu 4 chi bộ thôn.", ["11 other", "4 other"]),
        # What was done by a year that is over, behind what was set for every year.
        ("Nghị quyết đề ra mỗi năm kết nạp 180 đảng viên; năm 2022 huyện kết nạp 185 đảng viên.",
         ["180 member.admitted target", "185 member.admitted"]),
    ],
)  # fmt: skip
def test_figures_told_beside_others(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(text)) == expected
