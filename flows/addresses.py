"""Addresses of remote file systems: told from paths, shown to people, each with a folder of this machine."""

import os
import re
from hashlib import sha256
from pathlib import Path

HIDDEN = "***"
SCHEME = "://"
USER_INFO = re.compile(r"(?<=://)([^@/]*):[^@/]*@")


def is_remote(address: str) -> bool:
    """Whether `address` names a remote file system and no path."""
    return SCHEME in address


def printable_address(address: object) -> str:
    """`address` without the password that it may hold."""
    return USER_INFO.sub(rf"\1:{HIDDEN}@", str(address))


def work_folder(address: str) -> Path:
    """The folder on this machine where results for `address` are made: always the same one for the same address."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "solieu" / sha256(address.encode()).hexdigest()[:16]
