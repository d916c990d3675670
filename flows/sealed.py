"""A value that Prefect carries without looking into it."""

from typing import Generic, TypeVar

T = TypeVar("T")


class Sealed(Generic[T]):
    """`content`, handed to a flow or task as it is.

    Prefect walks through lists and records to find results of other tasks in them, and writes a flow's parameters down
    as JSON, which its server refuses beyond half a megabyte: some ten thousand paths. A slot it does not see.
    """

    __slots__ = ("content",)

    def __init__(self, content: T) -> None:
        self.content = content
