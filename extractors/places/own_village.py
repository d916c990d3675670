"""Text, publisher and title of a document -> the village whose cell or report it is, and its place with that village.

No gazetteer holds villages, so the place of a document is a unit; the report of a village's cell is about the village.
"""

import re
from collections.abc import Sequence

from extractors.light_records import replace
from extractors.places.choice import ResolvedPlace
from extractors.places.document_place import DocumentPlace
from extractors.places.parents import VILLAGE_KINDS
from extractors.places.scope import document_locality

_HEAD, _TITLE_BEFORE = 600, 40
_BODIES = "chi bộ|chi ủy|chi hội [^\\n]{2,20}|chi đoàn|ban công tác mặt trận|ban nhân dân"
_HEADED = re.compile(
    rf"^[^\w\n]{{0,3}}(?:{_BODIES})\s(?P<kind>{VILLAGE_KINDS})\s(?P<name>[^\n,.;:()]{{1,40}}?)\s{{0,3}}$",
    re.IGNORECASE | re.MULTILINE,
)
_CELL_OF = re.compile(r"^[^\n]{0,30}\b[Cc]hi bộ\s\Z", re.MULTILINE)


def with_own_village(
    document: DocumentPlace, text: str, places: Sequence[ResolvedPlace], *, publisher: str | None, title_end: int
) -> DocumentPlace:
    """The place of a document, its village first where it is the paper of a village's cell or about that alone.

    The village stands in capitals in the letterhead ("CHI BỘ THÔN NÀ MÒ") or in the publisher's name, or the headline
    begins with its cell ("Chi bộ thôn Nà Mò kết nạp 3 đảng viên") and the text names no other village.

    Args:
        document: The unit that the document is about.
        text: The whole text.
        places: All places that it names, in order.
        publisher: Name of the publisher, or None.
        title_end: End of the headline in the text.
    """
    if document.locality is None:
        return document
    name = _headed(text, places, publisher) or _titled(text, places, title_end)
    own = document_locality(document) if name is not None else None
    if name is None or own is None:
        return document
    return replace(document, locality=name, locality_level="village", locality_code=None, above=(own, *document.above))


def _headed(text: str, places: Sequence[ResolvedPlace], publisher: str | None) -> str | None:
    """The village that heads the text in capitals or that its publisher is named after, with its kind."""
    lines = (line for line in _HEADED.finditer(text[:_HEAD]) if line.group().isupper())
    found = _HEADED.search(publisher or "") or next(lines, None)
    if found is None:
        return None
    kind, name = found["kind"].lower(), found["name"]
    told = (p.mention.name for p in places if p.mention.kind == "village" and p.mention.name)
    same = next((printed for printed in told if printed.lower() == name.lower()), None)
    return f"{kind} {same or (name.title() if name.isupper() else name)}"


def _titled(text: str, places: Sequence[ResolvedPlace], title_end: int) -> str | None:
    """The only village of a text whose headline begins with its cell, with its kind."""
    villages = [p for p in places if p.mention.kind == "village"]
    if not villages or villages[0].mention.start >= title_end or len({p.name.lower() for p in villages}) > 1:
        return None
    start = villages[0].mention.start
    return villages[0].name if _CELL_OF.search(text, max(0, start - _TITLE_BEFORE), start) else None
