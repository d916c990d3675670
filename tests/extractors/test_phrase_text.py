"""One `Doc` of the known tokens of many sentences against a whole `Doc` for each."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from extractors.rulebook import Rulebook
from extractors.tokens import TokenizedSentence, tokenize
from schemas.sentences import Sentence

WORDS = st.sampled_from(
    "chi bộ đảng viên kết nạp nông dân hội xã thôn bản trong đó phấn đấu so với tổng số là của Lò , . ( ) 12".split()
)
SENTENCES = st.lists(st.lists(WORDS, max_size=14), max_size=5)


def tokenized(words: Sequence[str]) -> TokenizedSentence:
    text = " ".join(words) or "…"
    sentence = Sentence(start=0, end=len(text), text=text, paragraph=0)
    return tokenize(sentence, numerals=[], rejections=[], segment=lambda tokens: [False] * len(tokens))


@given(many=SENTENCES)
@settings(max_examples=150, deadline=None)
def test_phrases_are_those_of_whole_sentences(rulebook: Rulebook, many: list[list[str]]) -> None:
    sentences = [tokenized(words) for words in many]
    text = rulebook.make_phrase_text(sentences)
    matcher = rulebook.phrases._matcher
    together = [(key, start, end) for key, start, end in matcher(text.doc)]
    alone = [
        (key, first + start, first + end)
        for first, sentence in zip(text.firsts, sentences, strict=False)
        for key, start, end in matcher(Doc(rulebook.vocab, words=list(sentence.words)))
    ]
    assert sorted(together) == sorted(alone)


@given(many=SENTENCES)
@settings(max_examples=150, deadline=None)
def test_what_is_found_in_many_sentences_is_what_each_has_alone(rulebook: Rulebook, many: list[list[str]]) -> None:
    sentences = [tokenized(words) for words in many]
    together = rulebook.phrases.find(rulebook.make_phrase_text(sentences))
    alone = [rulebook.phrases.find(rulebook.make_phrase_text([one])) for one in sentences]
    assert together == [[found[kind][0] for found in alone] for kind in range(4)]


def test_the_vocabulary_does_not_grow_with_what_is_read(rulebook: Rulebook) -> None:
    rulebook.make_phrase_text([tokenized(["chi", "bộ", "đảng", "viên"])])
    size = len(rulebook.vocab)
    rulebook.make_phrase_text([tokenized(["chi", "bộ", "Xuyếnlạ", "qwz", "đảng", "viên"])])
    assert len(rulebook.vocab) == size


def test_a_phrase_does_not_cross_two_sentences(rulebook: Rulebook) -> None:
    text = rulebook.make_phrase_text([tokenized(["chi"]), tokenized(["bộ"])])
    assert rulebook.phrases.find(text)[0] == [[], []]
