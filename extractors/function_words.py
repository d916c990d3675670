"""Function words of Vietnamese that join a numeral to its noun, or keep them apart; folded, closed lists.

Source:
    Grammar, checked against the project's labelled texts; nouns and verbs of the field are rules in rules/*.yml.
"""

PERCENT_SKIP = frozenset(
    """
    / các của là lên những năm số trong trở tổng với đối
    """.split()
)
"""May stand between a percent and its noun ("90% số các chi bộ")."""

BOUNDS = frozenset({"hơn", "trên", "gần", "khoảng"})
"""May stand right before a numeral and say how exact it is."""

COUNT_SKIP = frozenset(
    """
    bà con cái là lượt lần nguyên thể tập vị
    """.split()
)
"""May stand between a count and its noun ("19 là đảng bộ", "12 lượt người")."""

SHARE_BASES = (
    ("tổng", "số"),
    ("tổng", "đảng", "viên"),
    ("trên", "tổng"),
    ("so", "với", "tổng"),
    ("trong", "tổng"),
    ("trong", "số"),
    ("so", "tổng"),
    ("toàn", "đảng"),
    ("đảng", "số"),
    ("toàn", "tỉnh"),
    ("toàn", "huyện"),
)
"""Words behind a percent that name its base ("13% tổng số đảng viên")."""

NOT_THE_HEAD = frozenset(
    """
    bí cho các cấp của do là mỗi những thuộc thư trong tại từ vào về đến ở
    """.split()
)
"""Before a noun they make it part of another phrase ("chi bộ trực thuộc đảng bộ": not the đảng bộ is counted)."""

LINKS = frozenset(
    """
    ( - : bình bằng cao chiếm hết tính đặc khối nhóm
    cuối chỉ con các còn có cả cộng giảm gần gồm giờ hiện huyện hơn khoảng kế kh kỳ là nq th
    lên lệ mới mức nay nhiều nhiệm nhất này phường phố quân quý riêng số theo thành thêm thấp thị tiếp trên tăng
    tương tỉ tỉnh tổng tới từ tỷ vẫn với xuống xã ít đã đó đông đầu được đạt đến ấy ứng –
    """.split()
)
"""May stand between a noun and the figure behind it ("tổng số đảng viên lên 4.012")."""

FREE_AFTER = frozenset(
    """
    / bằng chiếm cho chưa chỉ cũng còn có của do giảm hoặc không kế là mỗi mục nghị nhưng năm phải so sẽ theo tháng
    thì trong trên trở tăng nay tại từ và vào vượt với đang đã được đạt đến đều để ở sau trước khi hơn cùng rồi gồm nhờ
    bởi thấp cao nhiều ít thuộc song mà nên qua kể nếu kéo rút hạ cuối vì do
    """.split()
)
"""Behind a figure they begin another phrase, so that no noun is meant."""

EVERY_YEAR = frozenset({"bình", "quân", "hàng", "hằng", "mỗi", "năm", "toàn", "trung"})
"""May stand between a noun and its rate ("hộ nghèo giảm bình quân hàng năm 3%")."""

KINDS = frozenset(
    """
    bộ công cơ huyện khối khu phường quân quận thành thị tỉnh xã
    """.split()
)
"""First syllables of the kinds of bodies and units that a name follows ("Đảng bộ huyện Ninh Sơn")."""

STRONG_RESULTS = frozenset(
    {
        "hiện",
        "hiện có",
        "hiện nay",
        "mới kết nạp",
        "mới kết nạp được",
        "chỉ kết nạp được",
        "chỉ được",
        "chỉ đạt",
        "mới được",
        "đều vượt",
        "đều đạt và vượt",
        "vượt chỉ tiêu , với",
        "bầu",
        "bầu ban chấp hành",
        "bầu ban thường vụ",
        "bầu bch",
        "khóa mới gồm",
        "nhiệm kỳ mới gồm",
        "bầu ra",
        "đã bầu",
        "hiệp thương cử",
        "kết quả",
        "ước",
        "ước thực hiện",
        "thực hiện được",
        "tính đến nay",
        "đã",
        "đã có",
        "đã kết nạp",
        "đến nay",
    }
)
"""Words of result that end an intent wherever they stand."""

NOUNS_OF_INTENT = (
    "chỉ tiêu",
    "nghị quyết",
    "kế hoạch",
    "mục tiêu",
    "giao",
    "đề ra",
    "được giao",
    "đăng ký",
    "yêu cầu",
    "phương hướng",
)
"""Behind a percent or "so với" these nouns name the base of a completion, and announce no target."""

WORDS_OF_PLAN = frozenset("giao được đề ra năm cả nhiệm kỳ đặt cấp trên của huyện tỉnh xã".split())
"""May stand between the noun for a plan and its figure ("chỉ tiêu được giao cả năm")."""
