-- The column of its file that gave a claim's figure, beside the row: unknown of what was recorded before.
alter table appearance add column batch_column text;
