"""The description: complete, true of what the server answers, and checked against a real one by schemathesis."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from outputs.api.application import PREFIX, build_api
from outputs.api.services import ApiServices

CONFIG = Path(__file__).parent / "schemathesis.toml"


@pytest.fixture
def description(store):
    return build_api(ApiServices(store=store)).openapi()


def _operations(description):
    for path, item in description["paths"].items():
        for method, operation in item.items():
            yield method, path, operation


def test_every_route_says_what_it_does_answers_and_fails_with(description):
    operations = list(_operations(description))
    assert len(operations) == 20
    for method, path, operation in operations:
        assert operation["description"], path
        assert operation["security"] == [{"HTTPBearer": []}, {"APIKeyCookie": []}]
        responses = operation["responses"]
        assert {"401", "403", "421", "422", "500", "503"} <= set(responses), path
        names = {one["name"] for one in operation.get("parameters", ())}
        assert ("404" in responses) == ("{" in path or "cursor" in names), path
        if method == "post":
            assert {"400", "413"} <= set(responses)
        for status, response in responses.items():
            (content,) = response["content"].values()
            if int(status) >= 400:
                assert response["content"] == {
                    "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
                }
            else:
                assert content["schema"], path


def test_every_parameter_has_its_limits(description):
    for _, path, operation in _operations(description):
        for parameter in operation.get("parameters", ()):
            schema = parameter["schema"]
            branches = [one for one in schema.get("anyOf", [schema]) if one.get("type") != "null"]
            for one in branches:
                one = one.get("items", one)
                is_bound = {"maxLength", "enum", "maximum", "const", "pattern"} & set(one) or one.get("format")
                is_bound = is_bound or one.get("type") == "boolean"
                assert is_bound, f"{path} {parameter['name']}"


def test_the_description_is_served_and_names_no_machine(client, description):
    assert client.get("/openapi.json") == json.loads(json.dumps(description))
    assert description["servers"] == [{"url": PREFIX}]
    assert set(re.findall(r'"\$ref": "(#/\w+)', json.dumps(description))) == {"#/components"}


def test_answers_are_as_described(store, client, description, extraction):
    store.save([extraction])
    fact = extraction.facts[4].fact_id
    _, line = client.post(f"/facts/{fact}/reviews", {"verdict": "corrected", "revision": 0, "changes": {"value": 3}})
    known = {"{fact_id}": fact, "{document_id}": extraction.document.document_id, "{number}": str(line["number"])}
    checked = 0
    for method, path, operation in _operations(description):
        if method != "get" or "application/json" not in operation["responses"]["200"]["content"]:
            continue
        address = path
        for name, value in known.items():
            address = address.replace(name, value)
        query = {"indicator": "cell.total", "group": "grassroots"} if path == "/comparisons" else {}
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        validator = Draft202012Validator({**schema, "components": description["components"]})
        validator.validate(client.get(address, **query))
        checked += 1
    assert checked == 14


def _schemathesis(port: int, secret: str, folder: Path, *options: str) -> None:
    command = [str(Path(sys.executable).with_name("schemathesis")), "--config-file", str(CONFIG), "run"]
    target = [f"http://127.0.0.1:{port}{PREFIX}/openapi.json", "-H", f"Authorization: Bearer {secret}", *options]
    done = subprocess.run([*command, *target], capture_output=True, text=True, cwd=folder, check=False)
    assert done.returncode == 0, done.stdout[-6_000:] + done.stderr[-2_000:]


@pytest.fixture
def described_server(store, many, open_port, make_token):
    """A server with users and some documents: its port and the secret of a token."""
    store.save(many[:10])
    return open_port(), make_token("hoa", "review")


def test_schemathesis_finds_nothing_with_few_examples(described_server, tmp_path):
    port, secret = described_server
    _schemathesis(port, secret, tmp_path, "--phases=fuzzing", "--max-examples=1", "--seed=1")


@pytest.mark.soak
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_schemathesis_finds_nothing(described_server, tmp_path, seed):
    port, secret = described_server
    _schemathesis(port, secret, tmp_path, "--max-examples=60", f"--seed={seed}")
