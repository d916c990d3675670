"""What pydantic says of a setting or an option that is not as it must be -> the same in Vietnamese."""

import re
from typing import Any

from pydantic import ValidationError

NO_LIST = 'phải là một danh sách JSON, ví dụ ["10.0.0.0/8", "kho.lan"]'
QUOTED = re.compile(r"'([^']*)'")
WORDS = {
    "int_parsing": "phải là một số nguyên",
    "int_type": "phải là một số nguyên",
    "int_from_float": "phải là một số nguyên",
    "float_parsing": "phải là một số",
    "float_type": "phải là một số",
    "bool_parsing": "phải là true hoặc false",
    "string_type": "phải là chữ trong dấu nháy",
    "path_type": "phải là một đường dẫn",
    "tuple_type": NO_LIST,
    "greater_than": "phải lớn hơn {gt}",
    "greater_than_equal": "nhỏ nhất là {ge}",
    "less_than": "phải nhỏ hơn {lt}",
    "less_than_equal": "lớn nhất là {le}",
}
"""By pydantic's name of the problem; what stands in braces is from the field."""


def first_problem(error: ValidationError) -> tuple[str, str]:
    """The first field that is wrong, and what is wrong with it."""
    first = error.errors(include_url=False)[0]
    # What follows the field is pydantic's own way through its type.
    name = str(first["loc"][0]) if first["loc"] else ""
    return name.removeprefix("SOLIEU_").lower(), _words_of(first)


def only_these(expected: str) -> str:
    """The values of a closed list, of which a library's English names each in quotes."""
    return f"chỉ có {', '.join(QUOTED.findall(expected))}"


def _words_of(problem: Any) -> str:
    kind, context = problem["type"], problem.get("ctx", {})
    if kind == "value_error":
        return str(context["error"])
    if kind in ("literal_error", "enum"):
        return only_these(context["expected"])
    known = WORDS.get(kind)
    return known.format(**context) if known else str(problem["msg"])
