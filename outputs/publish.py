"""A store -> every file that people and systems read."""

from pathlib import Path

from outputs.store import Store


def publish(store: Store, folder: Path) -> tuple[Path, ...]:
    """Writes the exports and the report into `folder`; thin until the exports are there.

    Raises:
        OutputError: A file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "documents.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(e.to_contract().model_dump_json() + "\n" for e in store.extractions())
    return (path,)
