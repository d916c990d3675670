"""An installation -> what works, what does not, and for which feature it is needed; nothing is changed or stored."""

import importlib.metadata
import importlib.util
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from flows.addresses import printable_address
from flows.remote_results import RemoteFolder
from flows.settings import Settings
from schemas.errors import ConfigError, OutputError, PipelineError
from schemas.record import Record

Outcome = Literal["ok", "missing", "broken"]
PINNED = {"underthesea": "9.5.0"}
"""Whose model our own evaluation follows feature by feature."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
MEGABYTE = 1_000_000
LITTLE_SPACE_MB = 500
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")


class Finding(Record):
    """One thing that was looked at: `is_needed` for everything, or only for what `needed_for` names."""

    name: str
    outcome: Outcome
    is_needed: bool
    needed_for: str
    detail: str


@dataclass(frozen=True, slots=True)
class _Check:
    name: str
    needed_for: str
    look: Callable[[Settings], str]
    """What was found, or `_NotThereError`, or any error of ours where it is there and broken."""
    is_needed: bool = False


class _NotThereError(Exception):
    """What to do to have it."""


def examine(settings: Settings) -> Iterator[Finding]:
    """What each feature needs, in the order in which a person would mend it."""
    for check in CHECKS:
        outcome: Outcome = "ok"
        try:
            detail = check.look(settings)
        except _NotThereError as error:
            outcome, detail = "missing", str(error)
        except (PipelineError, OSError) as error:
            outcome, detail = "broken", " ".join(str(error).split())
        yield Finding(
            name=check.name, outcome=outcome, is_needed=check.is_needed, needed_for=check.needed_for, detail=detail
        )


def _python(settings: Settings) -> str:
    version = ".".join(map(str, sys.version_info[:3]))
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        raise ConfigError(f"{version}; hãy dùng Python 3.11, 3.12 hoặc 3.13")
    return version


def _models(settings: Settings) -> str:
    for package, pinned in PINNED.items():
        if (found := importlib.metadata.version(package)) != pinned:
            raise ConfigError(f"{package} {found}, cần {pinned}; hãy cài lại: pip install {package}=={pinned}")
    from extractors.extraction import load_extractor

    return f"bộ trích {load_extractor().version}"


def _sources(settings: Settings) -> str:
    from flows.crawl_sources import load_all_sources

    return f"{len(load_all_sources(settings))} nguồn báo"


def _folder(settings: Settings) -> str:
    if isinstance(settings.out, str):
        RemoteFolder(settings.out).head("run.json", 1)
    folder = settings.folder.absolute()
    while not folder.exists():
        folder = folder.parent
    if not os.access(folder, os.W_OK):
        raise OutputError(f"không ghi được vào {folder}; hãy đổi quyền hoặc đặt SOLIEU_OUT")
    free = shutil.disk_usage(folder).free // MEGABYTE
    if free < LITTLE_SPACE_MB:
        raise OutputError(f"{folder} chỉ còn {free} MB; hãy dọn chỗ hoặc đặt SOLIEU_OUT")
    return f"{printable_address(settings.out)}, còn {free // 1_000} GB"


def _store(settings: Settings) -> str:
    from outputs.store.database import check_reachable

    if not settings.has_store():
        return "chưa có; lệnh solieu run sẽ tạo"
    return f"lược đồ {check_reachable(settings.database_url())}"


def _isolation(settings: Settings) -> str:
    from corpus.isolation.pool import CATALOGUE
    from corpus.isolation.process import Worker

    worker = Worker(CATALOGUE, settings.reading_limits())
    try:
        if not worker.is_filtered:
            raise _NotThereError("nhân không lọc được lời gọi hệ thống; tệp vẫn được đọc trong tiến trình giới hạn")
        return "tiến trình riêng, không mạng, không tệp"
    finally:
        worker.end()


def _prefect(settings: Settings) -> str:
    from flows.prefect_api import check_server, has_loopback

    if url := os.environ.get("PREFECT_API_URL"):
        check_server(url)
        return f"máy chủ riêng {printable_address(url)}"
    if not has_loopback():
        raise _NotThereError("không có địa chỉ 127.0.0.1: vẫn làm đủ việc, chỉ không có nhật ký Prefect")
    return f"{importlib.metadata.version('prefect')}, trong tiến trình"


def _network(settings: Settings) -> str:
    limits = settings.fetch_limits()
    proxies = [name for name in PROXIES if os.environ.get(name) or os.environ.get(name.lower())]
    allowed = f"cho phép nội bộ: {', '.join(limits.allow_private)}" if limits.allow_private else "chặn địa chỉ nội bộ"
    if settings.contact is None:
        raise _NotThereError(f"{allowed}; chưa có liên hệ, hãy đặt SOLIEU_CONTACT trước khi thu thập")
    return f"{allowed}; liên hệ {settings.contact}" + (f"; qua {', '.join(proxies)}" if proxies else "")


def _office(settings: Settings) -> str:
    from corpus.readers.legacy_office import find_program

    if (program := find_program()) is None:
        raise _NotThereError("chưa có LibreOffice; hãy cài: apt-get install libreoffice-writer libreoffice-calc")
    return program


def _postgres(settings: Settings) -> str:
    return _package("psycopg", extra="postgres")


def _dask(settings: Settings) -> str:
    found = _package("prefect_dask", extra="dask")
    if settings.dask_address is None:
        return found
    from flows.spreading import check_answers

    check_answers(settings.dask_address)
    return f"{found}, cụm {printable_address(settings.dask_address)}"


def _browser(settings: Settings) -> str:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        raise _NotThereError("không có Chromium; chỉ các phép thử trang web cần: apt-get install chromium")
    return found


def _package(module: str, *, extra: str) -> str:
    if importlib.util.find_spec(module) is None:
        raise _NotThereError(f"chưa có gói {module}; hãy cài: pip install 'solieu[{extra}]'")
    return importlib.metadata.version(module.replace("_", "-"))


CHECKS = (
    _Check("Python", "mọi lệnh", _python, is_needed=True),
    _Check("Quy tắc và mô hình", "trích số liệu", _models, is_needed=True),
    _Check("Nguồn báo", "solieu crawl", _sources, is_needed=True),
    _Check("Thư mục kết quả", "mọi lệnh ghi kết quả", _folder, is_needed=True),
    _Check("Kho dữ liệu", "mọi lệnh dùng kho", _store, is_needed=True),
    _Check("Đọc tệp cách ly", "PDF, DOCX, XLSX", _isolation),
    _Check("Prefect", "lịch chạy và nhật ký", _prefect),
    _Check("Chính sách mạng", "solieu crawl", _network),
    _Check("LibreOffice", "tệp .doc, .rtf, .xls", _office),
    _Check("PostgreSQL", "SOLIEU_DATABASE_URL=postgresql://…", _postgres),
    _Check("Dask", "SOLIEU_TASK_RUNNER=dask", _dask),
    _Check("Trình duyệt", "phép thử trang web", _browser),
)


def is_working(findings: list[Finding]) -> bool:
    """Whether everything that all commands need is there, and nothing that is there is broken."""
    return not any(one.outcome == "broken" or (one.is_needed and one.outcome == "missing") for one in findings)
