"""What damage costs: found in every language with its hedge and source, in the recorded currency only."""

import pytest

from claims.extractors import Known
from claims.extractors.gate import Passed, Reason, Refused, judge
from claims.extractors.rules import Rules
from claims.model import Document
from claims.model_candidate import Candidate

COSTS = {
    "en": ("Damage to crops and roads is put at $310 million, the agency said.", "310,000,000", "agency"),
    "fr": ("Les dégâts sont estimés à 3 millions de dollars, selon l'ONU.", "about 3,000,000", "ONU"),
    "es": ("El terremoto causó daños por valor de 300 millones de dólares.", "300,000,000", None),
    "de": (
        "Der Sachschaden wird auf rund 40 Millionen Dollar geschätzt, teilte die Feuerwehr mit.",
        "about 40,000,000",
        "Feuerwehr",
    ),
    "ru": ("Ущерб составил 5 млрд долларов, сообщили в правительстве.", "5,000,000,000", "правительстве"),
    "ar": ("قدرت الحكومة الأضرار بنحو 300 مليون دولار.", "about 300,000,000", "الحكومة"),
    "fa": ("خسارت سیل به ۳۰ میلیون دلار رسید، دولت اعلام کرد.", "30,000,000", "دولت"),
}
NO_COST = {
    "another currency": "The damage amounts to 40 million euros, the mayor said.",
    "what repairs it": "The government pledged $5 million to repair the damage.",
    "aid": "The quake caused damage in the north; aid of $3 million was sent.",
    "a loss of business": "The airline reported a quarterly loss of $240 million.",
    "things": "The storm damaged 300 homes, and 40 of them cost the owners dearly.",
}
KNOWN = Known(kinds={"damage-cost": "money"}, units={"damage-cost": "USD"})


def proposed(text: str, language: str = "en") -> list[Candidate]:
    return list(Rules().propose(Document(id="d", text=text, language=language), KNOWN))


@pytest.mark.parametrize("code", COSTS)
def test_what_damage_costs_is_found_with_its_source_and_passes_the_gate(code: str):
    text, says, source = COSTS[code]
    found = proposed(text, code)
    assert [(one.measure, one.says, one.source) for one in found] == [("damage-cost", says, source)]
    judged = judge(found, Document(id="d", text=text, language=code), KNOWN)
    assert [type(one) for one in (*judged.passed, *judged.refused)] == [Passed]


@pytest.mark.parametrize("text", NO_COST.values(), ids=NO_COST)
def test_what_else_money_is_for_is_no_cost_of_damage(text: str):
    assert [one for one in proposed(text) if one.measure == "damage-cost"] == []


def test_a_range_is_one_figure_and_a_change_is_two():
    (one,) = proposed("Damage is put at between $2 billion and $3 billion.")
    assert one.says == "between 2,000,000,000 and 3,000,000,000"
    earlier, now = proposed("Damage rose from $2 billion to $3 billion.")
    assert (earlier.says, [*map(str, earlier.flags)]) == ("2,000,000,000", ["earlier"])
    assert (now.says, now.flags) == ("3,000,000,000", ())


def test_people_and_money_of_one_sentence_are_both_found():
    found = proposed("The storm killed 12 people and caused at least US$40 million in property damage.")
    assert [(one.measure, one.says) for one in found] == [("killed", "12"), ("damage-cost", "at least 40,000,000")]


def test_the_gate_refuses_money_in_another_currency_than_its_measure():
    text = "The damage amounts to 40 million euros."
    (one,) = proposed("The damage amounts to $40 million.")
    quote = text.removesuffix(".")
    other = Candidate(
        "d", quote, 0, len(quote), one.says, stated_as="40 million euros", measure=one.measure, language="en"
    )
    judged = judge([other], Document(id="d", text=text, language="en"), KNOWN)
    assert judged.refused == (Refused(other, Reason.OTHER_MONEY),)
