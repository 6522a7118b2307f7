-- Authors of documents, what extractors propose, the collection's own words, and counts for facets and events. Tables that
-- changed are made anew from schema.sql after this step (claims.schema_guard), with all their rows. Version 1 recorded no
-- candidate.
drop table candidate;
