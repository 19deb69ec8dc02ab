-- +goose Up
-- The beginning of a case number is looked for with LIKE, for which PostgreSQL uses an index of
-- this kind only, unless the whole database is sorted by bytes.
DROP INDEX clue_case_serial;
CREATE INDEX clue_case_serial ON clue_case (serial text_pattern_ops, case_no, clue);
CREATE INDEX clue_case_prefix ON clue_case (case_no text_pattern_ops, clue);
