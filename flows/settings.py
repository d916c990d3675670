"""Environment -> the settings of a run: one frozen record, read once; lower floors get values as arguments."""

from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from schemas.errors import ConfigError


class Settings(BaseSettings):
    """What `SOLIEU_` variables set; options of the command line come first.

    Attributes:
        out: Folder of the store, the exports and the report.
        database: SQLAlchemy URL of the store; None for one SQLite file in `out`.
        batch_size: Documents in one task, and in one transaction of the store.
        sources: Folder of further source files; None for the catalogue alone.
    """

    model_config = SettingsConfigDict(env_prefix="SOLIEU_", frozen=True, extra="ignore")

    out: Path = Path("data")
    database: str | None = None
    batch_size: int = Field(default=100, ge=1, le=10_000)
    sources: Path | None = None

    def database_url(self) -> str:
        """URL of the store."""
        return self.database or f"sqlite:///{(self.out / 'solieu.sqlite').absolute()}"


def load_settings(*, out: Path | None = None, database: str | None = None) -> Settings:
    """The settings of the environment, with those options of the command line that are not None.

    Raises:
        ConfigError: A variable holds a value that it may not have.
    """
    stated = {name: value for name, value in (("out", out), ("database", database)) if value is not None}
    try:
        return Settings.model_validate({**Settings().model_dump(), **stated})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = "SOLIEU_" + "_".join(str(part) for part in first["loc"]).upper()
        raise ConfigError(f"{name}: {first['msg']}") from error
