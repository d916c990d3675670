"""`solieu schema`: the JSON Schema of the contract, and objects that it accepts."""

import json
from typing import Annotated

import typer

EXAMPLE = "Ví dụ: solieu schema > solieu-1.schema.json; solieu schema --examples"


def schema(
    examples: Annotated[
        bool, typer.Option("--examples", help="In các ví dụ mẫu, mỗi dòng một bài, thay cho JSON Schema.")
    ] = False,
) -> None:
    """In JSON Schema của kết quả trích xuất (print the JSON Schema of the contract)."""
    if examples:
        from schemas.examples import build_examples

        for example in build_examples():
            print(example.model_dump_json())
        return
    from schemas.json_schema import build_json_schema

    print(json.dumps(build_json_schema(), ensure_ascii=False, indent=2))
