-- The data model of a claims database, whole: every table, index, trigger and view. A new file is made from this text;
-- an older file is carried here by the numbered steps in claims/migrations/. Slugs are keys that people type, content
-- ids are hashes of what is asserted (claims/identity.py), dates are ISO text as precise as stated (2019, 2019-12,
-- 2019-12-02), times are UTC (2019-12-02T10:00:00Z). application_id and user_version are set by claims/schema.py.

-- What happened.
create table event (
  id text primary key check (id <> '' and id = lower(id)),
  name text not null check (name <> ''),
  starts_on text,
  ends_on text,
  date_precision text check (date_precision in ('day', 'month', 'year')),
  country text, -- ISO 3166-1 alpha-3
  place text,
  part_of text references event (id),
  wikidata text check (wikidata glob 'Q[1-9]*'),
  same_as text references event (id) check (same_as <> id) -- live merges only; who and why stands in change_log
) strict;

-- Who asserts: an organisation or a person, never the newspaper that merely carried it.
create table source (
  id text primary key check (id <> '' and id = lower(id)),
  name text not null check (name <> ''),
  type text not null default 'unknown' check (type in (
    'government', 'security_force', 'armed_group', 'opposition', 'igo', 'ngo', 'monitor', 'academic', 'media', 'wire',
    'official', 'witness', 'unknown')),
  party_to_event integer not null default 0 check (party_to_event in (0, 1)),
  reliability text not null default 'F' check (reliability in ('A', 'B', 'C', 'D', 'E', 'F')), -- Admiralty code; F: not judged
  url text,
  wikidata text check (wikidata glob 'Q[1-9]*'),
  same_as text references source (id) check (same_as <> id)
) strict;

-- What is counted or stated.
create table measure (
  id text primary key check (id <> '' and id = lower(id)),
  label text not null check (label <> ''),
  unit text,
  value_kind text not null default 'count' check (value_kind in ('count', 'quantity', 'percent', 'money', 'date', 'text')),
  count_kind text not null default 'cumulative' check (count_kind in ('cumulative', 'period', 'point')),
  part_of text references measure (id),
  definition text,
  hxl_tag text check (hxl_tag glob '#*'),
  wikidata_property text check (wikidata_property glob 'P[1-9]*'),
  same_as text references measure (id) check (same_as <> id)
) strict;

-- Places that are one and the same though they are written differently, once somebody said so: rows for both. Other
-- places stand in the claims alone.
create table place (
  id text primary key check (id <> ''),
  same_as text references place (id) check (same_as <> id)
) strict;

create index event_same_as on event (same_as) where same_as is not null;
create index event_part_of on event (part_of) where part_of is not null;
create index source_same_as on source (same_as) where same_as is not null;
create index measure_same_as on measure (same_as) where same_as is not null;
create index place_same_as on place (same_as) where same_as is not null;

-- Other names of an event, a source or a measure, in any script; folded is the name as matching sees it (claims.text.fold);
-- of a name that was taken back it begins with char(31), which no name does.
create table alias (
  number integer primary key,
  name text not null check (name <> ''),
  folded text not null check (folded <> ''),
  language text,
  event text references event (id),
  source text references source (id),
  measure text references measure (id),
  check ((event is not null) + (source is not null) + (measure is not null) = 1)
) strict;
create unique index alias_event on alias (folded) where event is not null;
create unique index alias_source on alias (folded) where source is not null;
create unique index alias_measure on alias (folded) where measure is not null;
create index alias_of_event on alias (event) where event is not null;
create index alias_of_source on alias (source) where source is not null;

-- Where claims can be read. text is the exact text that quote offsets point into (in code points) and never changes.
create table document (
  id text primary key,
  number integer not null unique, -- order of recording; joins document_fts
  title text,
  publisher text references source (id),
  author text, -- as the document names whoever wrote it
  url text,
  archive_url text,
  language text,
  published_on text,
  accessed_on text,
  read_from text, -- the file or address that its text was read from
  sha256 text check (length(sha256) = 64), -- of the bytes read; of its own where one file holds several documents
  text text,
  check (coalesce(title, url, sha256) is not null)
) strict;
create index document_url on document (url) where url is not null;
create index document_sha256 on document (sha256) where sha256 is not null;

-- What was fetched from the web, to the byte, by its hash: what a document said on the day it was read. Not for readers.
create table blob (
  sha256 text primary key check (length(sha256) = 64),
  bytes blob not null,
  media_type text, -- as the server stated it
  fetched_from text not null check (fetched_from <> ''), -- the address that answered, after redirects
  fetched_at text not null
) strict;

-- One row per ingest: what was read, how, with which result.
create table batch (
  number integer primary key,
  file text not null,
  sha256 text not null,
  importer text not null,
  mapping text, -- how the file was read, as JSON, so that the ingest can be repeated and explained
  columns text, -- the columns of the file, as a JSON list; the paths of nested records as {"paths": [...]}
  document text references document (id), -- what quotes refer to (--document); null: the file or what the rows name
  retry_of integer references batch (number), -- the batch whose refused rows were taken again
  started_at text not null,
  started_by text not null,
  "read" integer not null default 0, -- claims read from the file, refused ones included
  added integer not null default 0, -- claims new to this database
  known integer not null default 0, -- claims that were there already
  appearances integer not null default 0, -- appearances new to this database
  refused integer not null default 0,
  proved text -- decimal marks and orders of dates that its cells prove, by column, as JSON; null: nothing was ambiguous
) strict;
create index batch_sha256 on batch (sha256);

-- Claims that a batch read where they were known in the same document: they added neither a claim nor an appearance.
create table read_again (
  batch integer not null references batch (number),
  claim text not null references claim (id),
  batch_row integer, -- the row of that batch's file
  primary key (batch, claim)
) strict;

-- Every refused row, verbatim, with its place and the reason.
create table reject (
  number integer primary key,
  batch integer not null references batch (number),
  file text not null,
  "row" integer,
  "column" text,
  reason text not null,
  hint text,
  raw text not null,
  cells text, -- the row's cells by column, as JSON; null: it could not be divided into cells
  retried_in integer references batch (number) -- the batch that took the row again: recorded it, or refused it anew
) strict;
create index reject_batch on reject (batch);

