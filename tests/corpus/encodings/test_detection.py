"""How surely the words tell: no text of our articles may be taken for another encoding, few may be left undecided."""

import random
import unicodedata
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest
from old_encodings import encoded

from corpus.encodings.charsets import CharsetId, load_charsets
from corpus.encodings.codes import decode_codes
from corpus.encodings.detection import find_encoding

GOLD = Path(__file__).parents[3] / "corpus" / "gold"
SIGNS = str.maketrans("“”‘’–—…\u00d0", "\"\"''--.Đ")
ARTICLES = [
    unicodedata.normalize("NFC", path.read_text(encoding="utf-8")).translate(SIGNS)
    for folder in ("open", "sample")
    for path in sorted((GOLD / folder).glob("*.txt"))
]
TEXTS = 200


@pytest.mark.parametrize("charset_id", get_args(CharsetId))
@pytest.mark.parametrize(("length", "least"), [(50, 0.9), (200, 1), (1000, 1)])
def test_pieces_of_articles_are_told(charset_id: CharsetId, length: int, least: float) -> None:
    chance = random.Random(length)
    found = Counter(_told(_piece(chance, length), charset_id) for _ in range(TEXTS))
    assert set(found) <= {charset_id, None}
    assert found[charset_id] >= least * TEXTS


def _piece(chance: random.Random, length: int) -> str:
    article = chance.choice(ARTICLES)
    start = article.find(" ", chance.randrange(max(1, len(article) - length))) + 1
    return article[start : start + length].rsplit(" ", 1)[0]


def _told(text: str, charset_id: CharsetId) -> str | None:
    """The encoding found; the right one also where another gives the same text."""
    codes = encoded(text, charset_id).decode("latin-1")
    found = find_encoding(codes, among=load_charsets().values()).encoding
    if found is None:
        return None
    return charset_id if decode_codes(codes, found).lower() == text.lower() else found.id


def test_candidates_are_named_where_two_fit() -> None:
    verdict = find_encoding("S\xe8 x\xb7: 12", among=load_charsets().values())
    assert verdict.encoding is None
    assert "tcvn3" in [candidate.id for candidate in verdict.candidates]


@pytest.mark.parametrize(
    "content",
    [
        "Les élèves français ont été très occupés à l'école, où le garçon reçoit sa leçon; forêt".encode("cp1252"),
        "Der Überfluß der Bäume für die Männer größer als früher, schöne Grüße aus München und Köln".encode("cp1252"),
        "Não há informações suficientes, às ações são ótimas; você também já está à mão, irmão".encode("cp1252"),
        "Příliš žluťoučký kůň úpěl ďábelské ódy".encode("cp1250"),
        "Съешь же ещё этих мягких французских булок".encode("koi8-r"),
        "東京都には23の区がある".encode("shift_jis"),
        "한국어 문장입니다".encode("euc-kr"),
    ],
)  # fmt: skip
def test_other_languages_are_no_vietnamese(content: bytes) -> None:
    assert find_encoding(content.decode("latin-1") * 5, among=load_charsets().values()).encoding is None
