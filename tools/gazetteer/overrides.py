"""overrides.csv -> changes to the drafts: what no package says, one row a reason."""

import csv
from dataclasses import dataclass, replace
from pathlib import Path

from extractors.gazetteer.keys import name_key
from extractors.gazetteer.units import Form
from tools.gazetteer.merge import Draft


@dataclass(frozen=True, slots=True)
class Override:
    """One row of overrides.csv; lists are separated by ";"."""

    action: str
    code: str
    kind: str
    name: str
    parent: str
    since: str
    until: str
    heirs: str
    reason: str


def read_overrides(path: Path) -> tuple[Override, ...]:
    """The rows of the file, in its order.

    Raises:
        ValueError: A row gives no reason.
    """
    with path.open(encoding="utf-8", newline="") as stream:
        rows = tuple(Override(**row) for row in csv.DictReader(stream))
    for row in rows:
        if not row.reason:
            raise ValueError(f"override without a reason: {row}")
    return rows


def renamed_units(rows: tuple[Override, ...]) -> frozenset[tuple[str, str]]:
    """(code, older name) of the units that kept their identity under a new name."""
    return frozenset((row.code, row.name) for row in rows if row.action == "rename")


def apply_overrides(drafts: dict[str, Draft], rows: tuple[Override, ...]) -> None:
    """Change the drafts in place, row by row; heirs must be known already.

    Raises:
        ValueError: A row has an unknown action, or names a form or unit that does not exist.
        KeyError: A row names an unknown code.
    """
    for row in rows:
        match row.action:
            case "unit":
                _add_unit(drafts, row)
            case "former_parent":
                for code in row.code.split(";"):
                    drafts[code].former_parents.append(row.parent)
            case "since" | "until" | "rename":
                _date_form(drafts[row.code], row)
            case "form":
                forms = drafts[row.code].forms
                forms.append(Form(row.name, row.kind, forms[0].layers, row.since or None, row.until or None))
            case "alias":
                drafts[row.code].aliases.append(row.name)
            case "phường":
                _raise_communes(drafts, row)
            case "recode":
                _recode(drafts, row.code, row.heirs)
            case _:
                raise ValueError(f"unknown action in overrides.csv: {row.action}")


def _add_unit(drafts: dict[str, Draft], row: Override) -> None:
    heirs: list[str] = []
    for code in row.heirs.split(";"):
        heirs += [code] if code.startswith("2025b") else drafts[code].heirs
    form = Form(row.name, row.kind, (), row.since or None, row.until or None)
    drafts[row.code] = Draft(row.code, row.parent or None, [form], list(dict.fromkeys(heirs)))


def _date_form(draft: Draft, row: Override) -> None:
    for index, form in enumerate(draft.forms):
        if form.kind == row.kind and name_key(form.name) == name_key(row.name):
            draft.forms[index] = replace(form, since=row.since or form.since, until=row.until or form.until)
            return
    raise ValueError(f"{draft.code} has no form {row.kind} {row.name}")


def _raise_communes(drafts: dict[str, Draft], row: Override) -> None:
    communes = {draft.forms[0].name: draft for draft in drafts.values() if draft.parent == row.parent}
    for name in row.name.split(";") if row.name else row.code.split(";"):
        forms = communes[name].forms
        day_before = row.since[:-2] + f"{int(row.since[-2:]) - 1:02d}"
        forms[0] = replace(forms[0], until=day_before)
        forms.append(Form(name, row.kind, forms[0].layers, row.since))


def _recode(drafts: dict[str, Draft], old: str, new: str) -> None:
    if new in drafts:
        raise ValueError(f"{new} is taken")
    draft = drafts.pop(old)
    draft.code = new
    drafts[new] = draft
    for other in drafts.values():
        other.heirs = [new if code == old else code for code in other.heirs]