-- One source asserts one figure for one measure of one event, in one scope, as of one date. Append-only. place follows
-- merges as event, measure and source do; recorded_place is then the one first recorded.
create table claim (
  id text primary key, -- content id of what is asserted
  number integer not null unique, -- order of recording; joins claim_fts
  event text not null references event (id), -- follows merges (same_as), as do measure and source
  measure text not null references measure (id),
  population text not null default 'all',
  place text not null default '',
  period_start text,
  as_of text,
  as_of_precision text check (as_of_precision in ('day', 'month', 'year')),
  source text not null references source (id),
  says text not null, -- the figure in words: at least 161
  value_type text not null default 'value' check (value_type in ('value', 'somevalue', 'novalue')),
  low any,
  best any,
  high any,
  magnitude integer check (magnitude > 0), -- of a vague figure only: dozens 12, hundreds 100
  hedge text not null,
  basis text not null default 'unstated' check (basis in (
    'named', 'documented', 'verified', 'reported', 'estimated', 'projected', 'unstated')),
  credibility integer not null default 6 check (credibility between 1 and 6), -- Admiralty code; 6: cannot be judged
  "rank" text not null default 'normal' check ("rank" in ('preferred', 'normal', 'deprecated')),
  rank_reason text,
  note text,
  published integer not null default 1 check (published in (0, 1)), -- 0: withheld from readers
  source_type text not null, -- copy of source.type, kept true by triggers, so that it can be faceted
  country text, -- copy of event.country, likewise
  as_of_year integer generated always as (cast(substr(as_of, 1, 4) as integer)) virtual,
  comparison text not null, -- content id of what is spoken of: the claims that share it are compared
  recorded_event text references event (id), -- the slug first recorded where a merge has changed it, else null
  recorded_measure text references measure (id),
  recorded_source text references source (id),
  batch integer references batch (number),
  recorded_by text not null check (recorded_by <> ''),
  recorded_at text not null,
  recorded_place text,
  check ((as_of is null) = (as_of_precision is null)),
  check (length(as_of) = case as_of_precision when 'day' then 10 when 'month' then 7 else 4 end),
  check ('blob' not in (typeof(low), typeof(best), typeof(high))),
  check ((hedge = 'vague') = (magnitude is not null)),
  check (low is null or high is null or low <= high),
  check (best is null or ((low is null or low <= best) and (high is null or best <= high))),
  check (case hedge
    when 'exact' then low is not null and low is best and best is high
    when 'at_least' then low is not null and best is null and high is null
    when 'more_than' then low is not null and best is null and high is null
    when 'at_most' then low is null and best is null and high is not null
    when 'fewer_than' then low is null and best is null and high is not null
    when 'between' then low is not null and high is not null
    when 'about' then low is null and best is not null and high is null
    when 'nearly' then low is null and best is not null and high is null
    when 'vague' then low is null and best is null and high is null
    when 'none' then low is null and best is null and high is null
    else 0 end),
  check ((value_type = 'value') = (hedge <> 'none')),
  check ("rank" = 'normal' or rank_reason is not null)
) strict;
-- Covering: all comparisons are worked out in one ordered pass over it (claims.compare.fold).
create index claim_comparison on claim (
  comparison, source, basis, as_of, id, measure, published, "rank", value_type, hedge, low, best, high, magnitude);
create index claim_event on claim (event, measure);
-- By what the table of claims is filtered on, each in the order of recording, so that a page of it is found and not sorted.
create index claim_of_event on claim (event, number);
create index claim_measure on claim (measure, number);
create index claim_source on claim (source, number);
create index claim_source_type on claim (source_type, number);
create index claim_hedge on claim (hedge, number);
create index claim_basis on claim (basis, number);
create index claim_rank on claim ("rank", number);
create index claim_batch on claim (batch) where batch is not null;
create index claim_withheld on claim (id) where published = 0; -- whether anything is withheld, at once

-- One document in which a claim can be read, with the verbatim quote and its place there. Append-only.
create table appearance (
  id text primary key, -- content id of claim, document, locator and quote
  claim text not null references claim (id),
  document text not null references document (id),
  stated_as text, -- the wording of the figure as it stands there
  quote text check (quote <> ''),
  quote_start integer check (quote_start >= 0),
  quote_end integer,
  locator text, -- page, row, cell
  language text,
  relayed_by text references source (id),
  forced text, -- why the quote was accepted although the number does not stand in it
  batch integer references batch (number),
  batch_row integer, -- the row of that batch's file
  batch_column text, -- the column of that row that gave the figure, or the columns of its bounds, by commas
  check ((quote_start is null) = (quote_end is null)),
  check (quote_end is null or (quote is not null and quote_end = quote_start + length(quote)))
) strict;
create index appearance_claim on appearance (claim);
create index appearance_document on appearance (document, quote_start);

-- That an appearance does not say what it was recorded for: it no longer counts as a report, and stays readable. Never
-- deleted: withdrawn in its turn, so that the appearance stands again.
create table appearance_withdrawal (
  number integer primary key,
  appearance text not null references appearance (id),
  reason text not null check (reason <> ''),
  decided_by text not null check (decided_by <> ''),
  decided_at text not null,
  withdrawn_at text,
  withdrawn_by text,
  withdrawn_reason text,
  check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawn_reason is null))
) strict;
create unique index appearance_withdrawal_live on appearance_withdrawal (appearance) where withdrawn_at is null;
create index appearance_withdrawal_of on appearance_withdrawal (appearance);

-- What a person recorded about two claims, read as "claim RELATION other". Never deleted: withdrawn.
create table claim_link (
  number integer primary key,
  claim text not null references claim (id),
  other text not null references claim (id) check (other <> claim),
  relation text not null check (relation in (
    'derived_from', 'supersedes', 'corrects', 'retracts', 'duplicate_of', 'disputes', 'confirms', 'not_comparable')),
  reason text not null check (reason <> ''),
  decided_by text not null check (decided_by <> ''),
  decided_at text not null,
  withdrawn_at text,
  withdrawn_by text,
  withdrawn_reason text,
  check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawn_reason is null))
) strict;
create unique index claim_link_live on claim_link (claim, other, relation) where withdrawn_at is null;
create index claim_link_other on claim_link (other);

-- One run of an extractor over one document: by what, with which result. Append-only.
create table extraction (
  number integer primary key,
  document text not null references document (id),
  extractor text not null check (extractor <> ''), -- rules, llm, or the name of another's entry point
  extractor_version text not null check (extractor_version <> ''),
  model text, -- of a language model
  prompt_sha256 text check (length(prompt_sha256) = 64),
  language text, -- of the text, as it was identified or given
  proposed integer not null default 0, -- candidates that passed the gate and were new
  known integer not null default 0, -- candidates that were proposed before
  refused integer not null default 0, -- candidates that the gate refused
  refusals text, -- why, as a JSON object of counts by reason
  run_by text not null check (run_by <> ''),
  run_at text not null
) strict;
create index extraction_document on extraction (document);

