"""A database -> the revision of its tables, and the steps that bring it to the one this program writes.

Steps lie in `migrations/versions` and go forward only. All steps of one database are one transaction.
"""

import threading
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, Text, inspect, select

from outputs.store.tables import meta, metadata

HEAD = "0011"
"""The revision that this program writes."""

_FOLDER = Path(__file__).parent / "migrations"
_VERSION_TABLE = "store_revision"
"""Not Alembic's usual name: a server's database may hold tables of others, Prefect's among them, with that one."""

_revision = Table(_VERSION_TABLE, MetaData(), Column("version_num", Text))
_BEFORE_ALEMBIC = {"1": "0001", "2": "0002", "3": "0003", "4": "0004"}
"""Revision by the schema number that older programs wrote into `meta`."""

_one_at_a_time = threading.Lock()
"""Alembic's steps speak to their database through a name of its module."""


def read_revision(connection: Connection) -> str | None:
    """The revision of the store's tables, as far as this program can name it; None for a database without them.

    Raises:
        LookupError: It has a table of documents that no program of ours made.
    """
    tables = set(inspect(connection).get_table_names())
    if _VERSION_TABLE in tables:
        found: str | None = connection.scalar(select(_revision.c.version_num))
        if found is not None:
            return found
    schema = None
    if "meta" in tables and {column["name"] for column in inspect(connection).get_columns("meta")} >= {"key", "value"}:
        schema = connection.scalar(select(meta.c.value).where(meta.c.key == "schema"))
    if schema is None and tables & set(meta.metadata.tables):
        raise LookupError("tables of another program")
    return None if schema is None else _BEFORE_ALEMBIC.get(schema, schema)


def is_older(revision: str) -> bool:
    """Whether there are steps from this revision to the present one."""
    return revision.isdigit() and len(revision) == len(HEAD) and revision < HEAD


def upgrade(connection: Connection, to: str = HEAD) -> None:
    """Brings the tables to a revision, whatever older one they have; makes them where there are none.

    Args:
        connection: With an open transaction that no other writer overlaps; the caller ends it.
        to: The revision; tests stop at older ones.
    """
    # Loaded only where there is work: it takes a quarter of a second.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes.update(connection=connection, version_table=_VERSION_TABLE)
    present = read_revision(connection)
    is_numbered = present is not None and not inspect(connection).has_table(_VERSION_TABLE)
    with _one_at_a_time:
        if present is not None and is_numbered:
            command.stamp(config, present)
        command.upgrade(config, to)


def find_differences(connection: Connection) -> tuple[str, ...]:
    """What of the tables is not as this program makes them, one line each; none when all is."""
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    def is_ours(name: str | None, kind: str, parents: Any) -> bool:
        return kind != "table" or name in metadata.tables

    options = {"version_table": _VERSION_TABLE, "include_name": is_ours, "compare_type": False}
    context = MigrationContext.configure(connection, opts=options)
    return tuple(" ".join(str(change).split()) for change in compare_metadata(context, metadata))
