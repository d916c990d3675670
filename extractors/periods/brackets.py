"""A mention of time in brackets -> the bracket, where figures of its own stand in it."""

from extractors.periods.finding import PeriodMention

LONGEST_BRACKET = 200
"""Characters between a mention and either end of its brackets, at most."""


def bracket_around(mention: PeriodMention, text: str) -> tuple[int, int] | None:
    """Start and end of the brackets that a mention shares with figures of their own, or None.

    One that is not closed in its line ends with the line, or where it would be too long.
    """
    first = max(text.rfind("\n", 0, mention.start) + 1, mention.start - LONGEST_BRACKET)
    opened = text.rfind("(", first, mention.start)
    if opened < 0 or ")" in text[opened : mention.start]:
        return None
    last = text.find("\n", mention.end)
    last = min(len(text) if last < 0 else last, mention.end + LONGEST_BRACKET)
    closed = text.find(")", mention.end - 1, last)
    closed = last if closed < 0 else closed
    inside = text[opened : mention.start] + text[mention.end : closed]
    return (opened, closed) if any(c.isdigit() for c in inside) else None