-- A claim proposed by an extractor or an unsure import, waiting for a person. Nothing becomes a claim by itself. What was
-- proposed never changes; only the decision (state, reason, decided_by, decided_at, claim) does, and each is an act in
-- change_log: one that was made is taken back before another is made.
create table candidate (
  id text primary key, -- content id of document, place of the number in it, event, measure, source and figure
  document text not null references document (id),
  quote text not null check (quote <> ''), -- verbatim: the passage of the document's text from quote_start to quote_end
  quote_start integer not null check (quote_start >= 0),
  quote_end integer not null check (quote_end = quote_start + length(quote)),
  stated_as text, -- the words of the figure as they stand there, with its hedge
  stated_start integer,
  stated_end integer,
  event text, -- slug
  measure text, -- slug, or the words of the text where no measure is known by them
  population text not null default 'all',
  place text not null default '',
  source text, -- slug or the name in the text; null: no source found, a person fills it
  source_start integer, -- where the source is named in the text; null: it is not, or not there
  source_end integer,
  source_inferred integer not null default 0 check (source_inferred in (0, 1)), -- 1: the text does not name it here
  relayed_by text, -- who passes it on ("Amnesty says the MEK claimed"), as a slug or the name in the text
  says text not null check (says <> ''), -- the figure in words: at least 161
  basis text not null default 'unstated',
  as_of text,
  as_of_inferred integer not null default 0 check (as_of_inferred in (0, 1)), -- 1: the date of the document
  flags text not null default '', -- denied, hypothetical, question, projected, earlier, increase: words in order, by spaces
  qualifiers text, -- what stands beside in the text's own words: ages, who they were
  language text,
  extractor text not null,
  extractor_version text not null,
  extraction integer references extraction (number),
  state text not null default 'proposed' check (state in ('proposed', 'accepted', 'rejected', 'skipped')),
  reason text,
  decided_by text,
  decided_at text,
  claim text references claim (id),
  check ((state = 'accepted') = (claim is not null)),
  check ((state <> 'proposed') = (decided_by is not null) and (decided_by is null) = (decided_at is null)),
  check (state <> 'rejected' or reason is not null),
  check (decided_by <> '' and reason <> ''),
  check ((stated_start is null) = (stated_end is null) and (source_start is null) = (source_end is null))
) strict;
create index candidate_document on candidate (document, quote_start);
create index candidate_state on candidate (state, document, quote_start);
create index candidate_claim on candidate (claim) where claim is not null;
create index candidate_extraction on candidate (extraction);

-- A person's signed decision on one comparison. Never changed: replaced or withdrawn. replaced_by is the decision that
-- replaced it first; it is in force again where that stands on another comparison, since a merge of names was undone.
create table reconciliation (
  number integer primary key,
  comparison text not null,
  event text not null references event (id),
  measure text not null references measure (id),
  population text not null,
  place text not null,
  period_start text,
  as_of text,
  outcome text not null check (outcome in ('preferred_claim', 'range', 'unresolved')),
  "rule" text not null check ("rule" in (
    'latest', 'lowest', 'highest-floor', 'preferred-source', 'documented-only', 'range', 'analyst')),
  claim text references claim (id),
  says text,
  value_type text check (value_type in ('value', 'somevalue', 'novalue')),
  hedge text,
  low any,
  best any,
  high any,
  magnitude integer check (magnitude > 0),
  rationale text not null check (rationale <> ''),
  decided_by text not null check (decided_by <> ''),
  decided_at text not null,
  replaced_by integer references reconciliation (number),
  withdrawn_at text,
  withdrawn_by text,
  withdrawn_reason text,
  check ((outcome = 'preferred_claim') = (claim is not null)),
  check ((outcome = 'unresolved') = (hedge is null)),
  check ((hedge is null) = (value_type is null)),
  check (replaced_by <> number),
  check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawn_reason is null))
) strict;
create unique index reconciliation_live on reconciliation (comparison) where replaced_by is null and withdrawn_at is null;
create index reconciliation_event on reconciliation (event, measure); -- decisions follow merges by what they were made on

-- Every claim that a decision used or left out, and why.
create table reconciliation_claim (
  reconciliation integer not null references reconciliation (number),
  claim text not null references claim (id),
  included integer not null check (included in (0, 1)),
  reason text not null check (reason <> ''),
  primary key (reconciliation, claim)
) strict, without rowid;

-- That a decision which had been in force again was replaced once more. Append-only.
create table reconciliation_replaced (
  number integer primary key,
  reconciliation integer not null references reconciliation (number),
  replaced_by integer not null references reconciliation (number) check (replaced_by <> reconciliation),
  unique (reconciliation, replaced_by)
) strict;

-- What `claims check` lists and a person accepted, so that it is not listed again. Never changed: withdrawn.
create table accepted_finding (
  number integer primary key,
  finding text not null check (finding <> ''), -- content id of the rule and of what it found (claims/check.py)
  "rule" text not null check ("rule" <> ''),
  subject text not null check (subject <> ''), -- what it is about: claim 3f9a2c71..., document 5d0e...
  event text references event (id), -- null: not about one event
  says text not null, -- what was found, in the words in which it was accepted
  reason text not null check (reason <> ''),
  decided_by text not null check (decided_by <> ''),
  decided_at text not null,
  withdrawn_at text,
  withdrawn_by text,
  withdrawn_reason text,
  check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawn_reason is null))
) strict;
create unique index accepted_finding_live on accepted_finding (finding) where withdrawn_at is null;

-- Derived: what follows from the published claims that speak of the same thing. Brought up to date with every write.
create table comparison (
  id text primary key,
  event text not null references event (id),
  measure text not null references measure (id),
  population text not null,
  place text not null,
  period_start text,
  as_of text, -- of a measure that is not cumulative
  status text not null check (status in ('contradicts', 'diverges', 'compatible', 'agrees', 'single')),
  reports integer not null, -- every claim counts once for each document in which it can be read, and once if in none
  sources integer not null,
  independent_sources integer not null,
  claims integer not null,
  agreed_minimum any, -- every source says at least this
  highest_floor any,
  highest_ceiling any, -- only if every source states a ceiling
  latest_as_of text,
  spread any, -- highest minus lowest stated number
  ratio real, -- the largest ratio of any two
  contradictions integer not null,
  divergences integer not null,
  reconciliation integer references reconciliation (number),
  reconciled text, -- the decision's figure in words
  stale integer check (stale in (0, 1)) -- 1: the decision was made on other claims than stand now
) strict;
create index comparison_event on comparison (event, measure, population, place);
create index comparison_of_event on comparison (event, contradictions desc, divergences desc, reports desc, id);
create index comparison_measure on comparison (measure);
create index comparison_contested on comparison (contradictions desc, divergences desc, reports desc);

