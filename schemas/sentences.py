"""One sentence of a document, with the place it holds there."""

from typing import Literal, NamedTuple

Role = Literal["title", "row", "body"]


class Sentence(NamedTuple):
    """One sentence: `text == document.text[start:end]`, no blank space at either end, never across a newline.

    `paragraph` counts the document's non-empty lines from 0; `role` is "title" for the headline, "row" for a
    table row (cells set apart by " | "), else "body".
    """

    start: int
    end: int
    text: str
    paragraph: int
    role: Role = "body"
