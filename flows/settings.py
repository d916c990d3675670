"""Options, environment and a TOML file -> the settings of a run: one frozen record; lower floors get values from it."""

import os
import re
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AliasChoices, BeforeValidator, Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from corpus.fetching.limits import Limits
from corpus.isolation.limits import ReadingLimits
from flows.addresses import is_remote, plain_path, printable_address, without_file_url, work_folder
from flows.settings_file import read_settings_file
from flows.value_problems import NO_LIST, first_problem
from outputs.store_address import store_address
from schemas.errors import ConfigError

FILE_ENDINGS = frozenset({".csv", ".html", ".json", ".jsonl", ".parquet", ".sqlite", ".tsv", ".txt", ".xls", ".xlsx"})
SCHEDULER = re.compile(r"[a-z]+://[^/\s]+:\d+/?")


def _path_or_address(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    address = without_file_url(value)
    return address if is_remote(address) else Path(address)


def _path(value: Any) -> Any:
    try:
        return plain_path(value) if isinstance(value, str) else value
    except ConfigError as error:
        raise ValueError(str(error)) from error


class Settings(BaseSettings):
    """What options, `SOLIEU_` variables and the settings file say, in this order; each field says what it is."""

    model_config = SettingsConfigDict(
        env_prefix="SOLIEU_",
        # A line of an environment file whose value was taken out says nothing: `SOLIEU_OUT=` is no folder.
        env_ignore_empty=True,
        frozen=True,
        extra="ignore",
        validate_by_name=True,
        validate_by_alias=True,
    )

    out: Annotated[Path | str, BeforeValidator(_path_or_address)] = Field(
        default=Path("data"),
        description="thư mục của kho, các tệp xuất, báo cáo và kho lưu trang; hoặc địa chỉ từ xa (s3://…) nhận kết quả",
    )
    # The second is the name of older releases.
    database: str | None = Field(
        default=None,
        validation_alias=AliasChoices("SOLIEU_DATABASE_URL", "SOLIEU_DATABASE"),
        description="địa chỉ kho SQLAlchemy; bỏ trống: một tệp SQLite trong `out`",
    )
    keep_extractions: int = Field(
        default=5, ge=0, le=1_000, description="số bản trích của mỗi bài được giữ, mỗi phiên bản một bản; 0: giữ hết"
    )
    task_runner: Literal["auto", "local", "processes", "dask"] = Field(
        default="auto",
        description="nơi chạy các lô: local một tiến trình, processes nhiều tiến trình, dask một cụm; auto tự chọn",
    )
    workers: int = Field(default=0, ge=0, le=1_024, description="số tiến trình đọc và trích; 0: mỗi lõi một tiến trình")
    dask_address: str | None = Field(
        default=None, description="địa chỉ bộ điều phối Dask (tcp://máy:8786); bỏ trống: tự mở cụm trên máy này"
    )
    batch_size: int = Field(default=100, ge=1, le=10_000, description="số bài trong một lô, cũng là một lần ghi kho")
    sources: Annotated[Path | None, BeforeValidator(_path)] = Field(
        default=None, description="thư mục tệp nguồn báo riêng, thêm vào danh mục sẵn có"
    )
    contact: str | None = Field(default=None, description="địa chỉ liên hệ báo cho mỗi máy chủ được hỏi")
    allow_private: tuple[str, ...] = Field(
        default=(), description='mạng hay máy nội bộ được phép hỏi, ví dụ ["10.0.0.0/8"]'
    )
    archive_rotate_mb: int = Field(default=1_000, ge=1, le=100_000, description="dung lượng (MB) để sang tệp WARC mới")
    sources_at_once: int = Field(default=16, ge=1, le=200, description="số nguồn báo được thu thập cùng lúc")
    read_seconds: float = Field(default=120, gt=0, le=86_400, description="thời gian tối đa (giây) để đọc một tệp")
    read_memory_mb: int = Field(default=1_000, ge=50, le=1_000_000, description="bộ nhớ tối đa (MB) để đọc một tệp")
    read_workers: int = Field(
        default=2, ge=1, le=256, description="số tiến trình đọc tệp cùng lúc trong mỗi tiến trình"
    )
    log_format: Literal["text", "json"] = Field(
        default="text", description="nhật ký: text cho người đọc, json mỗi sự kiện một dòng"
    )

    @field_validator("*", mode="before")
    @classmethod
    def _says_something(cls, value: Any) -> Any:
        """No setting is a yes or no, which would count as 1 or 0; and a text that is empty is no name of anything."""
        if isinstance(value, bool):
            raise ValueError("không nhận true hay false; hãy ghi giá trị")
        if isinstance(value, str) and not value.strip():
            raise ValueError("đang để trống; hãy ghi giá trị, hoặc bỏ hẳn thiết lập này")
        return value

    @field_validator("contact", "allow_private")
    @classmethod
    def _fits_fetching(cls, value: Any, info: ValidationInfo) -> Any:
        """Told when settings are loaded, not in the middle of a crawl."""
        if value is not None:
            try:
                Limits.model_validate({info.field_name: value})
            except ValidationError as error:
                raise ValueError(first_problem(error)[1]) from error
        return value

    @field_validator("out")
    @classmethod
    def _is_a_folder(cls, value: Path | str) -> Path | str:
        if isinstance(value, Path) and value.suffix.lower() in FILE_ENDINGS and not value.is_dir():
            raise ValueError(f"{value}: là tên của một tệp, mà ở đây cần một thư mục; hãy ghi tên thư mục")
        if isinstance(value, Path) and (shown := os.fsencode(value).decode("utf-8", "replace")) != str(value):
            raise ValueError(f"{shown}: tên không phải UTF-8; hãy đặt tên khác cho thư mục")
        return value

    @field_validator("dask_address")
    @classmethod
    def _is_a_scheduler(cls, value: str | None) -> str | None:
        if value is not None and not SCHEDULER.fullmatch(value):
            raise ValueError(f"{printable_address(value)}: phải là giao thức, máy và cổng, ví dụ tcp://may-chu:8786")
        return value

    def has_store(self) -> bool:
        """Whether the store may be there: always for a database of one's own, else only once its file was made."""
        return self.database is not None or (self.folder / "solieu.sqlite").exists()

    @property
    def folder(self) -> Path:
        """Folder on this machine: `out`, or where `out` is an address, the one whose results are sent there."""
        return self.out if isinstance(self.out, Path) else work_folder(self.out)

    @property
    def archive_root(self) -> Path:
        """Folder of the archive, one folder a source in it.

        Raises:
            ConfigError: `out` is a remote address: an archive grows page by page, which only a folder can hold.
        """
        if isinstance(self.out, str):
            raise ConfigError(
                f"{printable_address(self.out)}: kho lưu trang phải nằm trong một thư mục của máy; hãy đặt SOLIEU_OUT "
                "hay --out là thư mục, rồi gửi kết quả đi bằng: solieu export --out ĐỊA_CHỈ"
            )
        return self.out / "archive"

    def fetch_limits(self) -> Limits:
        """What fetching may cost and reach."""
        stated: dict[str, Any] = {"allow_private": self.allow_private, "version": version("solieu")}
        if self.contact is not None:
            stated["contact"] = self.contact
        return Limits.model_validate(stated)

    def reading_limits(self) -> ReadingLimits:
        """What reading one document may cost."""
        return ReadingLimits(seconds=self.read_seconds, memory_mb=self.read_memory_mb, workers=self.read_workers)

    def database_url(self) -> str:
        """URL of the store.

        Raises:
            ConfigError: None is stated and `out` is a remote address, where no SQLite file can be.
        """
        if self.database is None and isinstance(self.out, str):
            raise ConfigError(
                f"{printable_address(self.out)}: kho SQLite không nằm được ở địa chỉ từ xa; hãy đặt "
                "SOLIEU_DATABASE_URL hay --database là một kho PostgreSQL hoặc một tệp SQLite của máy"
            )
        return self.database or store_address(self.folder / "solieu.sqlite")


def load_settings(**options: Any) -> Settings:
    """The settings: `options` of the command line that are not None, then the environment, then the settings file.

    Raises:
        ConfigError: An option, a variable or a line of the file holds a value that it may not have, or the file cannot
            be read.
    """
    # First, so that a wrong variable is told as such: a record of settings is never built without the environment.
    environment = stated_in_environment()
    given = {name: value for name, value in options.items() if value is not None}
    try:
        return Settings.model_validate({**stated_in_file(), **environment, **given})
    except ValidationError as error:  # All else was looked at already.
        field, message = first_problem(error)
        raise ConfigError(f"--{field}: {message}") from error


def stated_in_environment() -> dict[str, Any]:
    """The fields that `SOLIEU_` variables set.

    Raises:
        ConfigError: A variable holds a value that it may not have.
    """
    try:
        settings = Settings()
    except ValidationError as error:
        field, message = first_problem(error)
        raise ConfigError(f"SOLIEU_{field.upper()}: {message}") from error
    except SettingsError as error:  # Raised for the one field that is a list; the error does not name it.
        raise ConfigError(f"SOLIEU_ALLOW_PRIVATE: {NO_LIST}") from error
    return {name: getattr(settings, name) for name in settings.model_fields_set}


def stated_in_file() -> dict[str, Any]:
    """The fields that the settings file sets; empty where there is none.

    Raises:
        ConfigError: It cannot be read, has a field that is none, or a value that the field may not have.
    """
    path, values = read_settings_file(tuple(Settings.model_fields))
    try:
        return {name: getattr(Settings.model_validate(values), name) for name in values}
    except ValidationError as error:
        field, message = first_problem(error)
        raise ConfigError(f"{path}: {field}: {message}") from error
