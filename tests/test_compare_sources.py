"""How two sources relate over all events: counts, ratios, and when there are too few of them."""

from decimal import Decimal

import pytest
from builders import (
    BY_ID,
    DOCUMENTED,
    REPORTED,
    about,
    at_least,
    between,
    claim,
    exact,
    fewer_than,
    more_than,
    nothing,
    unknown,
    vague,
)
from hypothesis import given
from hypothesis import strategies as st

from claims.compare.sources import ENOUGH, by_other, common_comparisons, one_number, relate_sources

PLACES = ("Tehran", "Shiraz", "Mahshahr", "Ahvaz", "Karaj", "Tabriz")


def beside(pairs, *, first="amnesty-international", second="mek"):
    """Current claims of two sources, a comparison a pair of numbers."""
    return [
        claim(exact(number), source=source, place=f"p{place:03}")
        for place, numbers in enumerate(pairs)
        for source, number in zip((first, second), numbers, strict=True)
    ]


def relate(claims, *, first="amnesty-international", second="mek"):
    found = [one for source, one in common_comparisons(claims, first=first, measures=BY_ID) if source == second]
    return relate_sources(first, second, found)


def test_counts_and_ratios_of_five_comparisons():
    found = relate(beside([(10, 20), (30, 30), (40, 20), (10, 40), (50, 20)]))
    assert (found.above, found.equal, found.below, found.ratios) == (2, 1, 2, 5)
    assert (found.lower_quartile, found.median, found.upper_quartile) == (Decimal("0.5"), Decimal(1), Decimal(2))
    assert [one.numbers for one in found.common] == [(10, 20), (30, 30), (40, 20), (10, 40), (50, 20)]


def test_too_few_comparisons_are_listed_without_a_median():
    found = relate(beside([(10, 20)] * (ENOUGH - 1)))
    assert (len(found.common), found.below, found.ratios) == (4, 4, 4)
    assert (found.median, found.lower_quartile, found.upper_quartile) == (None, None, None)


def test_a_zero_has_no_ratio_but_is_counted():
    found = relate(beside([(3, 0), (0, 0), (0, 5), (1, 1), (2, 2), (4, 2)]))
    assert (found.above, found.equal, found.below, found.ratios) == (2, 3, 1, 4)
    assert found.median is None


NUMBERS = {
    "exact": (exact(161), 161),
    "a floor": (at_least(161), 161),
    "a floor above a number, as stated": (more_than(10_000), 10_000),
    "a ceiling below a number, as stated": (fewer_than(50), 50),
    "about": (about(600), 600),
    "a range with its best": (between(10, 14, best=12), 12),
    "a range": (between(10, 14), None),
    "dozens": (vague(12), None),
    "unknown": (unknown(), None),
    "none": (nothing(), None),
}


@pytest.mark.parametrize(("figure", "number"), NUMBERS.values(), ids=NUMBERS)
def test_the_number_is_the_one_stated_and_never_one_made_up(figure, number):
    assert one_number(claim(figure), BY_ID["killed"]) == number


def test_a_date_is_no_number():
    assert one_number(claim(exact("2019-11-15"), measure="start-date"), BY_ID["start-date"]) is None


def test_a_claim_without_a_number_makes_no_comparison():
    claims = [claim(exact(10), source="amnesty-international"), claim(vague(12), source="mek")]
    assert relate(claims).common == ()


def test_of_several_bases_the_latest_is_taken():
    older = claim(exact(10), source="amnesty-international", basis=DOCUMENTED, as_of="2019-11-20")
    newer = claim(exact(40), source="amnesty-international", basis=REPORTED)
    found = relate([older, newer, claim(exact(20), source="mek")])
    assert [one.first.id for one in found.common] == [newer.id]
    assert found.above == 1


def test_totals_are_held_against_each_other_as_of_the_latest_date_that_both_speak_of():
    mek = [claim(exact(100 * day), as_of=f"2019-12-0{day}") for day in (1, 2, 5)]
    amnesty = [
        claim(exact(number), source="amnesty-international", as_of=as_of)
        for number, as_of in ((90, "2019-12-01"), (160, "2019-12-02"), (170, "2019-12-03"))
    ]
    (common,) = relate([*mek, *amnesty]).common
    assert (common.first.as_of, common.second.as_of, common.numbers) == ("2019-12-02", "2019-12-02", (160, 200))


def test_without_a_common_date_the_latest_of_each_is_taken_and_said_so():
    mek = [claim(exact(100), as_of="2019-12-01"), claim(exact(500), as_of=None)]
    amnesty = [claim(exact(90), source="amnesty-international", as_of=as_of) for as_of in ("2019-11-29", None)]
    found = relate([*mek, *amnesty])
    assert [one.numbers for one in found.common] == [(90, 100)]
    assert found.same_date == 0
    assert relate(beside([(1, 2), (3, 4)])).same_date == 2


def test_a_profile_has_every_other_source():
    claims = [claim(exact(10), source=source) for source in ("wire", "mek", "amnesty-international")]
    grouped = by_other(list(common_comparisons(claims, first="mek", measures=BY_ID)))
    assert list(grouped) == ["amnesty-international", "wire"]


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), max_size=12))
def test_turning_the_two_around_turns_the_answer_around(pairs):
    claims = beside(pairs)
    there, back = relate(claims), relate(claims, first="mek", second="amnesty-international")
    assert (there.above, there.equal, there.below) == (back.below, back.equal, back.above)
    assert len(there.common) == len(back.common) == len(pairs)
    if all(a and b for a, b in pairs) and len(pairs) >= ENOUGH and len(pairs) % 2:
        assert there.median * back.median == pytest.approx(Decimal(1))
