"""The history of a comparison: what each source said, step by step."""

from builders import DOCUMENTED, REPORTED, at_least, claim, link

from claims.compare.history import steps

FIRST = claim(at_least(106), source="amnesty-international", basis=DOCUMENTED, as_of="2019-11-19")
SECOND = claim(at_least(161), source="amnesty-international", basis=DOCUMENTED, as_of="2019-11-29")
MEK = claim(at_least(600), source="mek", basis=REPORTED)


def told(found):
    return {
        own.source: [(step.date, step.claim.id, step.until, step.is_current) for step in own.steps] for own in found
    }


def test_gives_the_steps_of_each_source_oldest_first():
    found = steps([MEK, SECOND, FIRST])
    assert list(told(found).items()) == [
        (
            "amnesty-international",
            [("2019-11-19", FIRST.id, "2019-11-29", False), ("2019-11-29", SECOND.id, None, True)],
        ),
        ("mek", [("2019-12-02", MEK.id, None, True)]),
    ]
    assert found[0].steps[0].why.other == SECOND.id


def test_a_step_on_another_basis_ends_nothing():
    reported = claim(at_least(300), source="amnesty-international", basis=REPORTED, as_of="2019-11-25")
    (own,) = steps([FIRST, reported, SECOND])
    assert [(step.claim.id, step.until) for step in own.steps] == [
        (FIRST.id, "2019-11-29"),
        (reported.id, None),
        (SECOND.id, None),
    ]


def test_a_retracted_step_says_by_what():
    later = claim(at_least(500), source="mek", basis=REPORTED, as_of="2019-12-05")
    (own,) = steps([MEK, later], links=[link(later, "retracts", MEK)])
    assert (own.steps[0].why.how, own.steps[0].why.other) == ("retracted by", later.id)


def test_a_claim_without_a_date_stands_at_the_day_on_which_it_could_be_known():
    undated = claim(at_least(50), source="mek", as_of=None)
    recorded = claim(at_least(70), source="mek", as_of=None)._replace(recorded_at="2019-12-09T10:00:00Z")
    (own,) = steps([recorded, undated], known={undated.id: "2019-11-20", recorded.id: None})
    assert [(step.date, step.is_dated, step.known) for step in own.steps] == [
        ("2019-11-20", False, "2019-11-20"),
        ("2019-12-09", False, "2019-12-09"),
    ]


def test_two_claims_of_one_day_end_with_the_next_day():
    other = claim(at_least(170), source="amnesty-international", basis=DOCUMENTED, as_of="2019-11-19")
    (own,) = steps([FIRST, other, SECOND])
    assert [step.until for step in own.steps] == ["2019-11-29", "2019-11-29", None]
