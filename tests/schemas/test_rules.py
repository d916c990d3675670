"""A rule that names what the vocabulary does not know is refused when it is loaded."""

import pytest
from pydantic import ValidationError

from schemas.rules import GroupRule, HeadRule

RULE = {
    "id": "head.member",
    "why": "đảng viên",
    "examples": ({"text": "5 đảng viên", "finds": ("đảng viên",)},),
    "phrases": ("đảng viên",),
}


def test_an_unknown_breakdown_tag_is_refused() -> None:
    head = {**RULE, "subject": "member", "unit": "person"}
    assert HeadRule.model_validate({**head, "groups": ("female",)}).groups == ("female",)
    with pytest.raises(ValidationError, match=r"head\.member: unknown breakdown tags \['blue'\]"):
        HeadRule.model_validate({**head, "groups": ("female", "blue")})
    group = {**RULE, "subjects": ("member",)}
    assert GroupRule.model_validate({**group, "group": "female"}).group == "female"
    with pytest.raises(ValidationError, match=r"head\.member: unknown breakdown tag blue"):
        GroupRule.model_validate({**group, "group": "blue"})


@pytest.mark.parametrize("change", [{"examples": ()}, {"why": ""}, {"phrases": ()}, {"id": "head"}, {"id": "Head.x"}])
def test_a_rule_without_name_reason_or_example_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        HeadRule.model_validate({**RULE, "subject": "member", "unit": "person", **change})
