"""Labelled corpora -> how often facts are right by their confidence and by what they show; for setting confidence.

python bench/calibration.py                    the project's own corpora
python bench/calibration.py GOLD... [--brief]  these folders too (GOLD=INPUTS where the articles are elsewhere);
                                               --brief leaves out the tables of signs and features

"Right" is value, indicator, measure and status; "all" is every attribute. The column "fits" is the factor of a sign
by logistic regression over all of them (ridge 1), to be compared with the present one in extractors/confidence.py;
after changing a factor run again until the facts above 0.9 are right as often as they should be. Figures outside the
catalogue are right where a person says so too, and are told apart.
"""

import argparse
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from bench.floors import CORPORA
from corpus.files import find_inputs
from corpus.source_catalogue import load_sources
from extractors.confidence import BASE_ODDS, SIGNS, look_at, signs_of
from extractors.extraction import load_extractor
from flows.inputs import load_document
from outputs.evaluation.agreement import overlaps
from outputs.evaluation.gold import GoldDocument, load_gold
from outputs.evaluation.scoring import score_document
from schemas.documents import Document
from schemas.extraction import Extraction
from schemas.facts import Fact

CONFIDENT = 0.9
BUCKETS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 1.0)
FEWEST = 15
"""Features of fewer facts than this are not printed."""


@dataclass(frozen=True, slots=True)
class Rated:
    """One extracted fact of a corpus: whether it is right, and right in every attribute."""

    corpus: str
    fact: Fact
    is_first: bool
    is_title: bool
    is_right: bool
    is_all_right: bool


def read_corpora(corpora: Iterable[tuple[str, Path, Path]]) -> Iterator[Rated]:
    """All facts of the labelled corpora, name by name; documents without an input are left out."""
    extractor, sources = load_extractor(), load_sources()
    for name, labels, inputs in corpora:
        paths = {path.stem: path for path in find_inputs([inputs]).files}
        for gold in load_gold(labels):
            document = load_document(paths[gold.name], sources) if gold.name in paths else None
            if isinstance(document, Document):
                yield from _rated(name, gold, extractor.extract(document))


def _rated(name: str, gold: GoldDocument, extraction: Extraction) -> Iterator[Rated]:
    judged = {item.got.fact_id: item for item in score_document(gold, extraction).judged if item.got}
    title_end = extraction.document.text.find("\n")
    seen: set[int] = set()
    for fact in extraction.facts:
        is_first = fact.evidence.quote_start not in seen
        seen.add(fact.evidence.quote_start)
        about = {"is_first": is_first, "is_title": fact.evidence.end <= title_end}
        item = judged.get(fact.fact_id)
        if item:
            right = bool(item.gold) and not item.wrong
            yield Rated(name, fact, **about, is_right=item.is_relaxed, is_all_right=right)
        elif fact.indicator == "other":
            near = [m for m in gold.facts if overlaps(m, fact)]
            if not any(m.ambiguous for m in near):
                right = any(m.indicator == "other" for m in near)
                yield Rated(name, fact, **about, is_right=right, is_all_right=right)


def fit_factors(rated: Sequence[Rated], ridge: float = 1.0) -> tuple[float, dict[str, float]]:
    """The base odds of an error and the factor of each sign that fit best."""
    looks = [look_at(r.fact) for r in rated]
    shown = np.array([[sign.shown(look) for sign in SIGNS] + [True] for look in looks], dtype=float)
    wrong = np.array([not r.is_right for r in rated], dtype=float)
    weights = np.zeros(shown.shape[1])
    penalty = np.diag([ridge] * len(SIGNS) + [0.01])
    for _ in range(50):
        risk = 1 / (1 + np.exp(-shown @ weights))
        curve = (shown * (risk * (1 - risk))[:, None]).T @ shown + penalty
        weights -= np.linalg.solve(curve, shown.T @ (risk - wrong) + penalty @ weights)
    factors = np.exp(weights)
    return float(factors[-1]), {sign.name: float(factor) for sign, factor in zip(SIGNS, factors, strict=False)}


