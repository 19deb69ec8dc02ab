-- +goose Up
-- Whose name has a text later than at its beginning is counted, and read, without those that begin with it.
CREATE INDEX clue_part_later ON clue_part (part, clue) WHERE later = 1;
