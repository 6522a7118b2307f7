"""Proposals of copies: their grounds, their direction, and what is never proposed."""

import pytest
from builders import KILLED, REPORTED, at_least, claim, exact, link, unknown

from claims.compare.suggest import Shelf, suggest
from claims.model import Appearance, Document

NAMES = {"mek": ["MEK", "People's Mojahedin", "mek"], "wire": ["Wire Service"], "who": ["WHO", "who"]}
QUOTE = "At least 600 protesters have been killed in Iran since 15 November, among them 40 women, the group said."
MEK = claim(at_least(600), source="mek", basis=REPORTED)
COPY = claim(at_least(600), source="wire", as_of="2019-12-03")


def shelf(*places, links=(), names=NAMES):
    """places are (claim, fields of the document, fields of the appearance)."""
    documents, appearances = {}, {}
    for number, (item, document, place) in enumerate(places):
        key = f"d{number}"
        documents[key] = Document(key, **{"title": "Report", **document})
        appearances.setdefault(item.id, []).append(Appearance(item.id, key, **place))
    return Shelf(KILLED, appearances, documents=documents, names=names, links=links)


def grounds(found):
    return [(one.claim, one.other, one.score, [ground.name for ground in one.grounds]) for one in found]


def test_a_later_claim_whose_document_names_the_source_is_proposed():
    found = suggest([MEK, COPY], shelf=shelf((COPY, {}, {"quote": "600 killed, the MEK says"})))
    assert grounds(found) == [(COPY.id, MEK.id, 80, ["same figure", "later date", "names the source"])]
    assert found[0].reason == (
        "the same figure, “at least 600”; as of 2019-12-03, after 2019-12-02; the document's quote names “MEK”"
    )


NAMED = {
    "by who relayed it": ({}, {"relayed_by": "mek"}, "relayed"),
    "by the publisher": ({"publisher": "mek"}, {}, "relayed"),
    "in the title": ({"title": "Tally of the People’s Mojahedin"}, {}, "names the source"),
    "in the text": ({"text": "So says the MEK."}, {}, "names the source"),
    "in the quote, accents and case aside": ({}, {"quote": "the PEOPLE'S MOJAHEDÍN said"}, "names the source"),
}


@pytest.mark.parametrize(("document", "place", "ground"), NAMED.values(), ids=NAMED)
def test_a_document_names_the_source(document, place, ground):
    (one,) = suggest([MEK, COPY], shelf=shelf((COPY, document, place)))
    assert [found.name for found in one.grounds] == ["same figure", "later date", ground]


def test_a_short_name_is_looked_for_as_it_is_spelt():
    health = claim(at_least(600), source="who")
    text = shelf((COPY, {"text": "Those who whose brothers were killed told of mekong."}, {}))
    assert suggest([health, COPY, MEK], shelf=text) == []
    assert len(suggest([health, COPY], shelf=shelf((COPY, {"text": "The WHO counted 600."}, {})))) == 1


def test_nearly_identical_quotes_are_a_ground():
    places = ((MEK, {}, {"quote": QUOTE}), (COPY, {}, {"quote": QUOTE.replace("have been", "were")}))
    assert grounds(suggest([MEK, COPY], shelf=shelf(*places))) == [
        (COPY.id, MEK.id, 70, ["same figure", "later date", "nearly the same words"])
    ]


def test_a_round_number_and_a_later_date_are_not_enough_and_a_telling_number_is():
    assert suggest([MEK, COPY], shelf=shelf()) == []
    first, second = claim(exact(1029), source="mek"), claim(exact(1029), source="wire", as_of="2019-12-05")
    assert grounds(suggest([first, second], shelf=shelf())) == [
        (second.id, first.id, 50, ["same figure", "telling number", "later date"])
    ]


def test_the_day_of_publication_decides_where_the_dates_are_the_same():
    same_day = claim(at_least(600), source="wire")
    early = (MEK, {"published_on": "2019-12-02", "text": "See the Wire Service."}, {})
    late = (same_day, {"published_on": "2019-12-04", "text": "As the MEK says."}, {})
    assert grounds(suggest([same_day, MEK], shelf=shelf(early, late))) == [
        (same_day.id, MEK.id, 80, ["same figure", "later date", "names the source"])
    ]


def test_of_two_that_could_be_copies_of_each_other_one_is_proposed():
    same_day = claim(at_least(600), source="wire")
    places = ((MEK, {}, {"quote": QUOTE}), (same_day, {}, {"quote": QUOTE}))
    assert len(suggest([MEK, same_day], shelf=shelf(*places))) == 1


NOTHING = {
    "another figure": [claim(at_least(601), source="wire", as_of="2019-12-03")],
    "another hedge": [claim(exact(600), source="wire", as_of="2019-12-03")],
    "an earlier one": [claim(at_least(600), source="wire", as_of="2019-12-01")],
    "the same source": [claim(at_least(600), source="mek", as_of="2019-12-03")],
    "a withheld one": [COPY._replace(published=False)],
}


@pytest.mark.parametrize("others", NOTHING.values(), ids=NOTHING)
def test_is_not_proposed(others):
    naming = [(other, {}, {"quote": "so the MEK says"}) for other in others]
    assert suggest([MEK, *others], shelf=shelf(*naming)) == []


def test_unknown_numbers_are_nobodys_copy():
    first, second = claim(unknown(), source="mek"), claim(unknown(), source="wire", as_of="2019-12-03")
    assert suggest([first, second], shelf=shelf((second, {}, {"relayed_by": "mek"}))) == []


@pytest.mark.parametrize("relation", ["derived_from", "duplicate_of", "confirms", "not_comparable"])
@pytest.mark.parametrize("withdrawn", [{}, {"withdrawn_at": "2020"}], ids=["live", "withdrawn"])
def test_what_a_person_has_spoken_on_is_not_proposed_again(relation, withdrawn):
    links = [link(COPY, relation, MEK, **withdrawn)]
    assert suggest([MEK, COPY], shelf=shelf((COPY, {}, {"relayed_by": "mek"}), links=links)) == []


def test_a_claim_has_one_proposal_the_best():
    other = claim(at_least(600), source="government", as_of="2019-12-01")
    found = suggest([other, MEK, COPY], shelf=shelf((COPY, {}, {"relayed_by": "mek"})))
    assert [(one.claim, one.other) for one in found] == [(COPY.id, MEK.id)]


def test_many_claims_of_the_same_figure_take_little_work():
    first = [claim(exact(0), source="mek", as_of=f"{year}-01-01") for year in range(1000, 2600)]
    second = [claim(exact(0), source="wire", as_of=f"{year}-01-02") for year in range(1000, 2600)]
    tried = []

    class Counting(dict):
        def get(self, key, default=None):
            tried.append(key)
            return default

    suggest([*first, *second], shelf=Shelf(KILLED, Counting()))
    assert len(tried) < 40 * len([*first, *second])
