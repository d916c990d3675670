"""Text of strangers -> what a page, a link or a header of ours may carry; HTML itself is escaped by the templates.

Marks are set on the raw text first: `reveal` makes it longer, so offsets count before it, piece by piece.
"""

import re
from urllib.parse import quote

_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u2800\u3164\ud800-\udfff\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Controls, marks of direction, what has no width, blank letters, halves of pairs, tags; not the sign that makes a
symbol an emoji, which articles are full of."""
_NOT_IN_FILE_NAMES = re.compile(r'[\s"<>:|?*]+')
_NOT_IN_HEADERS = re.compile(r"[^0-9A-Za-z._-]+")
_LONGEST_NAME = 150


def reveal(text: str | None) -> str:
    """`text` with hidden characters replaced by their code: "⟦U+202E⟧"; not escaped, the template does that."""
    return _HIDDEN.sub(lambda match: f"⟦U+{ord(match.group()):04X}⟧", text or "")


def drop_hidden(text: str | None) -> str:
    """`text` without hidden characters, for fields that people go on writing in."""
    return _HIDDEN.sub("", text or "")


def web_address(url: str | None) -> str | None:
    """The address when it is http or https and nothing hides in it, else None: no other kind becomes a link."""
    is_plain = url is not None and url.lower().startswith(("http://", "https://")) and not _HIDDEN.search(url)
    return url if is_plain else None


def content_disposition(name: str) -> str:
    """The header's value that has a browser save an answer under `name`, whatever stands in it.

    Folders, quotes, line ends and hidden characters are gone; names in other letters than English ones are given in
    both ways that RFC 6266 knows.
    """
    last = drop_hidden(name).replace("\\", "/").rsplit("/", 1)[-1]
    last = _NOT_IN_FILE_NAMES.sub(" ", last).strip(". ")[:_LONGEST_NAME] or "solieu"
    plain = _NOT_IN_HEADERS.sub("_", last)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(last, safe='')}"
