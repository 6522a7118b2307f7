"""Wordings of additions: "at least another three" keeps its hedge, and the figure is flagged as more on top."""

import pytest

from claims.extractors import Known
from claims.extractors.additions import without_more
from claims.extractors.gate import judge
from claims.extractors.rules import Rules
from claims.model import Document
from claims.model_candidate import Flag

HEDGED = [
    ("ru", "По меньшей мере ещё трое рыбаков погибли.", "at least 3", "По меньшей мере ещё трое"),
    ("ru", "Ранены около еще 30 человек.", "about 30", "около еще 30"),
    ("en", "At least a further 12 people were injured.", "at least 12", "At least a further 12"),
    ("en", "More than another 30 villagers were killed.", "more than 30", "More than another 30"),
    ("de", "Mindestens weitere drei Menschen starben.", "at least 3", "Mindestens weitere drei"),
]


@pytest.mark.parametrize(("language", "text", "says", "stated"), HEDGED)
def test_a_hedge_reaches_over_the_words_of_an_addition(language, text, says, stated):
    document = Document(id="d", text=text, language=language)
    (one,) = judge(list(Rules().propose(document, Known())), document, Known()).passed
    assert (one.candidate.says, one.candidate.stated_as) == (says, stated)
    assert one.candidate.flags == (Flag.INCREASE,)


def test_spanish_others_keep_the_hedge_before_them():
    document = Document(id="d", text="Al menos otras tres personas murieron.", language="es")
    (one,) = judge(list(Rules().propose(document, Known())), document, Known()).passed
    assert one.candidate.says == "at least 3"


WORDINGS = [
    ("at least another three", "en", "at least  three"),
    ("another three", "en", None),
    ("at least three", "en", None),
    ("по меньшей мере ещё трое", "ru", "по меньшей мере  трое"),
    ("ещё трое", "ru", None),
    ("au moins trois", "fr", None),
    ("at least another three", "zh", None),
    ("at least another three", None, None),
]


@pytest.mark.parametrize(("wording", "language", "plain"), WORDINGS)
def test_only_words_behind_a_hedge_are_left_out(wording, language, plain):
    assert without_more(wording, language) == plain
