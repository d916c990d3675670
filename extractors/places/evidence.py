"""What a document's place mentions say about each other: votes for provinces, districts in play, the era."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from extractors.gazetteer import Gazetteer, Unit
from extractors.gazetteer.units import REFORM_DAY
from extractors.places.mention import PlaceMention

_LIST_GAP = 6
_PARENT_GAP = 14
_ITEM_GAP = range(4, 15)
_ENOUGH_ITEMS = 2
_PUBLISHER_VOTES = 2.0
ENOUGH_VOTES = 3.0
"""From this weight on, bare names of districts have no say in the province, and foreign names look suspicious."""

_ERAS, _KNOWN = 2, 4096
_CITY, _PROVINCE = "thành phố", "tỉnh"
_OLD_ONLY = frozenset({"huyện", "quận", "thị xã"})
_WEIGHTS = {"province": 2.0, "district": 1.0}
_RANK = {"village": 0, "commune": 1, "district": 2, "province": 3, "nation": 4}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known before any mention is decided.

    `votes`: province name -> weight, from mentions that leave no choice of province, and the publisher. `districts`:
    code -> mentions of that district and no other. `named`: code -> mentions with a kind word that leave no choice.
    `parents[i]`: candidate codes of the unit printed right behind mention i as the one it lies in ("xã X, huyện Y").
    `rows` are the mentions among districts in a row, by index. `says_city`: whether levels alone speak of the city
    ("toàn thành phố") more than of the province. `date`: the article's date, else REFORM_DAY or None as the kind
    words suggest. `total` is the weight of all votes.
    """

    votes: Mapping[str, float]
    districts: Mapping[str, int]
    named: Mapping[str, int]
    parents: tuple[tuple[str, ...], ...]
    rows: frozenset[int]
    says_city: bool
    date: str | None
    total: float

    def province_share(self, gazetteer: Gazetteer, unit: Unit) -> float:
        """The share of all votes, 0 to 1, that the unit's province then or now received, damped while they are few."""
        if not self.total:
            return 0.0
        names = gazetteer.province_names(unit.code)
        return max([self.votes.get(name, 0.0) for name in names]) / self.total * min(1.0, self.total / 2)


@dataclass(frozen=True, slots=True)
class _Surety:
    """What all candidates of a mention agree on: their province, the only district, the one place (in both eras)."""

    province: str | None
    district: tuple[str, ...]
    place: tuple[str, ...]


def gather_evidence(
    mentions: Sequence[PlaceMention],
    *,
    gazetteer: Gazetteer,
    published: str | None,
    publisher_province: str | None,
    title_end: int,
) -> Evidence:
    """All that the mentions of one document say about each other, before any of them is decided."""
    votes: dict[str, float] = defaultdict(float)
    weak_votes: dict[str, float] = defaultdict(float)
    if publisher_province:
        province = gazetteer.province_named(publisher_province)
        votes[province.name if province else publisher_province] += _PUBLISHER_VOTES
    districts: dict[str, int] = defaultdict(int)
    named: dict[str, int] = defaultdict(int)
    for mention in mentions:
        if not mention.candidates:
            continue
        sure = _surety(mention.candidates, gazetteer)
        if sure.province is not None:
            is_weak = mention.kind == "bare" and mention.level != "province"
            weight = _weight(mention) * (2 if mention.start < title_end else 1)
            (weak_votes if is_weak else votes)[sure.province] += weight
        for code in sure.district:
            districts[code] += 1
        for code in sure.place if mention.kind == "named" else ():
            named[code] += 1
    if sum(votes.values()) < ENOUGH_VOTES:
        votes |= {name: votes[name] + weight for name, weight in weak_votes.items()}
    return Evidence(
        dict(votes),
        dict(districts),
        dict(named),
        parents=_parents(mentions),
        rows=frozenset(
            [i for i, m in enumerate(mentions) if m.kind == "bare" and _stands_among_districts(mentions, i)]
        ),
        says_city=_says_city(mentions, title_end),
        date=published or _assumed_date(mentions, gazetteer),
        total=sum(votes.values()),
    )


