-- Two things that taking a merge of names back, or places written in two ways, lacked. A decision that was replaced while
-- names were merged is in force again when the merge is undone, and can be replaced once more; what was replaced before
-- stands where it stood, and comparisons follow what is in force now. Places that are one can be merged as names are.
-- Tables, guards, indexes and views of both are made from schema.sql after this step (claims.schema_guard).
alter table claim add column recorded_place text;