def features_of(rated: Rated) -> Iterator[str]:
    """What else a fact shows that might tell right from wrong."""
    fact, text = rated.fact, rated.fact.evidence
    yield f"subject {fact.indicator.partition('.')[0]}"
    yield f"measure {fact.measure}"
    yield f"qualifier {fact.qualifier}"
    yield "rules " + "+".join(sorted({rule.partition(".")[0] for rule in fact.rules}))
    yield from (rule for rule in fact.rules if rule.startswith(("scope.", "cue.", "measure.")))
    yield f"figures in the count {len(str(int(fact.value)))}" if fact.unit != "percent" else "percent"
    outcomes = {check[0] for check in fact.checks}
    yield "check " + ("fails" if "✗" in outcomes else "holds" if "✓" in outcomes else "none")
    flags = {
        "range": fact.value_max is not None,
        "in the title": rated.is_title,
        "in a table's row": " | " in text.quote,
        "told again": fact.same_as is not None,
        "no noun, first in its sentence": rated.is_first and not any(r.startswith("head.") for r in fact.rules),
        "no place": fact.locality is None,
        "another reading": fact.rejected_reading is not None,
    }
    yield from (name for name, has in flags.items() if has)


def share(rated: Sequence[Rated]) -> tuple[str, str, str]:
    """How many facts, and the shares that are right and right in all attributes, printed."""
    if not rated:
        return "0", "–", "–"
    right, everything = sum(r.is_right for r in rated), sum(r.is_all_right for r in rated)
    return str(len(rated)), f"{right / len(rated):.3f}", f"{everything / len(rated):.3f}"


def tables(rated: Sequence[Rated], *, brief: bool) -> Iterator[Table]:
    """Buckets, corpora, signs and features."""
    core = [r for r in rated if r.fact.indicator != "other"]
    outside = [r for r in rated if r.fact.indicator == "other"]
    buckets = _table("Confidence", "from … to", "facts", "right", "all")
    for low, high in pairwise(BUCKETS):
        buckets.add_row(f"{low} – {high}", *share([r for r in core if low < r.fact.confidence <= high]))
    buckets.add_row("outside the catalogue", *share(outside))
    yield buckets
    corpora = _table("Corpora", "corpus", "facts", "right", "all", f"above {CONFIDENT}", "right", "all")
    for name in [*dict.fromkeys(r.corpus for r in core), ""]:
        own = [r for r in core if name in ("", r.corpus)]
        sure = [r for r in own if r.fact.confidence > CONFIDENT]
        corpora.add_row(name or "all together", *share(own), *share(sure))
    yield corpora
    if not brief:
        yield _sign_table(core)
        yield _feature_table(core)


def _sign_table(core: Sequence[Rated]) -> Table:
    base, fits = fit_factors(core)
    table = _table("Signs", "sign", "facts", "right", "all", "factor", "fits")
    for sign in SIGNS:
        own = [r for r in core if sign.shown(look_at(r.fact))]
        table.add_row(sign.name, *share(own), f"{sign.factor:.1f}", f"{fits[sign.name]:.2f}")
    plain = [r for r in core if not signs_of(r.fact)]
    table.add_row("none of them: the base odds", *share(plain), f"{BASE_ODDS:.3f}", f"{base:.3f}")
    return table


def _feature_table(core: Sequence[Rated]) -> Table:
    found: dict[str, list[Rated]] = {}
    for one in core:
        for feature in set(features_of(one)):
            found.setdefault(feature, []).append(one)
    table = _table("Features", "feature", "facts", "right", "all")
    for feature, own in sorted(found.items()):
        if len(own) >= FEWEST:
            table.add_row(feature, *share(own))
    return table


def _table(title: str, first: str, *others: str) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column(first)
    for name in others:
        table.add_column(name, justify="right")
    return table


def main(words: Sequence[str] | None = None, show: Callable[[Table], None] | None = None) -> None:
    """Read and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", help="folder of labels, or LABELS=INPUTS")
    parser.add_argument("--brief", action="store_true", help="only buckets and corpora")
    arguments = parser.parse_args(words)
    corpora = [(name, labels, inputs) for name, (labels, inputs) in CORPORA.items()]
    for word in arguments.gold:
        labels, _, inputs = word.partition("=")
        corpora.append((Path(labels).name, Path(labels), Path(inputs or labels)))
    rated = list(read_corpora(corpora))
    for table in tables(rated, brief=arguments.brief):
        (show or Console(highlight=False).print)(table)


if __name__ == "__main__":
    main()
