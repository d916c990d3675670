"""Labelled corpora -> their scores, and the floors in tests/extractors/floors.json that no change may fall below.

python bench/floors.py            measure and raise the floors to 0.01 below the present scores
python bench/floors.py --lower "why"   allow them to fall too; the reason is kept in the file
"""

import argparse
import hashlib
import json
from pathlib import Path
from typing import TypedDict

from rich.console import Console

from corpus.files import find_inputs
from corpus.source_catalogue import load_sources
from extractors.extraction import Extractor, load_extractor
from flows.inputs import load_document
from outputs.evaluation.gold import GoldDocument, GoldMention, load_gold
from outputs.evaluation.scoring import Evaluation, score_document
from outputs.evaluation.summary import summarize
from schemas.issues import Issue

ROOT = Path(__file__).parents[1]
FLOORS = ROOT / "tests" / "extractors" / "floors.json"
CORPORA = {
    "open": (ROOT / "corpus" / "gold" / "open", ROOT / "corpus" / "gold" / "open"),
    "sample": (ROOT / "corpus" / "gold" / "sample", ROOT / "corpus" / "sample"),
}
"""Folder of the labels and folder of the inputs, by name."""
MEASURED = CORPORA | {"open, undated": CORPORA["open"]}
"""What has floors; what is undated is read without its day of publication."""
MARGIN = 0.01


class Scores(TypedDict):
    """What one corpus reaches; `corpus` is the hash of its labels and inputs."""

    corpus: str
    strict: float
    relaxed: float
    ledger: float


def hash_corpus(name: str) -> str:
    """A hash of all labels, texts, inputs and sidecars of a corpus."""
    digest = hashlib.sha256()
    for folder in dict.fromkeys(MEASURED[name]):
        for path in sorted(p for p in folder.rglob("*") if p.suffix in {".json", ".txt", ".html"}):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def measure(name: str, extractor: Extractor) -> Scores:
    """The present scores of a corpus.

    Raises:
        FileNotFoundError: A labelled document has no input, or one that cannot be read.
    """
    labels, inputs = MEASURED[name]
    paths = {path.stem: path for path in find_inputs([inputs]).files}
    sources = load_sources()
    scored = []
    for gold in load_gold(labels):
        document = load_document(paths[gold.name], sources)
        if isinstance(document, Issue):
            raise FileNotFoundError(document.message)
        if name.endswith("undated"):
            gold, document = without_day(gold), document.model_copy(update={"published": None})
        scored.append(score_document(gold, extractor.extract(document)))
    summary = summarize(Evaluation(documents=tuple(scored)))
    strict, relaxed = summary.score("strict").f1, summary.score("relaxed").f1
    return {"corpus": hash_corpus(name), "strict": strict, "relaxed": relaxed, "ledger": summary.ledger}


def without_day(gold: GoldDocument) -> GoldDocument:
    """The labels of a text whose day of publication is not known; facts of years that it does not print go unscored."""
    mentions = [
        mention if mention.label != "fact" or _prints_years(mention, gold.text) else _unscored(mention)
        for mention in gold.mentions
    ]
    return gold.model_copy(update={"published": None, "mentions": tuple(mentions)})


def _unscored(mention: GoldMention) -> GoldMention:
    return mention.model_copy(update={"ambiguous": True})


def _prints_years(mention: GoldMention, text: str) -> bool:
    """Whether a text prints the years of a fact's period, or of another accepted one."""
    stated = mention.alt.model_dump(include=mention.alt.model_fields_set & {"period_start", "period_end"})
    own = {"period_start": mention.period_start, "period_end": mention.period_end}
    told = ([date[:4] for date in dates.values() if date and date != "published"] for dates in (own, own | stated))
    return any(all(year in text for year in years) for years in told)


def raise_floors(old: dict[str, Scores], new: dict[str, Scores], *, may_fall: bool) -> dict[str, Scores]:
    """Floors a little below the new scores; never below the old floors unless they may fall or the corpus changed."""
    floors: dict[str, Scores] = {}
    for name, scores in new.items():
        before = old.get(name)
        held = before if before and before["corpus"] == scores["corpus"] and not may_fall else None
        floors[name] = {
            "corpus": scores["corpus"],
            "strict": max(round(scores["strict"] - MARGIN, 3), held["strict"] if held else 0),
            "relaxed": max(round(scores["relaxed"] - MARGIN, 3), held["relaxed"] if held else 0),
            "ledger": scores["ledger"],
        }
    return floors


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lower", metavar="REASON", help="allow floors to fall, and say why")
    arguments = parser.parse_args()
    stored = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {"corpora": {}, "lowered": []}
    extractor = load_extractor()
    scores = {name: measure(name, extractor) for name in MEASURED}
    floors = raise_floors(stored["corpora"], scores, may_fall=bool(arguments.lower))
    lowered = [*stored["lowered"], arguments.lower] if arguments.lower else stored["lowered"]
    content = {"corpora": floors, "lowered": lowered}
    FLOORS.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    console = Console(highlight=False)
    for name, reached in scores.items():
        console.print(f"{name}: {dict(reached)} -> floors {dict(floors[name])}")


if __name__ == "__main__":
    main()
