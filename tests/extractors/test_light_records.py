"""Light records behave as frozen dataclasses do, and are changed by `replace` alone."""

import dataclasses
from typing import Any

import pytest

from extractors.heads import Head
from extractors.light_records import light_model, lightened, replace
from extractors.rulebook import Rulebook
from schemas.facts import Locality

_HEAD = Head(None, "member", "none", 7)


def test_a_changed_record_is_a_new_one_with_all_other_fields() -> None:
    changed = replace(_HEAD, subject="cell", end=9)
    assert changed == Head(None, "cell", "none", 9)
    assert Head(None, "member", "none", 7) == _HEAD


def test_it_agrees_with_that_of_dataclasses() -> None:
    assert replace(_HEAD, inherited=True, start=3) == dataclasses.replace(_HEAD, inherited=True, start=3)


def test_an_unknown_field_is_an_error() -> None:
    with pytest.raises(AttributeError):
        replace(_HEAD, colour="red")  # type: ignore[call-arg]


def test_equal_records_have_one_hash() -> None:
    assert len({_HEAD, replace(_HEAD)}) == 1


def test_a_lightened_model_has_the_same_values_and_no_more(rulebook: Rulebook) -> None:
    for rule in (rulebook.heads[0], rulebook.cues[0]):
        light = lightened(rule)
        assert {name: getattr(light, name) for name in type(rule).model_fields} == dict(rule)
        assert light == lightened(rule)
        assert not hasattr(light, "model_dump")


def test_a_light_model_has_the_defaults_of_its_model_and_is_copied_as_it_is() -> None:
    place: dict[str, Any] = {"name": "xã A", "level": "commune", "code": None, "province": None}
    light = light_model(Locality)(**place)
    assert light.successors == Locality(**place).successors
    assert light.model_copy(update={"name": "xã B"}) == light_model(Locality)(**place | {"name": "xã B"})
    assert light.name == "xã A"
