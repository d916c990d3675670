"""What Prefect is told of a run over many articles stays small, as its server asks."""

import json
import os
import subprocess
import sys

PARAMETERS = """
import json
import sys
from pathlib import Path
from flows.prefect_api import prefect_api
from flows.sealed import Sealed
from flows.work_items import FileItem
with prefect_api(Path(sys.argv[1])):
    from flows.main_flow import main_flow
    batches = [[FileItem(address=f"/kho/{number}.html") for number in range(20_000)]]
    written = main_flow.serialize_parameters({"batches": Sealed(batches), "bench": None, "out": Path("out")})
    print(json.dumps({"batches": len(written["batches"]), "all": len(json.dumps(written))}))
"""


def test_the_articles_of_a_run_are_no_parameters(tmp_path) -> None:
    command = [sys.executable, "-c", PARAMETERS, str(tmp_path)]
    # Writing parameters down asks no server: none is started where one is named.
    named = os.environ | {"PREFECT_API_URL": "http://127.0.0.1:9/api"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=named)
    assert json.loads(done.stdout)["all"] < 1_000