-- Derived, for facets: claims counted by what their pages are filtered on, so that no page need read them all. Brought
-- up to date with every write; what somebody else changes is marked in facet_stale and counted live until then.
-- Each claim by the numbers of its event, source and kind.
create table facet_claim (
  number integer primary key, -- claim.number
  event integer not null,
  source integer not null,
  kind integer not null,
  withheld integer not null check (withheld in (0, 1))
) strict;
create index facet_claim_event on facet_claim (event, source, kind, withheld);
create index facet_claim_source on facet_claim (source, event, kind, withheld);
-- Derived: numbers of events and sources in facet_claim, with how many claims each has, withheld ones included.
create table facet_value (
  id integer primary key,
  facet text not null check (facet in ('event', 'source')),
  value text not null,
  claims integer not null,
  withheld integer not null,
  unique (facet, value)
) strict;
create index facet_value_most on facet_value (facet, claims desc);
-- Derived: how many claims are alike in measure, type of source, hedge, basis and rank.
create table facet_kind (
  id integer primary key,
  measure text not null,
  source_type text not null,
  hedge text not null,
  basis text not null,
  "rank" text not null,
  claims integer not null,
  withheld integer not null,
  unique (measure, source_type, hedge, basis, "rank")
) strict;
-- Derived: how many claims of each kind an event or a source has.
create table facet_cell (
  value integer not null, -- facet_value.id
  kind integer not null, -- facet_kind.id
  claims integer not null,
  withheld integer not null,
  primary key (value, kind)
) strict, without rowid;
create index facet_cell_kind on facet_cell (kind, value, claims, withheld);
-- Derived: numbers of claims that were changed since they were counted.
create table facet_stale (
  number integer primary key
) strict;

-- Derived: what is contested of each event, as the front page and the event's own page tell it.
create table event_summary (
  event text primary key references event (id),
  claims integer not null,
  comparisons integer not null,
  contradicting integer not null, -- comparisons whose status is contradicts
  diverging integer not null
) strict, without rowid;
create index event_summary_contested on event_summary (contradicting desc, diverging desc, claims desc, event);
create index event_summary_most on event_summary (comparisons desc);
-- Derived: how many comparisons are alike in measure, status and whether their decision is stale.
create table comparison_kind (
  id integer primary key,
  measure text not null,
  status text not null,
  stale integer not null, -- -1: no decision
  comparisons integer not null,
  claims integer not null,
  unique (measure, status, stale)
) strict;
-- Derived: how many comparisons of each kind an event has.
create table comparison_cell (
  event text not null references event (id),
  kind integer not null references comparison_kind (id),
  comparisons integer not null,
  claims integer not null,
  primary key (event, kind)
) strict, without rowid;
create index comparison_cell_kind on comparison_cell (kind, comparisons desc, event);
-- Derived: events whose comparisons were written since they were counted.
create table comparison_stale (
  event text primary key
) strict, without rowid;

-- What this collection is, in its editors' words: shown on its front page and with what is taken from it. Each change is
-- an act in change_log.
create table config (
  key text primary key check (key in (
    'title', 'description', 'editors', 'licence', 'licence_url', 'homepage', 'contact', 'robots')),
  value text not null check (value <> ''),
  check (key <> 'robots' or value in ('allow', 'deny')) -- deny: search engines are asked to stay away
) strict;

-- Every act, in order: who, when, what, before and after. hash covers the entry and previous_hash, so that a later
-- edit from outside shows (claims.identity.log_hash).
create table change_log (
  number integer primary key,
  at text not null,
  by text not null check (by <> ''),
  act text not null,
  subject text not null, -- table and key: source amnesty-international
  reason text,
  before text,
  after text,
  previous_hash text not null,
  hash text not null unique
) strict;
create index change_log_subject on change_log (subject);

-- Search over quotes, notes and wordings of claims; rowid is claim.number, text as claims.search.searchable makes it.
create virtual table claim_fts using fts5 (text, tokenize = 'unicode61 remove_diacritics 2');
-- Search over titles and texts of documents; rowid is document.number, text likewise.
create virtual table document_fts using fts5 (text, tokenize = 'unicode61 remove_diacritics 2');
-- Search in names by any three letters that follow each other; rowid is alias.number. Kept by triggers on alias.
create virtual table name_fts using fts5 (
  folded, tokenize = 'trigram case_sensitive 1', detail = none, content = 'alias', content_rowid = 'number');

-- The slug that stands at the end of a chain of merges, for every event, source and measure, and for merged places.
create view event_canonical as
with recursive step (id, canonical, depth) as (
  select id, id, 0 from event
  union all
  select step.id, event.same_as, step.depth + 1
  from step join event on event.id = step.canonical
  where event.same_as is not null and step.depth < 100
)
select id, canonical from step
where not exists (select 1 from event where event.id = step.canonical and event.same_as is not null);

create view source_canonical as
with recursive step (id, canonical, depth) as (
  select id, id, 0 from source
  union all
  select step.id, source.same_as, step.depth + 1
  from step join source on source.id = step.canonical
  where source.same_as is not null and step.depth < 100
)
select id, canonical from step
where not exists (select 1 from source where source.id = step.canonical and source.same_as is not null);

create view measure_canonical as
with recursive step (id, canonical, depth) as (
  select id, id, 0 from measure
  union all
  select step.id, measure.same_as, step.depth + 1
  from step join measure on measure.id = step.canonical
  where measure.same_as is not null and step.depth < 100
)
select id, canonical from step
where not exists (select 1 from measure where measure.id = step.canonical and measure.same_as is not null);

create view place_canonical as
with recursive step (id, canonical, depth) as (
  select id, id, 0 from place
  union all
  select step.id, place.same_as, step.depth + 1
  from step join place on place.id = step.canonical
  where place.same_as is not null and step.depth < 100
)
select id, canonical from step
where not exists (select 1 from place where place.id = step.canonical and place.same_as is not null);

-- The search index of names follows the names.
create trigger alias_added after insert on alias
begin insert into name_fts (rowid, folded) values (new.number, new.folded); end;
create trigger alias_changed after update of number, folded on alias
begin
  insert into name_fts (name_fts, rowid, folded) values ('delete', old.number, old.folded);
  insert into name_fts (rowid, folded) values (new.number, new.folded);
