"""One numeral's turn -> what happened to what it counts, where the words around it can only mean one thing."""

from extractors.aspects import Aspect
from extractors.deeds import WORDS_OF_RATES, is_rate
from extractors.heads import ORGANIZATIONS, Head
from extractors.nouns_behind import is_share_of_inhabitants
from extractors.punished import WORDS_OF_OFFENCES, are_punished
from extractors.raised_totals import raised_total
from extractors.series_of_years import goes_on_by_years
from extractors.turns import Turn


def told_at_once(turn: Turn, head: Head) -> tuple[str, Aspect] | None:
    """The subject and its aspect: a total raised, punishments listed, a rate, a share of all inhabitants; or None."""
    reading, slot = turn.reading, turn.slot
    words = reading.words
    if "tổng" in words and head.subject not in ORGANIZATIONS and (raised := raised_total(reading, slot)):
        return "member", raised
    may_be_punished = "disciplined" in reading.deeds or not WORDS_OF_OFFENCES.isdisjoint(words)
    if may_be_punished and are_punished(reading, slot, head, (*turn.carried.named, *turn.done)):
        return "member", Aspect("disciplined", ("scope.of_offences",))
    if head.inherited and turn.previous and "năm" in words and goes_on_by_years(reading, slot, turn.previous):
        return "member", Aspect(turn.previous.aspect, ("scope.of_another_year",))
    if not WORDS_OF_RATES.isdisjoint(words) and is_rate(reading, slot, head):
        return head.subject, Aspect("other", ("form.rate",))
    if (
        "dân" in words
        and head.subject == "member"
        and slot.numeral.is_percent
        and is_share_of_inhabitants(reading, slot)
    ):
        return "member", Aspect("total", ("scope.of_the_inhabitants",))
    return None
