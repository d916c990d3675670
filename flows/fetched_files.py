"""Addresses of remote file systems (s3://, gs://, http://, sftp://, …) -> local files, and what lies below a folder.

fsspec knows the file systems; most need a package of their own, which its message names.
"""

import hashlib
import os
from pathlib import Path, PurePosixPath

from fsspec import AbstractFileSystem
from fsspec.core import url_to_fs

from flows.addresses import is_remote
from schemas.errors import ConfigError, DocumentError

SIDECAR = ".meta.json"


def local_path(address: str, folder: Path) -> Path:
    """The file at `address`: itself where it is a path, else a copy of it and its sidecar in `folder`, made once.

    Raises:
        DocumentError: It cannot be fetched.
    """
    if not is_remote(address):
        return Path(address)
    own_folder = folder / hashlib.sha256(address.encode()).hexdigest()[:16]
    target = own_folder / PurePosixPath(address).name
    if target.exists():
        return target
    try:
        own_folder.mkdir(parents=True, exist_ok=True)
        file_system, remote = url_to_fs(address)
        sidecar = f"{PurePosixPath(remote).with_suffix('')}{SIDECAR}"
        if file_system.exists(sidecar):
            _copy(file_system, sidecar, own_folder / f"{target.stem}{SIDECAR}")
        _copy(file_system, remote, target)
    except (OSError, ValueError, ImportError) as error:
        message = f"không lấy được tệp từ xa ({' '.join(str(error).split())[:200]}); hãy kiểm tra địa chỉ và quyền đọc"
        raise DocumentError(message, path=address, code="unreadable") from error
    return target


def find_remote(address: str, suffixes: tuple[str, ...]) -> tuple[str, ...]:
    """Addresses of all files with one of `suffixes` at or below `address`, in the order of their names; may be empty.

    Raises:
        ConfigError: The file system is unknown, its package is not installed, or it does not answer.
    """
    try:
        file_system, root = url_to_fs(address)
        paths = [root] if file_system.isfile(root) else file_system.find(root)
        found = sorted(path for path in paths if str(path).lower().endswith(suffixes))
        return tuple(file_system.unstrip_protocol(path) for path in found)
    except (OSError, ValueError, ImportError) as error:
        reason = " ".join(str(error).split())[:200]
        raise ConfigError(f"{address}: không xem được thư mục từ xa ({reason}); hãy kiểm tra địa chỉ") from error


def _copy(file_system: AbstractFileSystem, remote: str, target: Path) -> None:
    """Copy one file, complete or not at all; another worker may do the same at the same time."""
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    file_system.get_file(remote, str(beside))
    beside.replace(target)
