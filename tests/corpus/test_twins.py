import hashlib
import os
import random
import re
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.twins import BANDS, MOST_NUMERALS, bands, estimate_jaccard, find_twin, text_signature
from schemas.crawling import TextSignature, Twin

ROOT = Path(__file__).parents[2]
STORIES = {path.stem: path.read_text() for path in sorted((ROOT / "corpus" / "gold" / "open").glob("*.txt"))}
NUMERAL = re.compile(r"\d+(?:[.,/]\d+)*")


def paragraphs(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def share_band(first: TextSignature, second: TextSignature) -> bool:
    return bool(set(bands(first)) & set(bands(second)))


def twin_of(text: str, old: str) -> str | None:
    """The kind of twin that `text` is of `old`, found the way the store finds it: by a common band."""
    new, known = text_signature(text), text_signature(old)
    found = find_twin("mới", new, [("cũ", known)] if share_band(new, known) else [])
    return found.kind if found else None


def other_numeral(match: re.Match[str]) -> str:
    """Another numeral of the same shape, always the same for the same place and print."""
    draw = random.Random(f"{match[0]} {match.start()}")
    while True:
        drawn = re.sub(r"\d", lambda _: str(draw.randrange(1, 10)), match[0])
        if drawn != match[0]:
            return drawn


def corrected(text: str) -> str:
    match = list(NUMERAL.finditer(text))[:8][-1]
    return text[: match.start()] + other_numeral(match) + text[match.end() :]


def retitled(text: str) -> str:
    return "\n".join(["Tín hiệu vui từ cơ sở", "Thứ Sáu, 12/03/2021 | 09:15 (GMT+7)", *paragraphs(text)[1:], "Hà My"])


def shortened(text: str) -> str:
    words = text.split(" ")
    return " ".join(words[: len(words) * 7 // 10])


def copy_edited(text: str) -> str:
    """Every 25th word another one; figures stay."""
    words = re.split(r"( )", text)
    for place in range(0, len(words), 50):
        if not any(map(str.isdigit, words[place])) and "\n" not in words[place]:
            words[place] = "đều"
    return "".join(words)


@pytest.mark.parametrize("edit", [corrected, retitled, shortened, copy_edited], ids=lambda edit: edit.__name__)
@pytest.mark.parametrize("name", STORIES)
def test_edited_stories_are_twins(name, edit):
    assert twin_of(edit(STORIES[name]), STORIES[name]) in ("near", "exact")


@pytest.mark.parametrize("name", STORIES)
def test_the_same_words_with_other_figures_are_another_story(name):
    """Years and dates stay, as in a report of the same body on the next month."""
    story = STORIES[name]
    other = NUMERAL.sub(lambda m: m[0] if re.fullmatch(r"20\d\d|\d+/\d+/\d+", m[0]) else other_numeral(m), story)
    assert twin_of(other, story) is None
    assert twin_of(story, other) is None


def test_different_stories_are_no_twins():
    signatures = {name: text_signature(text) for name, text in STORIES.items()}
    for name, signature in signatures.items():
        assert find_twin(name, signature, signatures.items()) is None
    keys = {name: set(bands(signature)) for name, signature in signatures.items()}
    pairs = [(a, b) for a in signatures for b in signatures if a < b]
    assert sum(bool(keys[a] & keys[b]) for a, b in pairs) <= len(pairs) // 100


MONTHLY = """Công tác phát triển đảng viên tháng {m}
Trong tháng {m}, Đảng bộ huyện Tân Lập kết nạp {a} đảng viên, lũy kế từ đầu năm là {b} đồng chí, đạt {c}% kế hoạch.
Các chi bộ trực thuộc đã mở {d} lớp bồi dưỡng nhận thức về Đảng cho {e} quần chúng ưu tú, công nhận chính thức {f}
đảng viên dự bị. Ban Thường vụ Huyện ủy yêu cầu các đảng ủy cơ sở tiếp tục rà soát nguồn, phấn đấu hoàn thành chỉ
tiêu kết nạp {g} đảng viên mới trong năm 2023 theo nghị quyết đề ra.
"""


def test_monthly_reports_of_one_body():
    march = MONTHLY.format(m=3, a=14, b=41, c="27,3", d=2, e=96, f=18, g=150)
    april = MONTHLY.format(m=4, a=22, b=63, c="42", d=3, e=121, f=9, g=150)
    assert estimate_jaccard(text_signature(march), text_signature(april)) > 0.4
    assert twin_of(april, march) is None
    assert twin_of(march.replace("96 quần chúng", "98 quần chúng"), march) == "near"
    assert twin_of(march.replace("14 đảng viên", "15 đảng viên").replace("41", "42"), march) == "near"


def test_a_text_with_few_figures_needs_them_all():
    text = """Sáng nay, Huyện ủy Tân Lập tổ chức hội nghị sơ kết công tác xây dựng Đảng, đồng chí Bí thư Huyện ủy
chủ trì và phát biểu chỉ đạo. Hội nghị đánh giá cao nỗ lực của các chi bộ vùng sâu, vùng xa.
Từ đầu năm, toàn huyện kết nạp 41 đảng viên."""
    assert twin_of(text.replace("Sáng nay", "Sáng 5/4"), text) is None
    assert twin_of(text.replace("Sáng nay", "Hôm qua"), text) == "near"
    assert twin_of(text.replace("41", "63"), text) is None


def test_a_longer_text_that_adds_figures_is_no_twin_but_its_extract_is():
    whole, part = STORIES["001-na-ri-nua-nhiem-ky"], "\n".join(paragraphs(STORIES["001-na-ri-nua-nhiem-ky"])[:5])
    assert twin_of(whole, part) is None
    assert find_twin("mới", text_signature(part), [("cũ", text_signature(whole))]) is not None


def test_an_article_that_only_borrows_from_the_story_is_no_twin():
    """Two thirds of an agency's story, and as much of its own without any figure."""
    own = " ".join(f"{head}{middle}{tail}" for head in "bcdghklmn" for middle in "aeiou" for tail in "cmnt")
    story = STORIES["001-na-ri-nua-nhiem-ky"]
    borrowed = "\n".join(paragraphs(story)[:5])
    assert find_twin("mới", text_signature(borrowed + "\n" + own), [("cũ", text_signature(story))]) is None
    assert find_twin("mới", text_signature(borrowed), [("cũ", text_signature(story))]) is not None


def test_a_short_text_among_long_ones_is_not_taken_for_a_part_by_chance():
    draw = random.Random(9)
    words = [f"từ{n}" for n in range(3_000)]
    for _ in range(60):
        old = draw.choices(words, k=2_000)
        new = old[:25] + draw.choices(words, k=45)
        assert find_twin("mới", text_signature(" ".join(new)), [("cũ", text_signature(" ".join(old)))]) is None


SETTLED = STORIES["001-na-ri-nua-nhiem-ky"]


@pytest.mark.parametrize(
    "changed",
    [
        SETTLED.upper(),
        unicodedata.normalize("NFD", SETTLED),
        SETTLED.replace("hoà", "hòa").replace("\n\n", "\r\n   \n").replace(", ", " , "),
        SETTLED.replace('"', "“").replace(" - ", " – "),
        SETTLED.replace("15/7/2019, 08:12 (GMT+7)", "Thứ Ba, ngày 16/07/2019 - 10h30"),
        SETTLED.replace("BBK - Giữa", "(TTXVN) – Giữa"),
        SETTLED.replace("Lý Văn Hành", "Theo Báo Bắc Kạn\nNguồn: TTXVN"),
        SETTLED.replace("Na Rì: Đưa đảng viên trẻ về thôn bản", "Đảng viên trẻ ở Na Rì"),
    ],
    ids=["capitals", "decomposed", "blanks", "quotes", "stamp", "agency", "byline", "title"],
)
def test_what_makes_no_difference(changed):
    assert changed != SETTLED
    assert text_signature(changed).exact == text_signature(SETTLED).exact
    assert twin_of(changed, SETTLED) == "exact"


def test_the_place_of_tone_marks_makes_no_difference():
    assert text_signature("Hoà Bình, thuỷ lợi, Khoẻ").exact == text_signature("hòa bình thủy lợi khỏe").exact
    assert text_signature("má mà mả mã mạ").exact != text_signature("ma ma ma ma ma").exact


def test_a_figure_in_a_heading_or_table_makes_a_difference():
    head = "Kết quả kết nạp đảng viên\nXã Minh Khai | 12\nXã Quang Trung | 7\n"
    body = "Các chi bộ đã hoàn thành kế hoạch kết nạp đảng viên của năm theo nghị quyết. " * 4
    assert text_signature(head + body).exact != text_signature(head.replace("12", "13") + body).exact


def test_short_texts_are_compared_as_a_whole():
    notice = "Xã Minh Khai\nTrong quý I, chi bộ kết nạp 5 đảng viên.\nBan biên tập"
    assert bands(text_signature(notice)) == (f"x{text_signature(notice).exact[:32]}",)
    assert twin_of(notice.upper(), notice) == "exact"
    assert twin_of(notice.replace("Minh Khai", "Quang Trung"), notice) is None
    assert twin_of(notice.replace("5", "6"), notice) is None


def test_texts_without_any_word():
    for text in ("", "\n\n", "***", "–"):
        signature = text_signature(text)
        assert (signature.minhash, signature.shingles, signature.numerals) == (b"", 0, b"")
        assert len(bands(signature)) == 1


def test_the_same_text_comes_before_a_like_one_and_the_oldest_first():
    story = SETTLED
    new = text_signature(story)
    near, nearer = text_signature(shortened(story)), text_signature(corrected(story))
    assert find_twin("x", new, [("a", near), ("b", nearer)]).twin_of == "b"
    assert find_twin("x", new, [("a", nearer), ("b", nearer)]).twin_of == "a"
    assert find_twin("x", new, [("a", nearer), ("b", new), ("c", new)]) == Twin(
        document_id="x", twin_of="b", kind="exact", similarity=1
    )
    assert find_twin("x", new, [("x", new)]) is None
    assert find_twin("x", new, []) is None


def test_signatures_are_the_same_in_every_process_and_version():
    """A change here means that stored signatures must be made anew: raise the schema of the store."""
    code = """
import sys
from corpus.twins import bands, text_signature
s = text_signature(sys.stdin.read())
print(s.exact, s.minhash.hex(), s.numerals.hex(), *bands(s))
"""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "77"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=SETTLED,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    signature = text_signature(SETTLED)
    assert done.stdout.split() == [
        signature.exact,
        signature.minhash.hex(),
        signature.numerals.hex(),
        *bands(signature),
    ]
    assert (signature.exact[:16], signature.shingles) == ("f8a7ccdab0318067", 267)
    assert (signature.minhash[:8].hex(), signature.numerals[:8].hex()) == ("22da3b0117837200", "3eb2cd0cfadb081b")
    assert hashlib.sha256(signature.minhash).hexdigest()[:16] == "cde3118dd0dd8eb6", "what datasketch 2.0 made of it"


def test_bands_fit_a_narrow_index():
    keys = bands(text_signature(SETTLED))
    assert len(keys) == len(set(keys)) == BANDS + 1
    assert max(map(len, keys)) <= 33


def test_the_estimate_is_near_the_truth():
    words = [f"từ{n}" for n in range(4_000)]
    draw = random.Random(3)
    errors = []
    for share in np.linspace(0.1, 0.95, 30):
        first = draw.sample(words, 900)
        second = first[: int(900 * share)] + draw.sample(words, 900 - int(900 * share))
        sets = [{tuple(text[n : n + 3]) for n in range(len(text) - 2)} for text in (first, second)]
        truth = len(sets[0] & sets[1]) / len(sets[0] | sets[1])
        errors.append(estimate_jaccard(text_signature(" ".join(first)), text_signature(" ".join(second))) - truth)
    assert abs(np.mean(errors)) < 0.02
    assert np.std(errors) < 0.05


def test_very_many_numerals_are_sampled_alike():
    draw = random.Random(1)
    rows = [
        f"Xã số {draw.randrange(10**6)} có {draw.randrange(10**7)} người và {draw.randrange(10**7)} hộ."
        for _ in range(3_000)
    ]
    text = "\n".join(rows)
    known, part = text_signature(text), text_signature("\n".join(rows[:1_700]))
    assert len(known.numerals) == len(part.numerals) == 4 * MOST_NUMERALS
    assert find_twin("mới", part, [("cũ", known)]).kind == "near"
    other = re.sub(r"có (\d+) người và (\d+)", lambda m: f"có {int(m[1]) + 1} người và {int(m[2]) + 1}", text)
    assert twin_of(other, text) is None


@given(st.text(max_size=400))
def test_any_text_has_a_signature_and_is_its_own_twin(text):
    signature = text_signature(text)
    assert len(signature.exact) == 64
    assert find_twin("x", signature, [("y", signature)]).kind == "exact"
    assert text_signature(text + "\n").exact == signature.exact


def test_five_thousand_characters_take_a_few_milliseconds():
    text = "\n".join(STORIES.values())
    pieces = [text[start : start + 5_000] for start in range(0, len(text) - 5_000, 1_000)]
    text_signature(pieces[0])
    began = time.process_time()
    for piece in pieces:
        text_signature(piece)
    # About 1.3 ms on an idle machine of 2026; the margin is for a busy one.
    assert (time.process_time() - began) / len(pieces) < 0.008
