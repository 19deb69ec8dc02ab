-- +goose Up
-- One more kind of event: the newest scan no longer finds the clue.
ALTER TABLE clue_event DROP CONSTRAINT clue_event_kind_check;
ALTER TABLE clue_event ADD CONSTRAINT clue_event_kind_check CHECK (kind IN ('found', 'facts', 'move', 'aside', 'hold', 'undo', 'merge', 'split', 'gone'));
