"""A figure with its place, time and body: what the facts of a document are made of, all at once."""

from extractors.light_records import light_record
from extractors.quantity import Quantity
from schemas.facts import Locality, Period
from schemas.sentences import Sentence
from schemas.vocabulary import System


@light_record(frozen=True, slots=True)
class Draft:
    """A fact before it is made; the figures behind it go on with its place, time and body.

    `indicator` is "other" for what the catalogue counts of the Party alone and another body has.
    """

    quantity: Quantity
    sentence: Sentence
    indicator: str
    system: System | None
    locality: Locality | None
    organization: str | None
    period: Period


def make_draft(
    quantity: Quantity,
    sentence: Sentence,
    *,
    system: System | None,
    locality: Locality | None,
    organization: str | None,
    period: Period,
) -> Draft:
    """The figure that a quantity of a sentence states of a place, a time and a body."""
    indicator = quantity.indicator
    if system != "party" and indicator.startswith("committee_member."):
        indicator = "other"
    return Draft(quantity, sentence, indicator, system, locality, organization, period)
