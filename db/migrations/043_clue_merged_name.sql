-- +goose Up
-- A search by name looks for the merged among the few that are, by their names alone.
DROP INDEX clue_merged;
CREATE INDEX clue_merged ON clue (merged_into, id, subject_name) WHERE merged_into <> '';
