"""Texts -> signatures, and a signature among older ones -> the older text that tells the same story.

What was measured on 44 texts of our own and edits of them (the least, middle and greatest figure):

| edit | Jaccard of shingles | share of the new text in the old | of its numerals |
|---|---|---|---|
| other title | 0.94, 1, 1 | 1, 1, 1 | 1, 1, 1 |
| other stamp, source in place of the last paragraph | 0.61, 0.93, 1 | 1, 1, 1 | 1, 1, 1 |
| one figure corrected | 0.95, 0.98, 1 | 0.98, 0.99, 1 | 0.91, 0.98, 1 |
| every 16th word replaced | 0.64, 0.76, 0.86 | 0.77, 0.86, 0.92 | 1, 1, 1 |
| lead written anew | 0.47, 0.65, 0.94 | 0.72, 0.82, 0.94 | 1, 1, 1 |
| cut to 60 % | 0.54, 0.62, 0.74 | 0.96, 1, 1 | 1, 1, 1 |
| cut to 60 %, lead written anew | 0.33, 0.46, 0.59 | 0.62, 0.77, 0.91 | 1, 1, 1 |
| other figures, as in next month's report | 0.25, 0.50, 0.93 | 0.41, 0.67, 0.96 | 0.12, 0.32, 0.55 |
| another article | 0, 0, 0.05 | 0, 0.01, 0.18 | 0, 0.17, 0.64 |

So words alone cannot tell a shortened story from next month's report; the numerals can.
"""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import dropwhile
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from schemas.crawling import TextSignature, Twin

if TYPE_CHECKING:
    from datasketch import MinHash

NUM_PERM = 128
BANDS, ROWS = 24, 3
SHORTEST = 40
"""Syllables below which a text is compared as a whole only: too few shingles for an estimate."""
LEAST_SHARE = 0.65
"""Share of the new text that must stand in the old one."""
LEAST_JACCARD = 0.25
"""Below it the error of the estimate is as large as what is estimated."""
MOST_NEW_NUMERALS = 0.25
"""Share of the new text's numerals that may be missing in the old one; of three or fewer, none."""
MOST_NUMERALS = 2_000
LONGEST_FURNITURE = 80
"""Characters of the longest title, byline, stamp or credit; longer lines are text."""

_SHINGLE = 3
_SEED = 20_260_701
_WEIGHTS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)
_WORD = re.compile(r"\w+")
_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")
_SENTENCE_END = re.compile(r"[.!?…:;\"”»)]$")
_STAMP = re.compile(
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}|\d{1,2}\s*(:|h|giờ)\s*\d{0,2}(:\d\d)?"
    r"|gmt\s*[+-]\d+|chủ nhật|thứ (hai|ba|tư|năm|sáu|bảy|[2-7])|cập nhật|đăng|lúc|ngày|am|pm|\W",
    re.IGNORECASE,
)
_AGENCY = re.compile(r"^\(?[A-ZĐ]{2,8}\)?\s*[-–—]\s")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


def text_signature(text: str) -> TextSignature:
    """What is kept of `text`, the same in every process.

    Case, punctuation, blanks, the place of tone marks ("hoà", "hòa"), the agency's mark at the head of a paragraph
    and lines that are a time stamp make no difference. In texts that are not very short, neither do lines before the
    first and after the last sentence that are short and without a figure: title, byline, source.
    """
    lines = _settle(unicodedata.normalize("NFC", text))
    hashes = np.fromiter((_hash_syllable(word) for line in lines for word in _WORD.findall(line.casefold())), np.uint64)
    shingles = _hash_shingles(hashes) if len(hashes) >= SHORTEST else np.empty(0, np.uint32)
    return TextSignature(
        exact=hashlib.sha256(hashes.astype("<u8").tobytes()).hexdigest(),
        minhash=_minhash(shingles) if len(shingles) else b"",
        shingles=len(shingles),
        numerals=_hash_numerals(lines),
    )


def bands(signature: TextSignature) -> tuple[str, ...]:
    """Keys for an index: two texts that may be twins share at least one of them.

    The first is the exact hash; a text that is long enough has 24 more, each of 3 values of the MinHash. Two texts
    share one with probability 1 - (1 - J^3)^24, J being their Jaccard similarity: 0.9999 at J = 0.7, 0.997 at 0.6
    (cut to 60 %), 0.96 at 0.5, 0.79 at 0.4, and 0.003 at 0.05, which is as like as two unrelated articles get. 16
    bands of 8, which fit a threshold of 0.8, would find 0.95 at 0.8, but only 0.24 of the stories at 0.6.
    """
    values = np.frombuffer(signature.minhash, dtype="<u4")
    rows = values[: BANDS * ROWS].reshape(-1, ROWS)
    near = (f"{n:02d}{hashlib.blake2b(row.tobytes(), digest_size=8).hexdigest()}" for n, row in enumerate(rows))
    return (f"x{signature.exact[:32]}", *near)