end;
create trigger alias_gone after delete on alias
begin insert into name_fts (name_fts, rowid, folded) values ('delete', old.number, old.folded); end;

-- Slugs are parts of content ids: they never change and never go.
create trigger event_id_fixed before update of id on event when new.id is not old.id
begin select raise(abort, 'an event slug never changes; change its name instead'); end;
create trigger event_kept before delete on event
begin select raise(abort, 'events are never deleted; merge them with same_as'); end;
create trigger source_id_fixed before update of id on source when new.id is not old.id
begin select raise(abort, 'a source slug never changes; change its name instead'); end;
create trigger source_kept before delete on source
begin select raise(abort, 'sources are never deleted; merge them with same_as'); end;
create trigger measure_id_fixed before update of id on measure when new.id is not old.id
begin select raise(abort, 'a measure slug never changes; change its label instead'); end;
create trigger measure_kept before delete on measure
begin select raise(abort, 'measures are never deleted; merge them with same_as'); end;
create trigger place_id_fixed before update of id on place when new.id is not old.id
begin select raise(abort, 'a place keeps the name it was recorded under; merge it with same_as'); end;
create trigger place_kept before delete on place
begin select raise(abort, 'places are never deleted; merge them with same_as'); end;
create trigger measure_kind_fixed before update of value_kind, count_kind on measure
when (new.value_kind is not old.value_kind or new.count_kind is not old.count_kind)
  and exists (select 1 from claim where measure = old.id or recorded_measure = old.id)
begin select raise(abort, 'a measure with claims keeps its value_kind and count_kind'); end;

-- Evidence is never altered: what a document says of itself may be completed, never changed.
create trigger document_fixed before update on document
when new.id is not old.id or new.number is not old.number or new.rowid is not old.rowid
  or (old.text is not null and new.text is not old.text)
  or (old.sha256 is not null and new.sha256 is not old.sha256)
  or (old.url is not null and new.url is not old.url)
  or (old.title is not null and new.title is not old.title)
  or (old.publisher is not null and new.publisher is not old.publisher)
  or (old.author is not null and new.author is not old.author)
  or (old.read_from is not null and new.read_from is not old.read_from)
  or (old.published_on is not null and new.published_on is not old.published_on)
begin select raise(abort, 'a document may be completed, never changed'); end;
create trigger document_kept before delete on document
begin select raise(abort, 'documents are never deleted'); end;

-- Claims are append-only but for judgements (rank, credibility, note, published), derived columns and merges. The chain
-- of merges is followed from the one slug: the views *_canonical would be worked out whole for every claim.
create trigger claim_fixed before update of id, number, population, period_start, as_of, as_of_precision, says,
  value_type, low, best, high, magnitude, hedge, basis, batch, recorded_by, recorded_at on claim
begin select raise(abort, 'claims are append-only: record a new claim and link it'); end;
create trigger claim_follows_merges before update of event, measure, source, place, recorded_event, recorded_measure,
  recorded_source, recorded_place on claim
when new.event is not (
    with recursive step (id) as (
      select coalesce(old.recorded_event, old.event)
      union all select event.same_as from step join event on event.id = step.id where event.same_as is not null limit 100
    )
    select step.id from step join event on event.id = step.id where event.same_as is null
  )
  or new.measure is not (
    with recursive step (id) as (
      select coalesce(old.recorded_measure, old.measure)
      union all select measure.same_as from step join measure on measure.id = step.id where measure.same_as is not null limit 100
    )
    select step.id from step join measure on measure.id = step.id where measure.same_as is null
  )
  or new.source is not (
    with recursive step (id) as (
      select coalesce(old.recorded_source, old.source)
      union all select source.same_as from step join source on source.id = step.id where source.same_as is not null limit 100
    )
    select step.id from step join source on source.id = step.id where source.same_as is null
  )
  or new.place is not (
    with recursive step (id) as (
      select coalesce(old.recorded_place, old.place)
      union all select place.same_as from step join place on place.id = step.id where place.same_as is not null limit 100
    )
    select step.id from step where not exists (select 1 from place where place.id = step.id and place.same_as is not null)
  )
  or new.recorded_event is not nullif(coalesce(old.recorded_event, old.event), new.event)
  or new.recorded_measure is not nullif(coalesce(old.recorded_measure, old.measure), new.measure)
  or new.recorded_source is not nullif(coalesce(old.recorded_source, old.source), new.source)
  or new.recorded_place is not nullif(coalesce(old.recorded_place, old.place), new.place)
begin select raise(abort, 'claims are append-only: event, measure, source and place only follow merges'); end;
create trigger claim_compared_by_scope before update of comparison on claim
when new.comparison is not old.comparison and new.event is old.event and new.measure is old.measure
  and new.place is old.place
begin select raise(abort, 'claims are append-only: what a claim speaks of only follows merges'); end;
create trigger claim_kept before delete on claim
begin select raise(abort, 'claims are never deleted: deprecate or withhold them'); end;

-- The copied columns are always those of the source and the event.
create trigger claim_copies_true before insert on claim
when new.source_type is not (select type from source where id = new.source)
  or new.country is not (select country from event where id = new.event)
begin select raise(abort, 'claim.source_type and claim.country are copies of source.type and event.country'); end;
create trigger claim_copies_kept before update of source_type, country on claim
when new.source_type is not (select type from source where id = new.source)
  or new.country is not (select country from event where id = new.event)
begin select raise(abort, 'claim.source_type and claim.country are copies of source.type and event.country'); end;
create trigger claim_copies_follow after update of event, source on claim
when new.event is not old.event or new.source is not old.source
begin
  update claim set source_type = (select type from source where id = new.source),
    country = (select country from event where id = new.event)
  where id = new.id;
end;
create trigger source_type_copied after update of type on source when new.type is not old.type
begin update claim set source_type = new.type where source = new.id; end;
create trigger event_country_copied after update of country on event when new.country is not old.country
begin update claim set country = new.country where event = new.id; end;

-- What was counted for facets is marked when it is changed, by whomever.
create trigger claim_counted_stale after update of event, measure, source, source_type, hedge, basis, "rank", published
on claim
when new.event is not old.event or new.measure is not old.measure or new.source is not old.source
  or new.source_type is not old.source_type or new.hedge is not old.hedge or new.basis is not old.basis
  or new."rank" is not old."rank" or new.published is not old.published
