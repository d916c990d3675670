"""`solieu schema`: the JSON Schema of the contract."""

import json

EXAMPLE = "Ví dụ: solieu schema > solieu-1.schema.json"


def schema() -> None:
    """In JSON Schema của kết quả trích xuất (print the JSON Schema of the contract)."""
    from schemas.json_schema import build_json_schema

    print(json.dumps(build_json_schema(), ensure_ascii=False, indent=2))
