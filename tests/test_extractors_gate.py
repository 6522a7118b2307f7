"""`claims.extractors.gate`: the same gate for every extractor, and evidence that is never altered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extractors import Known
from claims.extractors.gate import LONGEST_QUOTE, Passed, Reason, Refused, judge
from claims.model import Document
from claims.model_candidate import Candidate, Flag
from claims.text import fold

TEXT = (
    "Rescue workers returned on Monday. According to Amnesty International, at least 1,600 people were killed; "
    "the ministry said 600 people were killed. Dozens were hurt on 2 December 2019. وقالت لمنظمة الصحة إن 12 قتلوا."
)
NAMES = {"Amnesty International": "amnesty-international", "Amnesty": "amnesty-international", "The Daily": "daily"}
KNOWN = Known(
    event="flood",
    sources={fold(name): slug for name, slug in NAMES.items()},
    measures={"killed": "killed", "start date": "start-date"},
    kinds={"killed": "count", "start-date": "date", "cause": "text"},
)
DOCUMENT = Document("d", text=TEXT, language="en", publisher="daily")
QUOTE = "at least 1,600 people were killed"


def proposal(quote=QUOTE, says="at least 1,600", stated_as="at least 1,600", **fields):
    start = fields.pop("start", TEXT.find(quote))
    end = fields.pop("end", start + len(quote))
    told = {"measure": "killed", "source": "Amnesty International", **fields}
    return Candidate("d", quote, start, end, says, stated_as, **told)


def judged(candidate, *, document=DOCUMENT, known=KNOWN):
    found = judge([candidate], document, known)
    return found.passed[0].candidate if found.passed else found.refused[0].reason


def test_fills_in_the_places_that_an_extractor_left_out():
    made = judged(proposal(start=0, end=0))
    assert TEXT[made.quote_start : made.quote_end] == made.quote == QUOTE
    assert TEXT[made.stated_start : made.stated_end] == made.stated_as == "at least 1,600"
    assert TEXT[made.source_start : made.source_end] == "Amnesty International"


def test_takes_the_nearest_of_several_places_of_a_quote():
    text = "12 died. 12 died. 12 died."
    document = Document("d", text=text)
    one = Candidate("d", "12 died", 10, 11, "12", "12", measure="killed")
    assert judged(one, document=document).quote_start == 9


def test_says_where_the_number_begins_and_not_its_hedge():
    found = judge([proposal()], DOCUMENT, KNOWN).passed[0]
    assert TEXT[found.number_start :].startswith("1,600 people")


def test_a_figure_without_a_number_begins_where_its_words_do():
    found = judge([proposal("Dozens were hurt", "dozens", "Dozens", source=None)], DOCUMENT, KNOWN).passed[0]
    assert TEXT[found.number_start :].startswith("Dozens were hurt")


REFUSED = {
    "a quote that is not there": (proposal("at least 1,700 people"), Reason.QUOTE_NOT_FOUND),
    "a quote in another spelling": (proposal("At least 1,600 people were killed", start=0), Reason.QUOTE_NOT_FOUND),
    "a quote that cuts a number": (proposal("600 people were killed", "600", "600"), Reason.CUT_NUMBER),
    "no quote": (proposal(" ", start=6), Reason.NO_QUOTE),
    "another figure than the text has": (proposal(says="at least 1,700"), Reason.OTHER_FIGURE),
    "another hedge than the text has": (proposal(says="1,600"), Reason.OTHER_FIGURE),
    "words that are not in the quote": (proposal(stated_as="at least 1.600"), Reason.WORDING_NOT_IN_QUOTE),
    "words that are no figure": (proposal(stated_as="people were"), Reason.WORDING_NOT_READ),
    "what is no figure": (proposal(says="many"), Reason.NO_FIGURE),
    "a hedge without its words": (proposal(stated_as=None), Reason.WORDING_NOT_IN_QUOTE),
    "a source that is not named": (proposal(source="Red Cross"), Reason.SOURCE_NOT_IN_TEXT),
    "an acronym that is a word": (proposal(source="ON"), Reason.SOURCE_NOT_IN_TEXT),
    "a source that is a part of a word": (proposal(source="Amne"), Reason.SOURCE_NOT_IN_TEXT),
    "the publisher, inferred": (proposal(source="The Daily", source_inferred=True), Reason.SOURCE_IS_PUBLISHER),
    "the publisher's slug, inferred": (proposal(source="daily", source_inferred=True), Reason.SOURCE_IS_PUBLISHER),
    "a relay that is not named": (proposal(relayed_by="Reuters"), Reason.RELAY_NOT_IN_TEXT),
    "no measure": (proposal(measure=None), Reason.NO_MEASURE),
    "a date that is none": (proposal(as_of="2 December"), Reason.NO_DATE),
    "an unheard-of basis": (proposal(basis="rumour"), Reason.NO_BASIS),
    "an unheard-of flag": (proposal(flags=("perhaps",)), Reason.NO_FLAG),
}


@pytest.mark.parametrize(("candidate", "reason"), REFUSED.values(), ids=REFUSED)
def test_refuses(candidate, reason):
    assert judged(candidate) == reason


def test_refuses_a_quote_that_is_the_article():
    text = f"{TEXT} {'and so on ' * 100}"
    one = Candidate("d", text, 0, len(text), "at least 1,600", "at least 1,600", measure="killed")
    assert len(text) > LONGEST_QUOTE
    assert judged(one, document=Document("d", text=text)) == Reason.LONG_QUOTE


def test_refuses_everything_of_a_document_without_text():
    assert judged(proposal(), document=Document("d", title="T")) == Reason.NO_TEXT


PASSED = {
    "a source by its slug": ({"source": "amnesty-international"}, "amnesty-international"),
    "a source by another name": ({"source": "amnesty"}, "amnesty"),
    "an inferred source": ({"source": "Red Cross", "source_inferred": True}, "Red Cross"),
    "no source": ({"source": None}, None),
    "a source written together with a particle": ({"source": "منظمة الصحة"}, "منظمة الصحة"),
    "a flag": ({"flags": (Flag.DENIED,)}, "Amnesty International"),
}


@pytest.mark.parametrize(("fields", "source"), PASSED.values(), ids=PASSED)
def test_lets_pass(fields, source):
    assert judged(proposal(**fields)).source == source


def test_an_inferred_source_keeps_its_place_only_where_it_is_named_there():
    start = TEXT.index("Amnesty International")
    there = judged(proposal(source_inferred=True, source_start=start, source_end=start + 21))
    assert (there.source_inferred, there.source_start, there.source_end) == (True, start, start + 21)
    elsewhere = judged(proposal(source_inferred=True, source_start=0, source_end=6))
    assert (elsewhere.source_inferred, elsewhere.source_start, elsewhere.source_end) == (True, None, None)


def test_a_number_alone_needs_no_words_of_its_own():
    made = judged(proposal("600 people were killed", "600", None, start=TEXT.find("600 people were killed", 110)))
    assert made.stated_as == "600"


def test_the_language_decides_what_a_mark_means():
    text = "Mindestens 1.500 Menschen starben."
    one = Candidate("d", text, 0, len(text), "at least 1,500", "Mindestens 1.500", measure="killed")
    assert judged(one, document=Document("d", text=text, language="de")).says == "at least 1,500"


@pytest.mark.parametrize(("says", "passes"), [("1,500", True), ("1", False), ("2", False)])
def test_a_count_is_no_decimal_where_a_mark_may_be_either(says, passes):
    text = "Some 1.500 people died."
    made = judged(
        Candidate("d", text, 0, len(text), says, "1.500", measure="killed"), document=Document("d", text=text)
    )
    assert made == Reason.WORDING_AMBIGUOUS if not passes else made.says == says


def test_a_part_of_a_number_in_words_is_another_number():
    text = "ارتفع عدد القتلى إلى 19 ألفا و453"
    part = Candidate("d", text, 0, len(text), "19,000", "19 ألفا", measure="killed")
    document = Document("d", text=text, language="ar")
    assert judged(part, document=document) == Reason.NUMBER_NOT_IN_QUOTE
    whole = Candidate("d", text, 0, len(text), "19,453", "19 ألفا و453", measure="killed")
    assert judged(whole, document=document).says == "19,453"


def test_dates_are_read_as_dates():
    quote = "hurt on 2 December 2019"
    good = proposal(quote, "2019-12-02", "2 December 2019", measure="start-date", source=None)
    assert judged(good).says == "2019-12-02"
    bad = proposal(quote, "2019-12-03", "2 December 2019", measure="start-date", source=None)
    assert judged(bad) == Reason.OTHER_FIGURE


def test_counts_what_was_refused_by_reason():
    several = [proposal(), proposal(), proposal(says="many"), proposal(measure=None), proposal(measure="")]
    found = judge(several, DOCUMENT, KNOWN)
    assert len(found.passed) == 1
    assert found.refusals == {Reason.NO_MEASURE: 2, Reason.TWICE: 1, Reason.NO_FIGURE: 1}


def test_two_sources_of_one_number_are_two_proposals():
    found = judge([proposal(), proposal(source=None), proposal(measure="injured")], DOCUMENT, KNOWN)
    assert len(found.passed) == 3


WORDS = st.sampled_from(
    ["600", "at least", "people", "killed", "١٦١", "قُتل", "منظمة", "\u200f", "1,600", "\n", "é", "x"]
)


@given(
    words=st.lists(WORDS, max_size=12),
    quote=st.one_of(st.none(), st.text(max_size=8)),
    places=st.tuples(st.integers(-2, 40), st.integers(-2, 40)),
    says=st.sampled_from(["600", "at least 600", "1,600", "161", "nonsense"]),
    source=st.sampled_from([None, "منظمة", "x", "nobody"]),
)
def test_whatever_comes_evidence_is_verbatim_or_refused(words, quote, places, says, source):
    text = " ".join(words)
    start, end = places
    passage = text[max(start, 0) : max(end, 0)] if quote is None else quote
    one = Candidate("d", passage, start, end, says, None, measure="killed", source=source)
    found = judge([one], Document("d", text=text), KNOWN)
    assert len(found.passed) + len(found.refused) == 1
    for made in found.passed:
        assert isinstance(made, Passed)
        kept = made.candidate
        assert kept.quote == passage == text[kept.quote_start : kept.quote_end]
        assert kept.stated_as == text[kept.stated_start : kept.stated_end]
        assert kept.quote_start <= kept.stated_start <= made.number_start < kept.stated_end <= kept.quote_end
        assert (kept.says, kept.source) == (says, source)
    for refused in found.refused:
        assert isinstance(refused, Refused)
        assert refused.candidate == one
