-- +goose Up
-- Clues that are merged into another: one state and two kinds of event more. merged_was is
-- how the clue stood before, which is what it comes back to.
ALTER TABLE clue DROP CONSTRAINT clue_state_check;
ALTER TABLE clue ADD CONSTRAINT clue_state_check CHECK (state IN ('found', 'screening', 'accepted', 'dismissed', 'transferred', 'merged'));
ALTER TABLE clue_event DROP CONSTRAINT clue_event_kind_check;
ALTER TABLE clue_event ADD CONSTRAINT clue_event_kind_check CHECK (kind IN ('found', 'facts', 'move', 'aside', 'hold', 'undo', 'merge', 'split'));
ALTER TABLE clue ADD COLUMN merged_into TEXT NOT NULL DEFAULT '';
ALTER TABLE clue ADD COLUMN merged_was TEXT NOT NULL DEFAULT '';
CREATE INDEX clue_merged ON clue (merged_into, id) WHERE merged_into <> '';
