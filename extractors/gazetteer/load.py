"""Package data -> Gazetteer: reads units.tsv.gz once per process.

One line a unit: code, parent, forms, successors, aliases, former parents, separated by tabs; several entries of a
column are separated by ";". A form is `kind|name|layers|since|until`, its layers separated by commas. A successor that
took over only a part ends with "~".
"""

import gzip
import zlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from extractors.gazetteer.lookup import Gazetteer, build_gazetteer
from extractors.gazetteer.raised import with_kinds_over_time
from extractors.gazetteer.units import Form, Successor, Unit, UnitLevel
from schemas.errors import ConfigError

DATA_FILE = "units.tsv.gz"
RAISED_FILE = "raised.toml"
_LEVELS: dict[str, UnitLevel] = {"P": "province", "D": "district", "W": "commune"}


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer that ships with the package; read at the first call, the same object ever after.

    Raises:
        ConfigError: The data file is missing or damaged.
    """
    try:
        folder = files("extractors.gazetteer")
        units = parse_units(gzip.decompress(folder.joinpath(DATA_FILE).read_bytes()).decode("utf-8"))
        raised = folder.joinpath(RAISED_FILE).read_text(encoding="utf-8")
        return build_gazetteer(with_kinds_over_time(units, raised))
    except (OSError, EOFError, ValueError, KeyError, zlib.error) as error:
        raise ConfigError(f"the gazetteer {DATA_FILE} cannot be read: {error}") from error


def parse_units(table: str) -> Iterator[Unit]:
    """The units of a table in the format of units.tsv.gz, in its order.

    Raises:
        ValueError: A line does not have its six columns, or a form not its five parts.
        KeyError: A code has an unknown level.
    """
    for line in table.splitlines():
        code, parent, forms, heirs, aliases, former = line.split("\t")
        yield Unit(
            code,
            _LEVELS[code[6]],
            parent or None,
            tuple(map(_form, forms.split(";"))),
            tuple(Successor(heir.rstrip("~"), heir.endswith("~")) for heir in heirs.split(";")) if heirs else (),
            tuple(aliases.split(";")) if aliases else (),
            tuple(former.split(";")) if former else (),
        )


def _form(part: str) -> Form:
    kind, name, layers, since, until = part.split("|")
    return Form(name, kind, tuple(layers.split(",")) if layers else (), since or None, until or None)