begin insert into facet_stale (number) values (new.number) on conflict do nothing; end;
create trigger comparison_added_stale after insert on comparison
begin insert into comparison_stale (event) values (new.event) on conflict do nothing; end;
create trigger comparison_changed_stale after update on comparison
begin
  insert into comparison_stale (event) values (old.event) on conflict do nothing;
  insert into comparison_stale (event) values (new.event) on conflict do nothing;
end;
create trigger comparison_gone_stale after delete on comparison
begin insert into comparison_stale (event) values (old.event) on conflict do nothing; end;

create trigger appearance_fixed before update on appearance
begin select raise(abort, 'appearances are append-only'); end;
create trigger appearance_kept before delete on appearance
begin select raise(abort, 'appearances are never deleted'); end;

create trigger appearance_withdrawal_fixed before update on appearance_withdrawal
when old.withdrawn_at is not null or new.withdrawn_at is null or new.number is not old.number
  or new.appearance is not old.appearance or new.reason is not old.reason
  or new.decided_by is not old.decided_by or new.decided_at is not old.decided_at
begin select raise(abort, 'withdrawals are append-only: withdraw the one and record a new one'); end;
create trigger appearance_withdrawal_kept before delete on appearance_withdrawal
begin select raise(abort, 'withdrawals are never deleted: withdraw them'); end;

-- A link or a decision may be withdrawn or replaced, once, and nothing else.
create trigger claim_link_fixed before update on claim_link
when old.withdrawn_at is not null or new.withdrawn_at is null or new.number is not old.number
  or new.claim is not old.claim or new.other is not old.other or new.relation is not old.relation
  or new.reason is not old.reason or new.decided_by is not old.decided_by or new.decided_at is not old.decided_at
begin select raise(abort, 'links are append-only: withdraw the link and record a new one'); end;
create trigger claim_link_kept before delete on claim_link
begin select raise(abort, 'links are never deleted: withdraw them'); end;
create trigger reconciliation_fixed before update on reconciliation
when old.withdrawn_at is not null or old.replaced_by is not null and new.replaced_by is not old.replaced_by
  or new.number is not old.number or new.comparison is not old.comparison or new.outcome is not old.outcome
  or new."rule" is not old."rule" or new.claim is not old.claim or new.says is not old.says or new.hedge is not old.hedge
  or new.low is not old.low or new.best is not old.best or new.high is not old.high
  or new.magnitude is not old.magnitude or new.value_type is not old.value_type
  or new.rationale is not old.rationale or new.decided_by is not old.decided_by or new.decided_at is not old.decided_at
  or new.event is not old.event or new.measure is not old.measure or new.population is not old.population
  or new.place is not old.place or new.period_start is not old.period_start or new.as_of is not old.as_of
begin select raise(abort, 'decisions are append-only: record a new decision or withdraw this one'); end;
create trigger reconciliation_kept before delete on reconciliation
begin select raise(abort, 'decisions are never deleted: withdraw them'); end;
create trigger reconciliation_claim_fixed before update on reconciliation_claim
begin select raise(abort, 'decisions are append-only'); end;
create trigger reconciliation_claim_kept before delete on reconciliation_claim
begin select raise(abort, 'decisions are never deleted'); end;

create trigger reconciliation_replaced_fixed before update on reconciliation_replaced
begin select raise(abort, 'decisions are append-only'); end;
create trigger reconciliation_replaced_kept before delete on reconciliation_replaced
begin select raise(abort, 'decisions are never deleted'); end;

create trigger extraction_fixed before update on extraction
begin select raise(abort, 'runs of extractors are append-only'); end;
create trigger extraction_kept before delete on extraction
begin select raise(abort, 'runs of extractors are never deleted'); end;

-- Of a candidate only the decision changes; one that was accepted or rejected first becomes a proposal again.
create trigger candidate_fixed before update on candidate
when new.id is not old.id or new.rowid is not old.rowid or new.document is not old.document or new.quote is not old.quote
  or new.quote_start is not old.quote_start or new.quote_end is not old.quote_end
  or new.stated_as is not old.stated_as or new.stated_start is not old.stated_start
  or new.stated_end is not old.stated_end or new.event is not old.event or new.measure is not old.measure
  or new.population is not old.population or new.place is not old.place or new.source is not old.source
  or new.source_start is not old.source_start or new.source_end is not old.source_end
  or new.source_inferred is not old.source_inferred or new.relayed_by is not old.relayed_by
  or new.says is not old.says or new.basis is not old.basis or new.as_of is not old.as_of
  or new.as_of_inferred is not old.as_of_inferred or new.flags is not old.flags
  or new.qualifiers is not old.qualifiers or new.language is not old.language
  or new.extractor is not old.extractor or new.extractor_version is not old.extractor_version
  or new.extraction is not old.extraction
begin select raise(abort, 'what was proposed never changes: decide on it'); end;
create trigger candidate_decided before update on candidate
when old.state in ('accepted', 'rejected') and (new.state <> 'proposed' or new.reason is not null
  or new.decided_by is not null or new.decided_at is not null or new.claim is not null)
begin select raise(abort, 'this was decided: take the decision back first'); end;
create trigger candidate_kept before delete on candidate
begin select raise(abort, 'candidates are never deleted: reject them'); end;

create trigger accepted_finding_fixed before update on accepted_finding
when old.withdrawn_at is not null or new.withdrawn_at is null or new.number is not old.number
  or new.finding is not old.finding or new."rule" is not old."rule" or new.subject is not old.subject
  or new.event is not old.event or new.says is not old.says or new.reason is not old.reason
  or new.decided_by is not old.decided_by or new.decided_at is not old.decided_at
begin select raise(abort, 'acceptances are append-only: withdraw the one and record a new one'); end;
create trigger accepted_finding_kept before delete on accepted_finding
begin select raise(abort, 'acceptances are never deleted: withdraw them'); end;

create trigger reject_fixed before update on reject
when old.retried_in is not null or new.retried_in is null or new.number is not old.number
  or new.batch is not old.batch or new.file is not old.file or new."row" is not old."row"
  or new."column" is not old."column" or new.reason is not old.reason or new.hint is not old.hint
  or new.raw is not old.raw or new.cells is not old.cells
begin select raise(abort, 'refused rows are kept as they are'); end;
create trigger read_again_fixed before update on read_again
begin select raise(abort, 'what a batch read is kept as it is'); end;
create trigger read_again_kept before delete on read_again
begin select raise(abort, 'what a batch read is kept'); end;
create trigger reject_kept before delete on reject
begin select raise(abort, 'refused rows are kept'); end;
create trigger blob_fixed before update on blob
begin select raise(abort, 'what was fetched is kept as it is'); end;
create trigger blob_kept before delete on blob
begin select raise(abort, 'what was fetched is kept'); end;
create trigger change_log_fixed before update on change_log
begin select raise(abort, 'the log is append-only'); end;
create trigger change_log_kept before delete on change_log
begin select raise(abort, 'the log is append-only'); end;

