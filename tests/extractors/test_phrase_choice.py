"""Which of the phrases that were found may stand."""

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.folding import fold
from extractors.phrase_choice import is_forbidden, longest, make_guard, without_barred
from extractors.rulebook import Rulebook
from extractors.tokens import phrase_tokens

SPANS = st.lists(st.tuples(st.integers(0, 24), st.integers(1, 5), st.integers(0, 2)), max_size=16, unique=True)


@given(found=SPANS)
@settings(max_examples=400)
def test_the_longest_of_spans_are_those_that_no_longer_one_overlaps(found: list[tuple[int, int, int]]) -> None:
    spans = sorted((start, start + length, rule) for start, length, rule in found)
    taken: dict[int, tuple[int, int]] = {}
    for start, end, _ in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if all(taken.get(at, (start, end)) == (start, end) for at in range(start, end)):
            taken |= dict.fromkeys(range(start, end), (start, end))
    assert sorted(longest(spans)) == [span for span in spans if taken.get(span[0]) == span[:2]]


WORDS = st.sampled_from("của các so với không chi bộ trong thôn bản ( , 12 đảng viên được bầu".split())


@given(norms=st.lists(WORDS, max_size=9), data=st.data())
@settings(max_examples=200, deadline=None)
def test_a_phrase_is_forbidden_where_a_whole_phrase_of_its_rule_stands_beside_it(
    rulebook: Rulebook, norms: list[str], data: st.DataObject
) -> None:
    indexes = (rulebook.heads, rulebook.aspects, rulebook.groups, rulebook.cues)
    rule = data.draw(st.sampled_from([r for index in indexes for r in index if r.not_before or r.not_after]))
    before, behind = ([[fold(t) for t in phrase_tokens(p)] for p in kind] for kind in (rule.not_before, rule.not_after))
    left, right = data.draw(st.sampled_from([[], *before])), data.draw(st.sampled_from([[], *behind]))
    text = ["", *norms[:4], *left, "x", "y", *right, *norms[4:], ""]
    start = 1 + len(norms[:4]) + len(left)
    guard = make_guard(rule)
    assert guard is not None
    expected = any(text[:start][-len(p) :] == p for p in before) or any(
        text[start + 2 :][: len(p)] == p for p in behind
    )
    assert is_forbidden(tuple(text), start, start + 2, guard) == expected


def test_a_rule_without_conditions_has_no_guard(rulebook: Rulebook) -> None:
    rule = next(rule for rule in rulebook.heads if not rule.not_before and not rule.not_after)
    assert make_guard(rule) is None


def test_a_short_cue_inside_a_forbidden_long_one_says_nothing() -> None:
    spans = [(1, 3, 0), (1, 6, 1), (2, 4, 0), (4, 7, 0), (8, 9, 0)]
    assert without_barred(spans, [(1, 5, 3)]) == [(1, 6, 1), (4, 7, 0), (8, 9, 0)]
    assert without_barred(spans, [(2, 4, 3), (8, 9, 3)]) == spans


@given(found=SPANS, barred=st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5)), max_size=3))
def test_what_is_barred_lies_inside_something_longer(
    found: list[tuple[int, int, int]], barred: list[tuple[int, int]]
) -> None:
    spans = sorted((start, start + length, rule) for start, length, rule in found)
    wide = [(start, start + length, 0) for start, length in barred]
    assert without_barred(spans, wide) == [
        span
        for span in spans
        if not any(start <= span[0] and span[1] <= end and span[1] - span[0] < end - start for start, end, _ in wide)
    ]
