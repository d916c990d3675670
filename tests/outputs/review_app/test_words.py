"""Every text of a page is in the data file in both languages, and every text there is used."""

import re
from importlib.resources import files

import pytest
import yaml

from outputs.labels import load_labels
from outputs.review_app.periods import describe_period
from outputs.review_app.words import LANGUAGES, load_page_labels, load_words
from schemas.facts import Period
from schemas.vocabulary import GROUPS, INDICATORS

_PACKAGE = files("outputs.review_app")
_BUILT = re.compile(
    r"^(?:outcome|period|filter|field|role|action|nav|problem|compare|reason|sources|column|js|error)\."
)
"""Sections whose keys templates and scripts put together."""


def _sources() -> str:
    folders = [_PACKAGE, *(_PACKAGE.joinpath(name) for name in ("templates", "static", "pages"))]
    kinds = (".html", ".js", ".py")
    found = [entry for folder in folders for entry in folder.iterdir() if entry.name.endswith(kinds)]
    return "\n".join(entry.read_text() for entry in found if entry.name != "htmx.min.js")


def test_every_text_that_is_asked_for_is_there_and_every_one_is_asked_for() -> None:
    source = _sources()
    asked = set(re.findall(r"""(?<![.\w])(?:w|words|word)\(\s*["']([a-z_]+\.[a-z_]+)["']\s*[,)]""", source))
    known = set(load_words("vi").below(""))
    assert asked <= known
    unused = {key for key in known - asked if not _BUILT.match(key) and key not in source}
    assert not unused
    assert {f"js.{key}" for key in re.findall(r'word\("([a-z_]+)"', source)} <= known


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_and_the_same_names_are_filled_in(language) -> None:
    texts, others = load_words(language).below(""), load_words("vi").below("")
    assert all(text for key, text in texts.items() if key != "period.in_year")
    names = {key: re.findall(r"{(\w+)}", text) for key, text in texts.items()}
    assert {key: sorted(one) for key, one in names.items()} == {
        key: sorted(re.findall(r"{(\w+)}", text)) for key, text in others.items()
    }


def test_every_value_of_a_record_has_an_english_word() -> None:
    vietnamese, english = load_labels(), load_page_labels("en")
    stated = yaml.safe_load(_PACKAGE.joinpath("labels_en.yml").read_text())
    for name in ("indicators", "systems", "measures", "statuses", "levels", "groups", "ledger", "outcomes", "units",
                 "check_kinds", "qualifiers", "directions", "denominator_roles", "terms"):  # fmt: skip
        assert set(stated[name]) == set(getattr(vietnamese, name)), name
    assert all(english.indicator(slug, "women_union") for slug in INDICATORS)
    assert all(english.group(tag) for tag in GROUPS)
    assert english.indicator("member.admitted", None) == "Party members admitted"


@pytest.mark.parametrize(
    ("period", "english"),
    [
        ({"start": "2023-01-01", "end": "2023-12-31"}, "2023"),
        ({"start": "2020", "end_is_published": True}, "2020 – now"),
        ({"end_is_published": True}, "until now"),
        ({"end": "2022-12-31"}, "end of 2022"),
        ({"end": "2022-06"}, "until 06/2022"),
        ({"start": "2021"}, "from 2021"),
        ({}, ""),
    ],
)
def test_times_are_told_in_english(period, english) -> None:
    told = Period(**{"start": None, "end": None, "end_is_published": False, "text": None} | period)
    assert describe_period(told, load_words("en")) == english