-- "insert or replace" deletes without a delete trigger unless recursive_triggers is on, so that it is refused here, be
-- it by a key of ours or by the rowid that SQLite gives every row of a table with a text key.
create trigger event_not_replaced before insert on event
when exists (select 1 from event where id = new.id or rowid = new.rowid)
begin select raise(abort, 'there is already an event with this id'); end;
create trigger source_not_replaced before insert on source
when exists (select 1 from source where id = new.id or rowid = new.rowid)
begin select raise(abort, 'there is already a source with this id'); end;
create trigger measure_not_replaced before insert on measure
when exists (select 1 from measure where id = new.id or rowid = new.rowid)
begin select raise(abort, 'there is already a measure with this id'); end;
create trigger place_not_replaced before insert on place
when exists (select 1 from place where id = new.id or rowid = new.rowid)
begin select raise(abort, 'there is already such a place'); end;
create trigger document_not_replaced before insert on document
when exists (select 1 from document where id = new.id) or exists (select 1 from document where number = new.number)
  or exists (select 1 from document where rowid = new.rowid)
begin select raise(abort, 'there is already a document with this id or number'); end;
create trigger claim_not_replaced before insert on claim
when exists (select 1 from claim where id = new.id) or exists (select 1 from claim where number = new.number)
  or exists (select 1 from claim where rowid = new.rowid)
begin select raise(abort, 'there is already a claim with this id or number'); end;
create trigger appearance_not_replaced before insert on appearance
when exists (select 1 from appearance where id = new.id) or exists (select 1 from appearance where rowid = new.rowid)
begin select raise(abort, 'there is already an appearance with this id'); end;
create trigger appearance_withdrawal_not_replaced before insert on appearance_withdrawal
when exists (select 1 from appearance_withdrawal where number = new.number)
  or new.withdrawn_at is null and exists (
    select 1 from appearance_withdrawal where appearance = new.appearance and withdrawn_at is null
  )
begin select raise(abort, 'this appearance is withdrawn already'); end;
create trigger claim_link_not_replaced before insert on claim_link
when exists (select 1 from claim_link where number = new.number) or new.withdrawn_at is null and exists (
  select 1 from claim_link
  where claim = new.claim and other = new.other and relation = new.relation and withdrawn_at is null
)
begin select raise(abort, 'there is already such a link'); end;
create trigger reconciliation_not_replaced before insert on reconciliation
when exists (select 1 from reconciliation where number = new.number)
  or new.replaced_by is null and new.withdrawn_at is null and exists (
  select 1 from reconciliation
  where comparison = new.comparison and replaced_by is null and withdrawn_at is null
)
begin select raise(abort, 'there is already a decision with this number, or one in force'); end;
create trigger reconciliation_claim_not_replaced before insert on reconciliation_claim
when exists (select 1 from reconciliation_claim where reconciliation = new.reconciliation and claim = new.claim)
begin select raise(abort, 'decisions are append-only'); end;
create trigger reconciliation_replaced_not_replaced before insert on reconciliation_replaced
when exists (
  select 1 from reconciliation_replaced
  where number = new.number or reconciliation = new.reconciliation and replaced_by = new.replaced_by
)
begin select raise(abort, 'decisions are append-only'); end;
create trigger accepted_finding_not_replaced before insert on accepted_finding
when exists (select 1 from accepted_finding where number = new.number)
  or new.withdrawn_at is null and exists (
    select 1 from accepted_finding where finding = new.finding and withdrawn_at is null
  )
begin select raise(abort, 'this finding is accepted already'); end;
create trigger extraction_not_replaced before insert on extraction
when exists (select 1 from extraction where number = new.number)
begin select raise(abort, 'there is already a run with this number'); end;
create trigger candidate_not_replaced before insert on candidate
when exists (select 1 from candidate where id = new.id or rowid = new.rowid)
begin select raise(abort, 'there is already a candidate with this id'); end;
create trigger reject_not_replaced before insert on reject when exists (select 1 from reject where number = new.number)
begin select raise(abort, 'refused rows are kept as they are'); end;
create trigger read_again_not_replaced before insert on read_again
when exists (select 1 from read_again where batch = new.batch and claim = new.claim or rowid = new.rowid)
begin select raise(abort, 'what a batch read is kept as it is'); end;
create trigger blob_not_replaced before insert on blob
when exists (select 1 from blob where sha256 = new.sha256 or rowid = new.rowid)
begin select raise(abort, 'what was fetched is kept as it is'); end;
create trigger change_log_not_replaced before insert on change_log
when exists (select 1 from change_log where number = new.number) or exists (select 1 from change_log where hash = new.hash)
begin select raise(abort, 'the log is append-only'); end;

-- Nor may "update or replace" move a row over another one.
create trigger event_not_moved before update on event when new.rowid is not old.rowid
begin select raise(abort, 'events stay where they are'); end;
create trigger source_not_moved before update on source when new.rowid is not old.rowid
begin select raise(abort, 'sources stay where they are'); end;
create trigger measure_not_moved before update on measure when new.rowid is not old.rowid
begin select raise(abort, 'measures stay where they are'); end;
create trigger place_not_moved before update on place when new.rowid is not old.rowid
begin select raise(abort, 'places stay where they are'); end;
create trigger claim_not_moved before update on claim when new.rowid is not old.rowid
begin select raise(abort, 'claims are append-only'); end;

-- Which decision replaced which. It counts as long as both stand on one comparison, as merges of names make it.
create view decision_replacement as
select number as reconciliation, replaced_by from reconciliation where replaced_by is not null
union all
select reconciliation, replaced_by from reconciliation_replaced;

-- Appearances that stand: nobody withdrew them, or whoever did was corrected.
create view current_appearance as
select appearance.* from appearance
where not exists (
  select 1 from appearance_withdrawal as taken where taken.appearance = appearance.id and taken.withdrawn_at is null
);

-- Claims that are nobody's copy: not derived from and not a duplicate of another claim.
create view root_claim as
select claim.* from claim
where not exists (
  select 1 from claim_link
  where claim_link.claim = claim.id and claim_link.relation in ('derived_from', 'duplicate_of')
    and claim_link.withdrawn_at is null
);

