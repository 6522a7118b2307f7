"""Who speaks in long English sentences: participles, shared subjects, pronouns, relative clauses and who is cited."""

import pytest

from claims.extractors import Known
from claims.extractors.rules import Rules
from claims.model import Document


def candidates(text):
    return list(Rules().propose(Document(id="d", text=text, language="en"), Known()))


SPEAKERS = [
    ("The island radio said on Monday a raid by a US-led alliance had killed 40 herders.", ["island radio"]),
    ("The toll was put at 40 by the harbour police.", ["harbour police"]),
    ("The worst-hit town of Orr has reported 40 deaths.", ["worst-hit town of Orr"]),
    ("State radio, a war monitor and an IS-linked news agency reported that raids killed 40 herders.",
     ["State radio, a war monitor and an IS-linked news agency"]),
    ("Relief group Airwars says the count acknowledged by the alliance is too low, estimating that 40 herders died.",
     ["Relief group Airwars"]),
    ("Orr's coast guard pulled 90 crew out, but said it feared more, and that forty bodies had been found.",
     ["Orr's coast guard"]),
    ("President Ada Buru spoke of ruin in a talk with Radio Orr and estimated that 40 people had died.",
     ["President Ada Buru"]),
    ("The survivors who met divers when they came ashore at Orr (Nimland) spoke of 40 dead.", ["survivors"]),
    ("In districts that were reached, ORRA identified 40 deaths.", ["ORRA"]),
    ("Mayor Ada Buru came to the pit, where she said nine people had died.", ["Mayor Ada Buru"]),
    ("Survivors came ashore at Orr, where they told nurses that nine people had drowned.", ["Survivors"]),
    ("The ministry sent boats to Orr, where it said nine people had drowned.", ["ministry"]),
    ("The mayor was shot on Monday and nine people died, she said.", [None]),
    ("Nine guards were hanged on Friday, as the republic's court added to its toll.", [None]),
    ("Four women were hanged at Orr, the ministry learned.", ["ministry"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), SPEAKERS)
def test_who_speaks_is_the_subject_of_the_verb_of_saying(text, wanted):
    assert [one.source for one in candidates(text)] == wanted


def test_whom_a_paper_cites_said_all_its_figures():
    found = candidates("The bus fell, killing two riders and hurting nine, according to media reports citing police.")
    assert [(one.says, one.source, one.relayed_by) for one in found] == [
        ("2", "police", "media reports"),
        ("9", "police", "media reports"),
    ]


MEANT = [
    ("Oxfam counted graves. The London-based group said nine boys died.", "Oxfam"),
    ("Oxfam counted graves. The rights group which first told of the raid said nine boys died.", "rights group"),
]


@pytest.mark.parametrize(("text", "source"), MEANT)
def test_a_group_that_is_described_by_its_seat_is_the_one_before_and_by_a_clause_another(text, source):
    assert [one.source for one in candidates(text)] == [source]


COUNTED = [
    ("Some 40 herders fleeing Orr are feared to have drowned.", [("killed", "about 40")]),
    ("Some 40 people fleeing Orr have crossed the border.", [("displaced", "about 40")]),
    ("The IOM says 90 herders drowned in 2014, compared with a toll of 40 in 2013.",
     [("killed", "90"), ("killed", "40")]),
    ("Up to nine prisoners are hanged at a time.", []),
    ("The storm caused losses of about $40 million.", [("damage-cost", "about 40,000,000")]),
    ("Some 900 villagers have stayed at evacuation centres.", [("displaced", "about 900")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), COUNTED)
def test_what_a_figure_of_people_who_do_something_counts(text, wanted):
    assert [(one.measure, one.says) for one in candidates(text)] == wanted
