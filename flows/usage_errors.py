"""What the command line's library says of a wrong use -> one line in Vietnamese: which command, what, what to do.

The library is typer, and what it is built on differs from one release to the next: an error is known by the name of its
class, and what no attribute of it tells is read from its English words.
"""

import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import Any

import typer
from pydantic import ValidationError

from flows.value_problems import first_problem, only_these

UsageError: type[Exception] = typer.BadParameter.__mro__[1]
"""The base of all errors of wrong use, which typer itself does not name."""
HELP_WAS_ASKED = "NoArgsIsHelpError"
NO_COMMAND = re.compile(r"No such command '(.*?)'")
TOO_MANY = re.compile(r"Got unexpected extra arguments?\S* \((.*)\)", re.DOTALL)
NOT_ONE_OF = "is not one of"


def explain(error: Any, command: Any, words: Sequence[str]) -> str:
    """The line that says what is wrong with the `words` behind the program's name.

    Args:
        error: What the library raised.
        command: The outermost command.
        words: As they were typed.
    """
    path, group = _command_of(command, words)
    return f"{path}: {_explanation(error, group)}; xem cách dùng: {path} --help"


def _command_of(command: Any, words: Sequence[str]) -> tuple[str, Any]:
    """The innermost command that `words` name, and how it is called."""
    names = ["solieu"]
    for word in words:
        below = getattr(command, "commands", {}).get(word)
        if below is None:
            break
        command = below
        names.append(word)
    return " ".join(names), command


def _explanation(error: Any, group: Any) -> str:
    kind = next((one.__name__ for one in type(error).__mro__ if one.__name__ in _KINDS), None)
    return _KINDS[kind](error, group) if kind else _of_words(error, group)


def _unknown_option(error: Any, group: Any) -> str:
    names = [name for param in group.params for name in (*param.opts, *param.secondary_opts) if name.startswith("-")]
    return f"không có tùy chọn {error.option_name}{_perhaps(error.option_name, [*names, '--help'])}"


def _missing(error: Any, group: Any) -> str:
    return f"thiếu {_name_of(error)}"


def _wrong_option(error: Any, group: Any) -> str:
    if "does not take a value" in error.message:
        return f"tùy chọn {error.option_name} không nhận giá trị"
    return f"tùy chọn {error.option_name} cần một giá trị"


def _wrong_value(error: Any, group: Any) -> str:
    cause = error.__cause__
    words, stated = error.message, ""
    if isinstance(cause, ValidationError):
        _, words = first_problem(cause)
        stated = f" {cause.errors()[0]['input']}"
    if NOT_ONE_OF in words:
        words = only_these(words.partition(NOT_ONE_OF)[2])
    name = _name_of(error)
    return f"{name}{stated}: {words}" if name else words


def _of_words(error: Any, group: Any) -> str:
    if found := NO_COMMAND.search(error.message):
        return f"không có lệnh {found[1]}{_perhaps(found[1], list(getattr(group, 'commands', ())))}"
    if found := TOO_MANY.search(error.message):
        return f"thừa {found[1]}"
    return f"dùng sai ({' '.join(str(error.format_message()).split())})"


_KINDS: dict[str, Callable[[Any, Any], str]] = {
    "NoSuchOption": _unknown_option,
    "MissingParameter": _missing,
    "BadOptionUsage": _wrong_option,
    "BadParameter": _wrong_value,
}
"""By the class of the error; of one below another, the one that stands first among its bases."""


def _name_of(error: Any) -> str:
    """The option or argument as its help names it; empty for an error of ours about several."""
    if error.param is None:
        return str(error.param_hint or "")
    if error.param.param_type_name == "option":
        return str(error.param.opts[0])
    return str(error.param.metavar or error.param.name).strip("[]{}.")


def _perhaps(word: str, known: list[str]) -> str:
    near = get_close_matches(word, known, n=1)
    return f" (có phải {near[0]}?)" if near else ""
