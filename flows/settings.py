"""Environment -> the settings of a run: one frozen record, read once; lower floors get values as arguments."""

from importlib.metadata import version
from pathlib import Path
from typing import Any

from pydantic import AliasChoices, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.fetching.limits import Limits
from corpus.isolation.limits import ReadingLimits
from schemas.errors import ConfigError


class Settings(BaseSettings):
    """What `SOLIEU_` variables set; options of the command line come first.

    Attributes:
        out: Folder of the store, the exports and the report.
        database: SQLAlchemy URL of the store; None for one SQLite file in `out`.
        keep_extractions: How many extractions of a document, by different extractor versions, the store keeps; 0 all.
        batch_size: Documents in one task, and in one transaction of the store.
        sources: Folder of further source files; None for the catalogue alone.
        contact: Address or mail that every host is told in the user agent; None for a text of the program.
        allow_private: Networks and hosts that may be private, as JSON (["10.0.0.0/8"]); none is the rule.
        archive_rotate_mb: Megabytes at which a WARC file is closed and a new one begun.
        sources_at_once: Sources that are crawled side by side.
        read_seconds: Time for reading one document in a process of its own.
        read_memory_mb: Memory for it.
        read_workers: Such processes side by side.
    """

    model_config = SettingsConfigDict(
        env_prefix="SOLIEU_", frozen=True, extra="ignore", validate_by_name=True, validate_by_alias=True
    )

    out: Path = Path("data")
    # The second is the name of older releases.
    database: str | None = Field(default=None, validation_alias=AliasChoices("SOLIEU_DATABASE_URL", "SOLIEU_DATABASE"))
    keep_extractions: int = Field(default=5, ge=0, le=1_000)
    batch_size: int = Field(default=100, ge=1, le=10_000)
    sources: Path | None = None
    contact: str | None = None
    allow_private: tuple[str, ...] = ()
    archive_rotate_mb: int = Field(default=1_000, ge=1, le=100_000)
    sources_at_once: int = Field(default=16, ge=1, le=200)
    read_seconds: float = Field(default=120, gt=0, le=86_400)
    read_memory_mb: int = Field(default=1_000, ge=50, le=1_000_000)
    read_workers: int = Field(default=2, ge=1, le=256)

    def has_store(self) -> bool:
        """Whether the store may be there: always for a database of one's own, else only once its file was made."""
        return self.database is not None or (self.out / "solieu.sqlite").exists()

    @property
    def archive_root(self) -> Path:
        """Folder of the archive, one folder a source in it."""
        return self.out / "archive"

    def fetch_limits(self) -> Limits:
        """What fetching may cost and reach.

        Raises:
            ConfigError: The contact does not fit a header, or a network is none.
        """
        stated: dict[str, Any] = {"allow_private": self.allow_private, "version": version("solieu")}
        if self.contact is not None:
            stated["contact"] = self.contact
        try:
            return Limits.model_validate(stated)
        except ValidationError as error:
            raise _config_error(error) from error

    def reading_limits(self) -> ReadingLimits:
        """What reading one document may cost."""
        return ReadingLimits(seconds=self.read_seconds, memory_mb=self.read_memory_mb, workers=self.read_workers)

    def database_url(self) -> str:
        """URL of the store."""
        return self.database or f"sqlite:///{(self.out / 'solieu.sqlite').absolute()}"


def load_settings(*, out: Path | None = None, database: str | None = None, sources: Path | None = None) -> Settings:
    """The settings of the environment, with those options of the command line that are not None.

    Raises:
        ConfigError: A variable holds a value that it may not have.
    """
    stated = {
        name: value for name, value in (("out", out), ("database", database), ("sources", sources)) if value is not None
    }
    try:
        return Settings.model_validate({**Settings().model_dump(), **stated})
    except ValidationError as error:
        raise _config_error(error) from error


def _config_error(error: ValidationError) -> ConfigError:
    first = error.errors(include_url=False, include_input=False)[0]
    name = "SOLIEU_" + "_".join(str(part) for part in first["loc"] if isinstance(part, str)).upper()
    return ConfigError(f"{name}: {first['msg']}")