def _says_city(mentions: Sequence[PlaceMention], title_end: int) -> bool:
    """Whether levels alone, and the title, tell of a city more than of a province."""
    told = [m for m in mentions if m.unit_type in (_CITY, _PROVINCE)]
    implied = [m.unit_type for m in told if m.kind == "implicit"]
    titled = [m.level for m in told if m.start < title_end]
    cities = implied.count(_CITY) + titled.count("district")
    return cities > implied.count(_PROVINCE) + titled.count("province")


def _stands_among_districts(mentions: Sequence[PlaceMention], index: int) -> bool:
    """Whether a bare name stands in a list of districts and figures that goes on behind it: "Hà Giang 96, Yên Minh 80".

    One more of them follows, or stands before.
    """
    later, earlier = _items_from(mentions, index, 1), _items_from(mentions, index, -1)
    return later > 0 and later + earlier >= _ENOUGH_ITEMS


def _items_from(mentions: Sequence[PlaceMention], index: int, step: int) -> int:
    """How many districts, up to two, stand one behind the other from a mention on, each with room for its figure."""
    for count in range(_ENOUGH_ITEMS):
        first, last = sorted((index + count * step, index + (count + 1) * step))
        if first < 0 or last >= len(mentions):
            return count
        is_item = mentions[index + (count + 1) * step].level == "district"
        if not is_item or mentions[last].start - mentions[first].end not in _ITEM_GAP:
            return count
    return _ENOUGH_ITEMS


def _weight(mention: PlaceMention) -> float:
    if mention.kind == "bare":
        return 1.0 if mention.level == "province" else 0.5
    return _WEIGHTS.get(mention.level or "", 0.4)


@lru_cache(maxsize=_KNOWN)
def _surety(candidates: tuple[str, ...], gazetteer: Gazetteer) -> _Surety:
    units = [gazetteer.unit(code) for code in candidates]
    provinces = {gazetteer.province_of(code).name for code in candidates}
    is_district = len(units) == 1 and units[0].level == "district"
    is_one_place = len({(unit.level, unit.name) for unit in units}) == 1 and len(units) <= _ERAS
    return _Surety(
        province=provinces.pop() if len(provinces) == 1 else None,
        district=candidates if is_district else (),
        place=candidates if is_one_place else (),
    )


def _assumed_date(mentions: Sequence[PlaceMention], gazetteer: Gazetteer) -> str | None:
    """REFORM_DAY for an undated text that names communes of today only and no district at all, else None."""
    if any(mention.unit_type in _OLD_ONLY for mention in mentions):
        return None
    communes = [
        mention for mention in mentions if mention.kind == "named" and mention.level == "commune" and mention.candidates
    ]
    is_new = any(all(gazetteer.unit(code).is_current for code in mention.candidates) for mention in communes)
    return REFORM_DAY if is_new else None


def _parents(mentions: Sequence[PlaceMention]) -> tuple[tuple[str, ...], ...]:
    """For each mention the candidates of the unit that it is said to lie in; none where nothing stands right behind."""
    near = [after.start - mention.end <= _PARENT_GAP for mention, after in pairwise(mentions)]
    return tuple(
        [_parent_candidates(mentions, index) if is_near else () for index, is_near in enumerate((*near, False))]
    )


def _parent_candidates(mentions: Sequence[PlaceMention], index: int) -> tuple[str, ...]:
    """Candidates of the higher unit printed right behind a mention or behind the enumeration it stands in."""
    own = _RANK.get(mentions[index].level or "", 0)
    for last in range(index + 1, min(index + 15, len(mentions))):
        gap = mentions[last].start - mentions[last - 1].end
        rank = _RANK.get(mentions[last].level or "", 0)
        if mentions[last].kind in {"named", "bare"} and rank > own and gap <= _PARENT_GAP:
            return mentions[last].candidates
        if rank != own or gap > _LIST_GAP:
            return ()
    return ()
