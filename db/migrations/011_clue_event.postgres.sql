-- +goose Up
-- Three more kinds of event: put aside, held, taken back.
ALTER TABLE clue_event DROP CONSTRAINT clue_event_kind_check;
ALTER TABLE clue_event ADD CONSTRAINT clue_event_kind_check CHECK (kind IN ('found', 'facts', 'move', 'aside', 'hold', 'undo'));
