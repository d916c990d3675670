"""The JSON Schema of the contract and the words for its fields -> docs/contract.md."""

import json
from collections.abc import Iterator
from typing import Any

from outputs.exports.fields import FieldWords, load_fields
from schemas.json_schema import build_json_schema

_HEAD = """# The JSON contract, field by field

Made by `python -m flows.listings` from the schema and `outputs/exports/fields.yml`; do not edit it by hand.

`solieu extract` prints one object a document, `documents.jsonl` holds one a line. The schema is
[schemas/solieu-1.schema.json](../schemas/solieu-1.schema.json) (`solieu schema` prints it, `solieu schema --examples`
prints objects that it accepts). Every key is always written; what does not apply is null. Fields that came later are
not required by the schema, so that older exports validate. Numbers are JSON numbers of at
most 15 significant digits, exact as printed. Offsets count code points of the document's text, half-open.
`facts.jsonl` holds the members of `facts`, one a line, each with the document's head under `document`.

A new optional field or a new value of a closed list may come at any time; a field that goes, or changes its meaning,
raises the number in `schema`. Exports of older versions still validate: `tests/outputs/contract/` keeps one of each.
"""
_TYPES = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false"}
_FEW = 14
"""Longer closed lists stand below the table."""


def _resolve(node: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in node:
        found: dict[str, Any] = schema["$defs"][node["$ref"].rpartition("/")[2]]
        return found
    return node


def _kinds(node: dict[str, Any], schema: dict[str, Any]) -> list[dict[str, Any]]:
    """The alternatives of a node, references resolved; null as {"type": "null"}."""
    return [_resolve(one, schema) for one in node.get("anyOf", [node])]


def walk(schema: dict[str, Any], node: dict[str, Any] | None = None, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every field with its path ("facts.period.start") and its schema, outer ones first, in the schema's order."""
    for name, field in (node or schema)["properties"].items():
        own = f"{path}.{name}" if path else name
        yield own, field
        for kind in _kinds(field, schema):
            inner = _resolve(kind.get("items", kind), schema)
            if "properties" in inner:
                yield from walk(schema, inner, own)


def _type_words(field: dict[str, Any], schema: dict[str, Any]) -> str:
    words = []
    for kind in _kinds(field, schema):
        if kind.get("type") == "array":
            inner = _resolve(kind["items"], schema)
            words.append("list of objects" if "properties" in inner else "list of text")
        elif "properties" in kind:
            words.append("object")
        elif kind.get("type") != "null":
            words.append("one of a list" if "enum" in kind else _TYPES.get(kind.get("type", "string"), "text"))
    can_be_null = any(kind.get("type") == "null" for kind in _kinds(field, schema))
    return " or ".join(dict.fromkeys([*words, *(["null"] if can_be_null else [])]))


def _values(field: dict[str, Any], schema: dict[str, Any]) -> list[str]:
    """The closed list of a field; empty where it has none."""
    found = [str(one["const"]) for one in _kinds(field, schema) if "const" in one]
    return found + [value for one in _kinds(field, schema) for value in one.get("enum", ())]


def _row(path: str, field: dict[str, Any], words: FieldWords, schema: dict[str, Any]) -> str:
    values = _values(field, schema)
    listed = " ".join(f"`{value}`" for value in values) if len(values) <= _FEW else f"{len(values)} values, below"
    bounds = [f"{name} {field[key]}" for key, name in (("minimum", "from"), ("maximum", "to")) if key in field]
    limits = ", ".join([*([words.unit] if words.unit else []), *bounds])
    example = f"`{words.example}`" if words.example else ""
    cells = (f"`{path}`", _type_words(field, schema), limits, listed, f"{words.en} {words.vi}", example)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def render_contract_page() -> str:
    """The page: a table of all fields, then the long closed lists."""
    schema, words = build_json_schema(), load_fields()
    fields = list(walk(schema))
    rows = [_row(path, field, words[path], schema) for path, field in fields]
    long = {path: values for path, field in fields if len(values := _values(field, schema)) > _FEW}
    lists = [f"## `{path}`\n\n{', '.join(f'`{value}`' for value in values)}\n" for path, values in long.items()]
    table = [
        "| field | type | unit, limits | closed list | what it says | example |",
        "|---|---|---|---|---|---|",
        *rows,
    ]
    return "\n".join([_HEAD, *table, "", *lists]).rstrip() + "\n"


def render_schema_file() -> str:
    """The text of schemas/solieu-1.schema.json."""
    return json.dumps(build_json_schema(), ensure_ascii=False, indent=2) + "\n"
