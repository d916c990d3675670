"""What a program is told when its request fails: one JSON object as RFC 9457 ("problem+json") has it."""

from http import HTTPStatus

from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

MEDIA_TYPE = "application/problem+json"


class Mistake(BaseModel):
    """One part of a request that is not what it should be."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    where: str = Field(description="The part: query.limit, body.value", examples=["query.limit"])
    message: str = Field(description="What is wrong with it")


class Problem(BaseModel):
    """Why a request failed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: str = Field(default="about:blank", description="Always about:blank: the status says what kind it is")
    title: str = Field(description="The status in words", examples=["Not Found"])
    status: int = Field(description="The status of the answer", examples=[404])
    detail: str = Field(description="One sentence: what is wrong, and what to do")
    errors: tuple[Mistake, ...] = Field(default=(), description="The parts of the request that are wrong")


def problem_response(
    status: int, detail: str, *, errors: tuple[Mistake, ...] = (), headers: dict[str, str] | None = None
) -> Response:
    """The answer that says so."""
    problem = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, errors=errors)
    return Response(problem.model_dump_json(), status, headers=headers, media_type=MEDIA_TYPE)
