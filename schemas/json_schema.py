"""The JSON Schema of the contract, as `solieu schema` prints it."""

from typing import Any

from schemas.extraction import CONTRACT, ExtractedDocument

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def build_json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of one line of `solieu extract`; numbers are JSON numbers.

    Every key is always written. A field that came later has a default and is not required here, so that exports
    of older versions validate too.
    """
    schema = ExtractedDocument.model_json_schema(by_alias=True, mode="serialization")
    for definition in schema["$defs"].values():
        fields = definition.get("properties", {})
        definition["required"] = [name for name in definition.get("required", ()) if "default" not in fields[name]]
    return {"$schema": DIALECT, "$id": f"urn:{CONTRACT.replace('/', ':')}", **schema}
