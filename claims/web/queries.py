"""Ready-made queries: the ten questions that analysts ask first, each to be read, run, changed and learned from."""

from __future__ import annotations

from typing import NamedTuple


class Query(NamedTuple):
    """A query with its title and what it tells; parameters left empty mean all."""

    name: str
    title: str
    description: str
    sql: str


QUERIES = (
    Query(
        "contested",
        "Where do sources contradict each other?",
        "Comparisons by the number of pairs that cannot both be true, then of those that lie far apart.",
        """select event, measure, population, place, contradictions, divergences, sources, independent_sources,
  id as comparison
from comparison
where (:event = '' or event = :event) and contradictions + divergences > 0
order by contradictions desc, divergences desc, reports desc
limit 200""",
    ),
    Query(
        "who_says_what",
        "Who says what now?",
        "The claims that stand on one event and measure, lowest first, with where each can be read.",
        """select current_claim.source, current_claim.says, current_claim.as_of, current_claim.basis,
  current_claim.population, current_claim.place, place.quote, place.document, current_claim.id as claim
from current_claim left join current_appearance as place on place.claim = current_claim.id
where current_claim.event = :event and (:measure = '' or current_claim.measure = :measure)
order by current_claim.measure, coalesce(current_claim.low, current_claim.best, current_claim.high)
limit 500""",
    ),
    Query(
        "agreed",
        "What does every source say at least?",
        "The agreed minimum of each comparison of an event: no source that stands states less.",
        """select event, measure, population, place, agreed_minimum, highest_floor, highest_ceiling, sources,
  independent_sources
from comparison
where event = :event and agreed_minimum is not null
order by measure, population, place""",
    ),
    Query(
        "far_apart",
        "Where do the figures lie furthest apart?",
        "Comparisons by the largest ratio of any two figures that stand.",
        """select event, measure, population, place, ratio, spread, status, sources, id as comparison
from comparison
where ratio is not null and (:event = '' or event = :event)
order by ratio desc
limit 200""",
    ),
    Query(
        "pairs",
        "Which two claims disagree, and why?",
        "Pairs of claims of an event that contradict or diverge, with the ratio and the first reason that explains it.",
        """select a.source as source_a, a.says as says_a, claim_pair.relation, claim_pair.ratio, claim_pair.reason,
  b.source as source_b, b.says as says_b, a.measure, a.id as claim
from comparison join claim_pair on claim_pair.comparison = comparison.id
  join claim as a on a.id = claim_pair.a join claim as b on b.id = claim_pair.b
where comparison.event = :event and (:measure = '' or comparison.measure = :measure)
  and claim_pair.relation in ('contradicts', 'diverges')
order by claim_pair.relation, claim_pair.ratio desc
limit 500""",
    ),
    Query(
        "copies",
        "Which sources repeat others?",
        "Recorded links by which one claim derives from another source's or repeats it, with who decided so and why.",
        """select claim.source, claim_link.relation, other.source as other_source, claim.event, claim.measure,
  claim.says, claim_link.reason, claim_link.decided_by, claim.id as claim
from claim_link join claim on claim.id = claim_link.claim join claim as other on other.id = claim_link.other
where claim_link.withdrawn_at is null and claim_link.relation in ('derived_from', 'duplicate_of')
  and claim.published = 1 and other.published = 1 and (:source = '' or :source in (claim.source, other.source))
order by claim_link.number desc
limit 500""",
    ),
    Query(
        "history_of_a_source",
        "How did a source's figures develop?",
        "All claims of one source on one event, in time, those that no longer stand too.",
        """select measure, population, place, as_of, says, low, best, high, basis, "rank", id as claim
from claim
where source = :source and event = :event and published = 1
order by measure, population, place, as_of, number
limit 1000""",
    ),
    Query(
        "without_evidence",
        "Which claims have no quote or document?",
        "Published claims that can be read in no document, or of which no words are kept.",
        """select claim.event, claim.measure, claim.source, claim.says, claim.as_of, claim.recorded_by,
  claim.id as claim
from claim
where claim.published = 1 and (:event = '' or claim.event = :event)
  and not exists (select 1 from current_appearance as place where place.claim = claim.id and place.quote is not null)
order by claim.number desc
limit 500""",
    ),
    Query(
        "decisions",
        "What was decided, and does it still rest on what stands?",
        "Decisions in force with their rule, who signed them and why; stale is 1 where other claims stand now.",
        """select comparison.event, comparison.measure, comparison.population, comparison.place, comparison.reconciled,
  reconciliation."rule", reconciliation.rationale, reconciliation.decided_by, reconciliation.decided_at,
  comparison.stale
from comparison join reconciliation on reconciliation.number = comparison.reconciliation
where (:event = '' or comparison.event = :event) and (
  reconciliation.claim is null
  or exists (select 1 from claim where claim.id = reconciliation.claim and claim.published = 1))
order by reconciliation.number desc
limit 500""",
    ),
    Query(
        "corrected",
        "What was corrected, retracted or replaced?",
        "Recorded links by which one claim takes the place of another, with the figures before and after.",
        """select claim.event, claim.measure, claim.source, other.says as before, claim_link.relation,
  claim.says as after, claim_link.reason, claim_link.decided_by, claim_link.decided_at, claim.id as claim
from claim_link join claim on claim.id = claim_link.claim join claim as other on other.id = claim_link.other
where claim_link.withdrawn_at is null and claim_link.relation in ('supersedes', 'corrects', 'retracts')
  and claim.published = 1 and other.published = 1 and (:event = '' or claim.event = :event)
order by claim_link.number desc
limit 500""",
    ),
)
