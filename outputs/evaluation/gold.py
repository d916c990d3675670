"""`NAME.ann.json` beside `NAME.txt` -> the labels of one document as records.

Source:
    The project's annotation guide; a fact may carry other accepted values (`alt`, `also`, `group_optional`), and one
    that is `ambiguous` is not scored.
"""

import unicodedata
from decimal import Decimal
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

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


class _LabelFile(_Label):
    published: str | None = None
    mentions: tuple[GoldMention, ...]


class GoldDocument(BaseModel):
    """One labelled document; `text` is NFC, offsets count its code points. `path` is that of the text."""

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
    return tuple(load_gold_document(path) for path in paths)


def load_gold_document(path: Path) -> GoldDocument:
    """The labels at `path` with the text that stands beside them.

    Raises:
        ConfigError: The label file is broken, or its text is missing.
    """
    name = path.name.removesuffix(SUFFIX)
    text_path = path.with_name(f"{name}.txt")
    try:
        labels = _LabelFile.model_validate_json(path.read_bytes())
        text = unicodedata.normalize("NFC", text_path.read_text(encoding="utf-8-sig"))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "JSON"
        raise ConfigError(f"{path}: nhãn sai ở {where} ({first['msg']})") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{text_path}: không đọc được bài của nhãn ({error})") from error
    return GoldDocument(name=name, path=text_path, text=text, published=labels.published, mentions=labels.mentions)
