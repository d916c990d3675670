"""Text of articles -> text in which nothing hides: control, direction and zero-width characters get a visible name."""

import re

_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)


def reveal(text: str | None) -> str:
    """`text` with hidden characters replaced by their code: "⟦U+202E⟧"; not escaped, the template does that."""
    return _HIDDEN.sub(lambda match: f"⟦U+{ord(match.group()):04X}⟧", text or "")


def web_address(url: str | None) -> str | None:
    """The address when it is http or https, else None: no other kind becomes a link."""
    return url if url and url.lower().startswith(("http://", "https://")) else None
