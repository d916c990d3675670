"""The records of the gazetteer: administrative units, the forms they had over time, and what took them over.

A unit's code is `era:level:code`, for example "2025a:D:061" (huyện Ba Bể, before 1 July 2025) or "2025b:W:03172"
(xã Na Sang, since then). Official codes are not stable identities: 1,793 commune codes passed to another unit on
1 July 2025, and some did before ("019" was huyện Từ Liêm, then quận Nam Từ Liêm). So eras are never joined on the
bare code, and a unit whose code passed to a differently named one inside the old era carries the year it was last
seen: "2025a:D:019~2013".
"""

from dataclasses import dataclass
from typing import Literal

UnitLevel = Literal["province", "district", "commune"]
Era = Literal["2025a", "2025b"]

REFORM_DAY = "2025-07-01"
"""First day of the 34 provinces and 3,321 communes; districts ended the day before."""

LAYERS: dict[str, tuple[str, str]] = {
    "2019": ("0000", "2023-04-30"),
    "2023": ("2019-10-07", "2025-06-30"),
    "2025a": ("2023-05-01", "2025-06-30"),
    "2025b": (REFORM_DAY, "9999"),
}
"""Layer (2019-10, 2023-04, 2025-06, 2025-07) -> first and last day on which it is the nearest picture."""


@dataclass(frozen=True, slots=True)
class Form:
    """One name and kind of a unit.

    `kind` is lower-case ("huyện", "thị xã", …). `layers` are the source layers that print this form; `since` and
    `until` are partial ISO dates where the first or last day is known from a decision, else None.
    """

    name: str
    kind: str
    layers: tuple[str, ...]
    since: str | None = None
    until: str | None = None

    @property
    def full_name(self) -> str:
        """Kind and name as running text prints them: "huyện Ba Bể"."""
        return f"{self.kind} {self.name}"

    def is_valid_on(self, date: str) -> bool:
        """Whether this form may have been in force on `date` (partial ISO): by decision if known, else by layer."""
        if self.since is not None and date < self.since[: len(date)]:
            return False
        if self.until is not None and date[: len(self.until)] > self.until[: len(date)]:
            return False
        digits = len(date)
        for layer in self.layers:
            first, last = LAYERS[layer]
            if first[:digits] <= date <= last:
                return True
        return not self.layers


@dataclass(frozen=True, slots=True)
class Successor:
    """A unit of today that took over a former one; `is_part` when only a part of the former one went there."""

    code: str
    is_part: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """An administrative unit of one era.

    `forms` is never empty, newest first. `parent` is the code of the district or province above, or None for a
    province. `successors` is empty for a unit that still exists, and for the few whose heirs are unknown; the
    largest heir comes first. `aliases` are further bare names in use ("Bắc Cạn"); `former_parents` the units it lay
    in before `parent` (Hà Tây for huyện Ba Vì).
    """

    code: str
    level: UnitLevel
    parent: str | None
    forms: tuple[Form, ...]
    successors: tuple[Successor, ...] = ()
    aliases: tuple[str, ...] = ()
    former_parents: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The newest bare name: "Ba Bể"."""
        return self.forms[0].name

    @property
    def kind(self) -> str:
        """The newest kind, lower-case: "huyện"."""
        return self.forms[0].kind

    @property
    def full_name(self) -> str:
        """The newest kind and name: "huyện Ba Bể"."""
        return self.forms[0].full_name

    def has_kind(self, kind: str | None) -> bool:
        """Whether the unit is or was of this kind, lower-case ("huyện", "thành phố")."""
        return kind in [form.kind for form in self.forms]

    @property
    def era(self) -> Era:
        """The era: "2025a" for a unit that ended with or before the reform of 1 July 2025, "2025b" for one of today."""
        return "2025a" if self.code.startswith("2025a") else "2025b"

    @property
    def is_current(self) -> bool:
        """Whether the unit exists since the reform of 1 July 2025."""
        return self.code.startswith("2025b")

    def form_on(self, date: str | None) -> Form:
        """The form in force on `date` (partial ISO); the newest one if unknown, the oldest before all of them."""
        if date is None or len(self.forms) == 1:
            return self.forms[0]
        return next((form for form in self.forms if form.is_valid_on(date)), self.forms[-1])

    def is_valid_on(self, date: str) -> bool:
        """Whether any form of the unit may have been in force on `date` (partial ISO)."""
        return any([form.is_valid_on(date) for form in self.forms])
