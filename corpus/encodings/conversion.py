"""Lines and runs as a reader of DOCX, PDF or HTML has them -> Unicode, each by its font or by its words.

Text in an old encoding comes out of such readers as Latin-1 ("§¶ng bé huyÖn"). Where the font is known, its name says
what was meant. Where it is not, the words of the line decide, and lines too short to tell follow their neighbours.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.encodings.capitals import restore_capitals
from corpus.encodings.charsets import Encoding, EncodingId, load_charsets
from corpus.encodings.codes import as_codes, decode_codes
from corpus.encodings.detection import LEAST_LEAD, LEAST_SCORE, find_encoding, old_encodings
from corpus.encodings.fonts import OldFont, find_old_font
from corpus.encodings.readings import is_foreign, read_as
from schemas.record import Record

STRANGE = re.compile("[^\x00-\x7fÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđÐĨĩŨũƠơƯưẠ-ỹ\u0300-\u0323“”‘’–—…\xa0]|[\x80-\x9f]")
"""What Vietnamese in Unicode does not have, but for rare signs."""
UNICODE_ONLY = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ\u0300\u0301\u0303\u0309\u0323]")
"""Letters that no reader makes out of an old encoding."""
LATIN = re.compile("[\x80-\xff]")


class Converted(Record):
    """Text in Unicode, NFC, and the encodings it was in, in the order of the text; none where it needed nothing."""

    text: str
    encodings: tuple[EncodingId, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one font; `font` is the name that the document has for it, or None."""

    text: str
    font: str | None = None


def convert(text: str, *, font: str | None = None) -> Converted | None:
    """`text` in Unicode, NFC; None where it is Unicode already or does not tell what it is.

    Args:
        text: A paragraph, or a run of one font, as Latin-1 or windows-1252 has its bytes.
        font: Name of its font. The name of an old font decides, unless the text cannot be its own; else the words do.
    """
    old_font = find_old_font(font) if font else None
    if old_font is not None:
        return _convert_by_font(text, old_font)
    (encoding,) = decide_lines([text])
    return Converted(text=decode_line(text, encoding), encodings=(encoding.id,)) if encoding else None


def convert_runs(runs: Sequence[Run]) -> Converted:
    """The text of one paragraph: runs of old fonts by their fonts, neighbours of one font together, the rest as it is.

    What is left in an old encoding without an old font, the lines decide afterwards (`convert_lines`).
    """
    texts: list[str] = []
    encodings: list[EncodingId] = []
    for font, text in _joined(runs):
        converted = _convert_by_font(text, font) if font else None
        texts.append(converted.text if converted else text)
        encodings += converted.encodings if converted else ()
    text = "".join(texts)
    for encoding in dict.fromkeys(encodings):
        text = _with_capitals(text, _find(encoding), by_neighbours=False)
    return Converted(text=text, encodings=tuple(dict.fromkeys(encodings)))


def convert_lines(lines: Sequence[str]) -> tuple[list[str], tuple[EncodingId, ...]]:
    """`lines` of one document in Unicode, each by its own words or its neighbours', and the encodings met."""
    decided = decide_lines(lines)
    texts = [decode_line(line, encoding) if encoding else line for line, encoding in zip(lines, decided, strict=True)]
    return texts, tuple(dict.fromkeys(encoding.id for encoding in decided if encoding))


def decode_line(line: str, encoding: Encoding) -> str:
    """`line` in Unicode, NFC, its lost capitals restored as far as its words tell."""
    return restore_lost_capitals(decode_codes(line, encoding), encoding)


def restore_lost_capitals(text: str, encoding: Encoding) -> str:
    """Converted lines with the capitals that `encoding` does not have, as far as the letters around tell."""
    return _with_capitals(text, encoding, by_neighbours=encoding.id == "tcvn3")


def decide_lines(lines: Sequence[str], *, among: Sequence[Encoding] | None = None) -> list[Encoding | None]:
    """For each line the old encoding that it is in; None for Unicode, and for what cannot be told.

    Args:
        lines: Of one document, in its order.
        among: The encodings that are possible; all where it is None.
    """
    possible = old_encodings() if among is None else among
    if not any(map(STRANGE.search, lines)):
        return [None] * len(lines)
    sure = {at: encoding for at, line in enumerate(lines) if (encoding := _decide(line, possible)) is not None}
    if not sure:
        return [None] * len(lines)
    nearest = _nearest(sure, len(lines))
    return [sure.get(at) or _follow(line, near) for at, (line, near) in enumerate(zip(lines, nearest, strict=True))]


def _decide(line: str, possible: Sequence[Encoding]) -> Encoding | None:
    """The old encoding of a line whose words leave no doubt."""
    if not STRANGE.search(line):
        return None
    as_it_is = read_as(line, None)
    if as_it_is.score > LEAST_SCORE or is_foreign(line):
        return None
    encoding = find_encoding(line, among=possible).encoding
    if encoding is None or read_as(line, encoding).lead - as_it_is.lead < LEAST_LEAD:
        return None
    return encoding


def _follow(line: str, neighbour: Encoding) -> Encoding | None:
    """The neighbour's encoding for a line that could be in it, and is no better Unicode as it stands."""
    if not LATIN.search(as_codes(line)) or UNICODE_ONLY.search(line):
        return None
    read, as_it_is = read_as(line, neighbour), read_as(line, None)
    return neighbour if read.lead >= as_it_is.lead and read.syllables >= read.others else None


def _nearest(sure: dict[int, Encoding], count: int) -> list[Encoding]:
    """For each of `count` lines the encoding of the nearest sure one, the earlier where two are as near."""
    places = sorted(sure)
    nearest: list[Encoding] = []
    for at in range(count):
        after = bisect_left(places, at)
        beside = places[max(0, after - 1) : after + 1]
        nearest.append(sure[min(beside, key=lambda place: abs(place - at))])
    return nearest


def _convert_by_font(text: str, font: OldFont) -> Converted | None:
    charset = load_charsets()[font.charset]
    if UNICODE_ONLY.search(text):
        return None
    if read_as(text, None).lead > max(0, read_as(text, charset).lead):
        return None
    decoded = _with_capitals(decode_codes(text, charset), charset, by_neighbours=False)
    decoded = decoded.upper() if font.has_only_capitals else decoded
    return Converted(text=decoded, encodings=(charset.id,)) if decoded != text else None


def _with_capitals(text: str, encoding: Encoding, *, by_neighbours: bool) -> str:
    unsure = encoding.small_for_capitals
    return restore_capitals(text, unsure=unsure, by_neighbours=by_neighbours) if unsure else text


def _find(encoding: EncodingId) -> Encoding:
    return next(known for known in old_encodings() if known.id == encoding)


def _joined(runs: Iterable[Run]) -> list[tuple[OldFont | None, str]]:
    """Runs with what their fonts draw, neighbours of one kind in one: a mark may stand in the next run."""
    joined: list[tuple[OldFont | None, str]] = []
    for run in runs:
        font = find_old_font(run.font) if run.font else None
        if joined and joined[-1][0] == font:
            joined[-1] = (font, joined[-1][1] + run.text)
        else:
            joined.append((font, run.text))
    return joined
