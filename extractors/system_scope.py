"""Readings and names of a document -> its `SystemScope`: the bodies it names, and the one it is about."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache

from extractors.bodies import SystemScope
from extractors.body_names import as_party_body
from extractors.letterheads import letterhead_association
from extractors.main_bodies import OFTEN, TITLE, lead_organization, main_organization
from extractors.merged_bodies import merged_bodies
from extractors.organizations import OrganizationMention, find_organizations
from extractors.slots import Reading
from extractors.spoken_associations import spoken_associations
from schemas.vocabulary import System

_PUBLISHERS = 256
"""The articles of a publisher come in numbers."""
_OF_PLACE = re.compile(r"(?:^\s*|[:–-]\s|\b(?:[Ởở]|[Tt]ại|[Ll]ên|[Vv]ề)\s)\Z")
"""A title may begin with the place that a text is about, or tell that something happens there."""
_SAYS_BODY = re.compile(
    r"ảng bộ(?<=[ĐđÐ].{6})(?=\s[a-zđà-ỹ]|[.,;:)])(?<!\d .{7})(?<!chi .{7})(?<!, .{7})(?<!các .{7})(?<!và .{7})"
    r"(?!\s(?:cơ sở|trực thuộc|tỉnh|huyện|thành|thị|quận|xã|phường|khối|công ty|trường|bệnh viện)\b)"
)
"""A Party body spoken of, not counted ("72 chi, đảng bộ cơ sở")."""


def make_system_scope(
    readings: Sequence[Reading],
    title_end: int,
    organizations: Sequence[OrganizationMention],
    text: str = "",
    *,
    publisher: str | None = None,
    named: Collection[int] = (),
    spoken_begins: Sequence[int] | None = None,
) -> SystemScope:
    """The bodies named in the readings of a document; a body in the title, or named most, is the main one.

    Args:
        readings: The sentences with figures.
        title_end: End of the title in the text.
        organizations: The bodies that the text names.
        text: The whole text.
        publisher: Name of the publisher, or None; a body that is no paper and no association may be the one meant.
        named: Where the text names units; one that the title begins with, or tells of, is what the text is about.
        spoken_begins: Where associations may be spoken of, when that is known.
    """
    cues: list[tuple[int, System]] = []
    for reading in readings:
        for match in reading.cues_of("system"):
            if match.rule.system:
                cues.append((reading.tokens.starts[match.start], match.rule.system))
    own = [(o.start, o.system) for o in organizations if o.system]
    main = letterhead_association(text) or _main_system(sorted(cues), [*sorted(cues), *own], title_end)
    scope = SystemScope(
        tuple(sorted({*cues, *own})),
        main,
        tuple(organizations),
        spoken=spoken_associations(text, min(title_end, TITLE), spoken_begins),
        merged=merged_bodies(text, organizations),
    )
    lead = lead_organization(scope.organizations, title_end, text)
    says_body = any(_SAYS_BODY.search(reading.tokens.sentence.text) for reading in readings)
    titled = min(title_end, TITLE)
    is_of_place = any([_OF_PLACE.search(text, 0, start) for start in named if start < titled])
    return replace(
        scope,
        main_organization=main_organization(scope, title_end, text, is_of_place=is_of_place),
        lead=lead,
        says_committee=not says_body,
        publisher=_body_of_publisher((publisher or "")[:TITLE]),
    )


@lru_cache(maxsize=_PUBLISHERS)
def _body_of_publisher(name: str) -> str | None:
    """The body that a publisher is if it is no association, as a Party body, or None."""
    sites = [o.name for o in find_organizations(name) if o.system is None]
    return as_party_body(sites[0]) if sites else None


def _main_system(
    cues: Sequence[tuple[int, System]], named: Sequence[tuple[int, System]], title_end: int
) -> System | None:
    """The association in the title, else the one that the sentences with figures name most, or None for the Party."""
    end = min(title_end, TITLE)
    title = sorted((start, system) for start, system in named if start < end and system != "party")
    if title:
        return title[0][1]
    counted = Counter([system for _, system in cues]).most_common(1) if cues else ()
    system, count = counted[0] if counted else ("party", 0)
    return system if system != "party" and count >= OFTEN else None