def find_twin(
    document_id: str, signature: TextSignature, candidates: Iterable[tuple[str, TextSignature]]
) -> Twin | None:
    """The candidate that tells the same story as the document, or None.

    A text that is the same after settling comes before the most similar one; of equals the first candidate. A near
    twin holds most of the document and all but a few of its numerals: a shortened copy is a twin, one corrected
    figure makes no difference, and a longer text that adds figures, or next month's report, is none.

    Args:
        document_id: The document, which is passed over among the candidates.
        signature: Its signature.
        candidates: Older documents, oldest first, that share a band with it; others do no harm.

    Returns:
        A twin with the estimated Jaccard similarity; kind "exact" and 1 where the settled texts are the same.
    """
    best: Twin | None = None
    for other_id, other in candidates:
        if other_id == document_id:
            continue
        if other.exact == signature.exact:
            return Twin(document_id=document_id, twin_of=other_id, kind="exact", similarity=1)
        similarity = estimate_jaccard(signature, other)
        if similarity > (best.similarity if best else 0) and _is_same_story(signature, other, similarity):
            best = Twin(document_id=document_id, twin_of=other_id, kind="near", similarity=similarity)
    return best


def estimate_jaccard(first: TextSignature, second: TextSignature) -> float:
    """The estimated share of common shingles among all of both, with an error of about 0.04; 0 for short texts."""
    if not first.minhash or len(first.minhash) != len(second.minhash):
        return 0
    same = np.frombuffer(first.minhash, dtype="<u4") == np.frombuffer(second.minhash, dtype="<u4")
    return float(np.count_nonzero(same)) / len(same)


def _is_same_story(new: TextSignature, old: TextSignature, jaccard: float) -> bool:
    common = jaccard / (1 + jaccard) * (new.shingles + old.shingles)
    if jaccard < LEAST_JACCARD or common < LEAST_SHARE * new.shingles:
        return False
    missing, total = _count_missing(new.numerals, old.numerals)
    return missing <= MOST_NEW_NUMERALS * total


def _count_missing(new: bytes, old: bytes) -> tuple[int, int]:
    """How many numerals of `new` are not in `old`, and how many it has; of very many only those kept by both."""
    ours, theirs = np.frombuffer(new, dtype="<u4"), np.frombuffer(old, dtype="<u4")
    if len(theirs) == MOST_NUMERALS:
        ours = ours[ours <= theirs[-1]]
    return len(ours) - int(np.isin(ours, theirs).sum()), len(ours)


def _settle(text: str) -> list[str]:
    """The lines without stamps, from the first sentence to the last one.

    All of them where little would be left: a short notice may name the place it is about in its heading only.
    """
    lines = [line for line in map(str.strip, text.split("\n")) if line and not _is_stamp(line)]
    headless = list(dropwhile(_is_furniture, lines))
    body = list(dropwhile(_is_furniture, reversed(headless)))[::-1]
    kept = body if sum(len(line.split()) for line in body) >= SHORTEST else lines
    return [_AGENCY.sub("", line) for line in kept]


def _is_stamp(line: str) -> bool:
    return len(line) <= LONGEST_FURNITURE and not _STAMP.sub("", line)


def _is_furniture(line: str) -> bool:
    is_short = len(line) <= LONGEST_FURNITURE
    return is_short and not _SENTENCE_END.search(line) and not any(map(str.isdigit, line))


@lru_cache(maxsize=50_000)
def _hash_syllable(word: str) -> int:
    """Hash of `word` with its tone mark, if any, at the end: newspapers differ on which vowel bears it."""
    parts = unicodedata.normalize("NFD", word)
    settled = _TONES.sub("", parts) + "".join(_TONES.findall(parts))
    return int.from_bytes(hashlib.blake2b(settled.encode(), digest_size=8).digest(), "little")


def _hash_shingles(hashes: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """The different hashes of each three syllables in a row."""
    runs = len(hashes) - _SHINGLE + 1
    # Unsigned arithmetic that wraps around is a hash by multiplication; its upper half is well mixed.
    mixed = sum(hashes[n : n + runs] * weight for n, weight in enumerate(_WEIGHTS))
    return np.unique((mixed >> np.uint64(32)).astype(np.uint32))


@cache
def _empty_minhash() -> "MinHash":
    from datasketch import MinHash  # late: scipy comes with it, a fifth of the start of a crawl

    return MinHash(num_perm=NUM_PERM, seed=_SEED, hashfunc=int, scheme="affine32")


def _minhash(shingles: NDArray[np.uint32]) -> bytes:
    sketch = _empty_minhash().copy()
    sketch.update_batch(shingles.tolist())
    values: NDArray[np.uint32] = sketch.digest()
    return values.astype("<u4").tobytes()


def _hash_numerals(lines: Iterable[str]) -> bytes:
    """Sorted hashes of the numerals, the second "5" of a text being another one than the first."""
    printed = (found.replace(".", "").lstrip("0") for line in lines for found in _NUMERAL.findall(line))
    seen: Counter[str] = Counter()
    hashes = []
    for numeral in printed:
        seen[numeral] += 1
        key = f"{numeral} {seen[numeral]}".encode()
        hashes.append(int.from_bytes(hashlib.blake2b(key, digest_size=4).digest(), "little"))
    # The smallest hashes are a sample that two texts draw alike.
    return np.array(sorted(hashes)[:MOST_NUMERALS], dtype="<u4").tobytes()
