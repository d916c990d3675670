"""Rows of all layers -> units with one identity each: their forms over time, parents and heirs."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from extractors.gazetteer.keys import name_key, plain_key
from extractors.gazetteer.units import Form, Successor, Unit, UnitLevel
from tools.gazetteer.sources import Inputs, Row, slug

NEWEST_FIRST = ("2025b", "2025a", "2023", "2019")
_LEVELS: dict[str, UnitLevel] = {"P": "province", "D": "district", "W": "commune"}
_ABOVE = {"D": "P", "W": "D"}


@dataclass(slots=True)
class Draft:
    """A unit under construction; the names are those of `Unit`."""

    code: str
    parent: str | None = None
    forms: list[Form] = field(default_factory=list)
    heirs: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    former_parents: list[str] = field(default_factory=list)

    @property
    def level(self) -> str:
        """One of "P", "D" and "W"."""
        return self.code[6]

    @property
    def base(self) -> str:
        """The official code alone."""
        return self.code[8:].partition("~")[0]

    def to_unit(self) -> Unit:
        """The finished record."""
        heirs = tuple(Successor(code, len(self.heirs) > 1) for code in self.heirs)
        forms = tuple(sorted(self.forms, key=_age, reverse=True))
        former = tuple(dict.fromkeys(code for code in self.former_parents if code != self.parent))
        return Unit(self.code, _LEVELS[self.level], self.parent, forms, heirs, tuple(self.aliases), former)


def _age(form: Form) -> tuple[str, str]:
    return (max(form.layers, default="2000"), form.since or "")


def build_drafts(rows: Iterable[Row], *, renamed: frozenset[tuple[str, str]]) -> dict[str, Draft]:
    """One draft a unit, by code, without heirs.

    Args:
        rows: Rows of all layers.
        renamed: (code, name) of units whose code kept the same body under another name; every other change of name
            under one code makes a unit of its own, unless only accents or apostrophes differ.
    """
    drafts: dict[str, Draft] = {}
    identities: dict[tuple[str, str, str], str] = {}
    taken: dict[tuple[str, str], str] = {}
    ordered = sorted(rows, key=lambda row: ("PDW".index(row.level), NEWEST_FIRST.index(row.layer), row.code))
    for row in ordered:
        era = "2025b" if row.layer == "2025b" else "2025a"
        plain = f"{era}:{row.level}:{row.code}"
        spelling = "".join(plain_key(row.name)).replace("'", "")
        code = taken.get((plain, spelling))
        if code is None:
            code = plain if plain not in drafts or (plain, row.name) in renamed else f"{plain}~{row.layer}"
        taken[plain, spelling] = code
        identities[row.layer, row.level, row.code] = code
        draft = drafts.setdefault(code, Draft(code))
        _add_form(draft, row)
        if row.level in _ABOVE:
            above = "P" if era == "2025b" else _ABOVE[row.level]
            parent = identities[row.layer, above, row.parent]
            draft.parent = draft.parent or parent
            draft.former_parents.append(parent)
    return drafts


def _add_form(draft: Draft, row: Row) -> None:
    for index, form in enumerate(draft.forms):
        if form.kind == row.kind and name_key(form.name) == name_key(row.name):
            draft.forms[index] = Form(form.name, form.kind, (*form.layers, row.layer))
            return
    same = next((form.name for form in draft.forms if name_key(form.name) == name_key(row.name)), row.name)
    draft.forms.append(Form(same, row.kind, (row.layer,)))


def add_heirs(drafts: dict[str, Draft], inputs: Inputs) -> None:
    """Fill in what became of every unit of the old era; a commune without a known heir keeps none."""
    for draft in drafts.values():
        if draft.code.startswith("2025a:P") and draft.base in inputs.province_heirs:
            draft.heirs = ["2025b:P:" + inputs.province_heirs[draft.base]]
    communes = [draft for draft in drafts.values() if draft.code.startswith("2025a:W")]
    last = {draft.base: draft for draft in communes if any("2025a" in form.layers for form in draft.forms)}
    for base, draft in last.items():
        draft.heirs = ["2025b:W:" + code for code in inputs.heirs[base]]
    by_name = {(draft.parent, name_key(draft.forms[0].name)): draft for draft in last.values()}
    for draft in communes:
        if draft.base in last and last[draft.base] is draft:
            continue
        survivor = last.get(draft.base) or by_name.get((draft.parent, name_key(draft.forms[0].name)))
        survivor = survivor or _absorbed_by(draft, last=last, aliases=inputs.aliases)
        draft.heirs = list(survivor.heirs) if survivor else []
    _add_district_heirs(drafts, communes, inputs)


def _absorbed_by(draft: Draft, *, last: dict[str, Draft], aliases: dict[tuple[str, str], str]) -> Draft | None:
    districts = {parent[8:].partition("~")[0] for parent in draft.former_parents}
    for form in draft.forms:
        for district in sorted(districts):
            code = aliases.get((district, slug(form.full_name)))
            if code:
                return last[code]
    return None


def _add_district_heirs(drafts: dict[str, Draft], communes: list[Draft], inputs: Inputs) -> None:
    counts: dict[str, Counter[str]] = {}
    for commune in communes:
        is_last = any("2025a" in form.layers for form in commune.forms)
        for parent in {commune.parent, *commune.former_parents}:
            last_parent = parent is not None and any("2025a" in form.layers for form in drafts[parent].forms)
            if parent and ((is_last and parent == commune.parent) or not last_parent):
                counts.setdefault(parent, Counter()).update(commune.heirs)
    for draft in drafts.values():
        if draft.level == "D" and not draft.heirs:
            counted = counts.get(draft.code, Counter())
            draft.heirs = sorted(counted, key=lambda code: (-counted[code], code))
            draft.heirs = draft.heirs or ["2025b:W:" + code for code in inputs.heirs.get("D" + draft.base, ())]
    for commune in communes:
        heirs = drafts[commune.parent].heirs if commune.parent else []
        if not commune.heirs and len(heirs) == 1:
            commune.heirs = list(heirs)
