"""`NAME.ann.json` beside `NAME.txt` -> the labels of one document as records.

Source:
    The project's annotation guide; a fact may carry other accepted values (`alt`, `also`, `group_optional`), and one
    that is `ambiguous` is not scored.
"""

import unicodedata
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from schemas.errors import ConfigError
from schemas.vocabulary import LedgerLabel

SUFFIX = ".ann.json"


class _Label(BaseModel):
    """A record read from a label file, where a person may have left remarks of their own."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Alternatives(_Label):
    """Other accepted values of a fact's fields; only those in `model_fields_set` are stated."""

    indicator: str | None = None
    system: str | None = None
    measure: str | None = None
    status: str | None = None
    qualifier: str | None = None
    group: tuple[str, ...] | None = None
    locality: str | None = None
    period_start: str | None = None
    period_end: str | None = None


class GoldMention(_Label):
    """One numeral and what a person says it is; the fields of a fact are None for every other label."""

    start: int
    end: int
    text: str
    label: LedgerLabel
    value: Decimal | None = None
    value_max: Decimal | None = None
    denominator: Decimal | None = None
    qualifier: str | None = None
    measure: str | None = None
    status: str | None = None
    indicator: str | None = None
    system: str | None = None
    group: tuple[str, ...] = ()
    locality: str | None = None
    period_start: str | None = None
    period_end: str | None = None
    alt: Alternatives = Alternatives()
    also: tuple[str, ...] = ()
    group_optional: tuple[str, ...] = ()
    ambiguous: bool = False
    note: str | None = None

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        """A fact states what it is scored by."""
        needed = ("value", "indicator") if self.indicator == "other" else ("value", "indicator", "measure", "status")
        lacking = [name for name in needed if getattr(self, name) is None] if self.label == "fact" else []
        if lacking:
            raise ValueError(f"số liệu thiếu {', '.join(lacking)}")
        return self


class _LabelFile(_Label):
    published: str | None = None
    mentions: tuple[GoldMention, ...]


class GoldDocument(BaseModel):
    """One labelled document; `text` is NFC, offsets count its code points. `path` is that of the text.

    `name` is that of the file; where several folders hold one of that name, the folder stands before it ("a/NAME").
    """

    model_config = ConfigDict(frozen=True)

    name: str
    path: Path
    text: str
    published: str | None
    mentions: tuple[GoldMention, ...]

    @property
    def facts(self) -> tuple[GoldMention, ...]:
        """The mentions that state a figure, in the order of the file."""
        return tuple(mention for mention in self.mentions if mention.label == "fact")


def load_gold(folder: Path) -> tuple[GoldDocument, ...]:
    """All labelled documents under `folder`, in the order of their paths.

    Raises:
        ConfigError: No labels there, a label file that is broken, or one without its text.
    """
    paths = sorted(folder.rglob(f"*{SUFFIX}"))
    if not paths:
        raise ConfigError(f"{folder}: không có nhãn nào (NAME{SUFFIX}); hãy chỉ đúng thư mục")
    times = Counter(path.name for path in paths)
    return tuple(
        load_gold_document(path, path.relative_to(folder).as_posix() if times[path.name] > 1 else None)
        for path in paths
    )


def load_gold_document(path: Path, name: str | None = None) -> GoldDocument:
    """The labels at `path` with the text that stands beside them.

    Args:
        path: The label file.
        name: Another name of it than its own, when that is taken: "a/NAME.ann.json".

    Raises:
        ConfigError: The label file is broken, its text is missing, or a label does not stand where it says.
    """
    text_path = path.with_name(f"{path.name.removesuffix(SUFFIX)}.txt")
    try:
        labels = _LabelFile.model_validate_json(path.read_bytes())
        text = unicodedata.normalize("NFC", text_path.read_text(encoding="utf-8-sig"))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "JSON"
        raise ConfigError(f"{path}: nhãn sai ở {where} ({first['msg']})") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{text_path}: không đọc được bài của nhãn ({error})") from error
    _check_places(path, text, labels.mentions)
    return GoldDocument(
        name=(name or path.name).removesuffix(SUFFIX),
        path=text_path,
        text=text,
        published=labels.published,
        mentions=labels.mentions,
    )


def _check_places(path: Path, text: str, mentions: tuple[GoldMention, ...]) -> None:
    """Raise `ConfigError` for the first label whose text is not what stands at its offsets."""
    for number, mention in enumerate(mentions):
        found = text[mention.start : mention.end] if mention.start >= 0 else ""
        if not found or found != unicodedata.normalize("NFC", mention.text):
            raise ConfigError(
                f"{path}: nhãn sai ở mentions.{number}: vị trí {mention.start}–{mention.end} của bài "
                f"là “{found[:40]}”, không phải “{mention.text[:40]}”"
            )
