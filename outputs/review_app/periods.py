"""The time of a fact -> short words in the language of the page."""

from outputs.figures import format_period
from outputs.review_app.words import Words, load_words
from schemas.facts import Period


def describe_period(period: Period, words: Words) -> str:
    """As `format_period` says it, its few Vietnamese words in the language of the page."""
    text = format_period(period)
    if words.language == "vi":
        return text
    for key, vietnamese in load_words("vi").below("period.").items():
        text = text.replace(vietnamese, words(f"period.{key}"))
    return text
