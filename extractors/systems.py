"""Which body a figure belongs to: the Party, a mass body, and the organisation that the text names."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.organizations import OrganizationMention
from extractors.quantity import Quantity
from extractors.slots import Reading
from schemas.sentences import Sentence
from schemas.vocabulary import System

_LEAD = 600
_WITH_SYSTEM = ("grassroots_org", "committee", "cell", "member", "committee_member", "class", "trainee")


@dataclass(frozen=True)
class SystemScope:
    """The bodies that a document names.

    `cues` are offsets and systems of words that name a body, in order; `main` is the association the document is
    about, or None for the Party; `main_organization` the body that the whole document is about, or None.
    """

    cues: tuple[tuple[int, System], ...]
    main: System | None
    organizations: tuple[OrganizationMention, ...]
    main_organization: str | None = None

    def organization_at(self, start: int, sentence: Sentence) -> str | None:
        """The organisation named last before `start` in the sentence, else the one the document is about, or None."""
        own = [o for o in self.organizations if sentence.start <= o.start < start]
        if own:
            return self.in_full(own[-1].name)
        return self.main_organization

    def in_full(self, name: str) -> str:
        """The longest name of the document that begins with a short form ("Đảng ủy Khối")."""
        party = _as_party_body(name)
        longer = [o.name for o in self.organizations if _as_party_body(o.name).startswith(party)]
        return max([party, *(_as_party_body(n) for n in longer)], key=len)


def _as_party_body(name: str) -> str:
    """The organisation whose committee a name is ("Đảng ủy Khối …" leads "Đảng bộ Khối …")."""
    return name.replace("Đảng ủy", "Đảng bộ").replace("Đảng uỷ", "Đảng bộ")


def make_system_scope(
    readings: Sequence[Reading], title_end: int, organizations: Sequence[OrganizationMention]
) -> SystemScope:
    """The bodies named in the readings of a document; a body in the title, or named most, is the main one."""
    cues: list[tuple[int, System]] = []
    for reading in readings:
        for match in reading.cues:
            if match.rule.cue == "system" and match.rule.system:
                cues.append((reading.tokens.starts[match.start], match.rule.system))
    cues.sort()
    counted = Counter(system for _, system in cues)
    title = [system for start, system in cues if start < title_end and system != "party"]
    main: System | None = title[0] if title else None
    if main is None and counted:
        system, count = counted.most_common(1)[0]
        main = system if system != "party" and count >= 3 else None
    scope = SystemScope(tuple(cues), main, tuple(organizations))
    return replace(scope, main_organization=_main_organization(scope, title_end))


def _main_organization(scope: SystemScope, title_end: int) -> str | None:
    """The body in the title, or the Party body that the lead names or the text names three times or more."""
    titled = [o for o in scope.organizations if o.start < title_end]
    if titled:
        return scope.in_full(titled[0].name)
    bodies = [o for o in scope.organizations if o.name.startswith(("Đảng bộ", "Đảng ủy", "Chi bộ"))]
    counted = Counter(scope.in_full(o.name) for o in bodies)
    name, count = counted.most_common(1)[0] if counted else ("", 0)
    in_lead = bool(bodies) and bodies[0].start < title_end + _LEAD
    return name if count >= 3 or in_lead else None


def resolve_system(scope: SystemScope, quantity: Quantity, *, sentence: Sentence, start: int) -> System | None:
    """The body of a figure, or None where bodies do not apply (population, villages, "other")."""
    subject = quantity.indicator.partition(".")[0]
    if subject not in _WITH_SYSTEM:
        return None
    if quantity.system:
        return quantity.system
    head = quantity.noun
    if head in ("head.people", "head.person", "head.case") and quantity.aspect == "admitted" and scope.main:
        return scope.main
    if head in (
        "head.member.union",
        "head.member.association",
        "head.cell.association",
        "head.grassroots_org.association",
    ):
        near = _nearest(scope, sentence, start)
        default: System = "youth_union" if head == "head.member.union" else "other"
        return near or scope.main or default
    if subject in ("class", "trainee", "committee_member"):
        return _nearest(scope, sentence, start) or scope.main or "party"
    return "party"


def _nearest(scope: SystemScope, sentence: Sentence, start: int) -> System | None:
    """The association named last before the figure in its sentence."""
    own = [system for at, system in scope.cues if sentence.start <= at < start and system != "party"]
    return own[-1] if own else None