-- Links by which one claim replaces or retracts another; a withheld or deprecated claim replaces nothing.
create view replacement as
select claim_link.* from claim_link join claim on claim.id = claim_link.claim
where claim_link.relation in ('supersedes', 'corrects', 'retracts') and claim_link.withdrawn_at is null
  and claim.published = 1 and claim."rank" <> 'deprecated';

-- Root claims that stand: published, not deprecated, retracted, corrected or superseded, and no newer one by the same
-- source on the same basis (be it a copy: the source no longer says the older one; a retracted one replaces nothing,
-- and none replaces the one that corrects it). A date known only to the month or year replaces, and is replaced, only
-- where that is certain.
create view current_claim as
select claim.* from root_claim as claim
where claim.published = 1 and claim."rank" <> 'deprecated'
  and not exists (select 1 from replacement where replacement.other = claim.id)
  and (claim.as_of is null or not exists (
    select 1 from claim as newer
    where newer.comparison = claim.comparison and newer.source = claim.source and newer.basis = claim.basis
      and newer.as_of > claim.as_of
      and newer.as_of || substr('-01-01', length(newer.as_of) - 3) > claim.as_of || substr('-12-31', length(claim.as_of) - 3)
      and newer.published = 1 and newer."rank" <> 'deprecated'
      and not exists (
        select 1 from replacement
        where replacement.other = newer.id and (replacement.relation = 'retracts' or replacement.claim = claim.id)
      )
  ));

-- What a current claim says as an interval (lower, upper), loosely with "about" and "dozens" taken at their word, as
-- stated numbers (stated_low, stated_high) and as days.
create view claim_span as
select claim.id, claim.comparison, claim.source, claim.basis, claim.as_of, claim.hedge, claim.value_type,
  claim.low, claim.best, claim.high, claim.magnitude, measure.value_kind,
  case claim.value_type when 'novalue' then 0 else claim.low end as lower,
  case claim.value_type when 'novalue' then 0 else claim.high end as upper,
  case claim.value_type when 'novalue' then 0
    else coalesce(claim.low, claim.best, 2 * claim.magnitude) end as loose_lower, -- "dozens" are at least two of them
  case claim.value_type when 'novalue' then 0 else coalesce(claim.high, claim.best) end as loose_upper,
  case when measure.value_kind in ('date', 'text') then null
    when claim.hedge = 'more_than' and measure.value_kind = 'count' then claim.low - 1
    when claim.hedge = 'fewer_than' and measure.value_kind = 'count' then claim.high + 1
    else coalesce(claim.low, claim.best, claim.high) end as stated_low,
  case when measure.value_kind in ('date', 'text') then null
    when claim.hedge = 'more_than' and measure.value_kind = 'count' then claim.low - 1
    when claim.hedge = 'fewer_than' and measure.value_kind = 'count' then claim.high + 1
    else coalesce(claim.high, claim.best, claim.low) end as stated_high,
  claim.as_of || substr('-01-01', length(claim.as_of) - 3) as first_day,
  claim.as_of || substr('-12-31', length(claim.as_of) - 3) as last_day,
  measure.count_kind = 'cumulative' and measure.value_kind in ('count', 'quantity', 'money') as cumulative
from current_claim as claim join measure on measure.id = claim.measure;

-- Two current claims that speak of the same thing: how they relate at the default ratio of 1.2, and why.
create view claim_pair as
with pair as (
  select a.id as a, b.id as b, a.comparison,
    a.as_of is b.as_of as same_as_of,
    a.cumulative and coalesce(a.last_day < b.first_day, 0) as a_earlier,
    a.cumulative and coalesce(b.last_day < a.first_day, 0) as b_earlier,
    coalesce(a.upper < b.lower, 0) as a_below,
    coalesce(b.upper < a.lower, 0) as b_below,
    coalesce(a.loose_upper < b.loose_lower, 0) or coalesce(b.loose_upper < a.loose_lower, 0) as loosely_apart,
    a.hedge = b.hedge and a.value_type = b.value_type and a.low is b.low and a.best is b.best and a.high is b.high
      and a.magnitude is b.magnitude as equal,
    a.value_kind = 'text' as is_text,
    a.basis <> b.basis as other_basis,
    a.stated_low is not null and b.stated_low is not null as has_numbers,
    (a.hedge in ('at_least', 'more_than') and b.hedge in ('at_most', 'fewer_than'))
      or (b.hedge in ('at_least', 'more_than') and a.hedge in ('at_most', 'fewer_than')) as brackets,
    max(a.stated_low, b.stated_low) as upper_stated,
    min(a.stated_high, b.stated_high) as lower_stated,
    a.stated_low < b.stated_low as b_larger,
    (select reason from claim_link
     where relation = 'not_comparable' and withdrawn_at is null
       and ((claim = a.id and other = b.id) or (claim = b.id and other = a.id))
     order by number limit 1) as kept_apart
  from claim_span as a join claim_span as b on b.comparison = a.comparison and a.id < b.id
),
related as (
  select *,
    case when has_numbers and lower_stated > 0
      then max(cast(upper_stated as real) / lower_stated, 1.0) end as exact_ratio,
    case
      when kept_apart is not null then 'not_comparable'
      when equal then 'agrees'
      when is_text then 'diverges'
      when (a_below or b_below) and same_as_of then 'contradicts'
      when (b_below and a_earlier) or (a_below and b_earlier) then 'contradicts'
      when brackets and not (a_below or b_below) then 'compatible'
      when has_numbers and upper_stated > lower_stated
        and (lower_stated = 0 or cast(upper_stated as real) / lower_stated > 1.2 + 1e-12) then 'diverges'
      when not has_numbers and (a_below or b_below or loosely_apart) then 'diverges'
      else 'compatible'
    end as relation
  from pair
)
select a, b, comparison, relation, round(exact_ratio + 1e-9, 2) as ratio, -- 1.005 is a little less in binary
  case relation
    when 'not_comparable' then kept_apart
    when 'agrees' then 'equal'
    when 'contradicts' then
      case when other_basis then 'basis' when same_as_of then 'same as_of' else 'total fell' end
    when 'diverges' then
      case when other_basis then 'basis' when a_earlier or b_earlier then 'later information'
        when same_as_of then 'unexplained' else 'as_of unknown' end
    else
      case when not has_numbers then 'no number' when brackets then 'floor and ceiling'
        when upper_stated <= lower_stated then 'overlap'
        when (a_earlier and b_larger) or (b_earlier and not b_larger) then 'growth'
        else 'within ratio' end
  end as reason
from related;
