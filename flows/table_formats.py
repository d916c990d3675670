"""`--format` and the name of `--out` -> the format of what is written: a file's name never promises another one."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from schemas.errors import ConfigError

_Format = TypeVar("_Format", bound=str)
ANY_TEXT = ".txt"
"""Under this ending each format may stand, save a workbook, which is no text."""
WORKBOOK = "xlsx"


def choose_format(
    stated: str | None, out: Path | None, *, formats: Sequence[_Format], endings: Mapping[str, _Format]
) -> _Format:
    """The format asked for, else the one that the name of the file tells, else the first.

    Args:
        stated: What `--format` says.
        out: What `--out` says; a name without an ending may hold each format.
        formats: All there are.
        endings: Which format a file with an ending (".csv") holds.

    Raises:
        ConfigError: There is no such format, no format has such an ending, or the two are at odds.
    """
    ending = _ending_of(out) if out else ""
    if stated is None:
        _check_ending(out, ending, allowed=endings)
        return endings[ending] if ending else formats[0]
    chosen = next((one for one in formats if one == stated), None)
    if chosen is None:
        raise ConfigError(f"--format {stated}: chỉ có {', '.join(formats)}")
    own = [one for one, format_ in endings.items() if format_ == chosen]
    if chosen != WORKBOOK and ANY_TEXT not in own:
        own.append(ANY_TEXT)
    _check_ending(out, ending, allowed=own, about=f"--format {chosen} thì ")
    return chosen


def check_ending(option: str, out: Path | None, ending: str) -> None:
    """Hold that the file an option writes, if it is given, ends as what it will hold does; a name may lack an ending.

    Raises:
        ConfigError: It ends otherwise.
    """
    if out and _ending_of(out) not in {"", ending}:
        raise ConfigError(f"{option} {out}: tên tệp phải kết thúc bằng {ending}; hãy đổi tên tệp")


def _ending_of(out: Path) -> str:
    """The ending of a name in small letters, the whole name of ".csv"; empty where there is none."""
    _, dot, last = out.name.rpartition(".")
    return f"{dot}{last}".lower() if dot else ""


def _check_ending(out: Path | None, ending: str, *, allowed: Collection[str], about: str = "") -> None:
    if ending and ending not in allowed:
        raise ConfigError(f"--out {out}: {about}tên tệp phải kết thúc bằng {', '.join(allowed)}; hãy đổi tên tệp")
