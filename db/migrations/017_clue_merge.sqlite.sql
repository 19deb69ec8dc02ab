-- +goose Up
-- Clues that are merged into another: one state and two kinds of event more. merged_was is
-- how the clue stood before, which is what it comes back to. As in 005, this is the way that
-- the manual of SQLite gives for a change of a CHECK.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
   SET sql = replace(sql, '''dismissed'', ''transferred'')', '''dismissed'', ''transferred'', ''merged'')')
 WHERE type = 'table' AND name = 'clue';
UPDATE sqlite_schema
   SET sql = replace(sql, '''hold'', ''undo'')', '''hold'', ''undo'', ''merge'', ''split'')')
 WHERE type = 'table' AND name = 'clue_event';
PRAGMA writable_schema = RESET;
ALTER TABLE clue ADD COLUMN merged_into TEXT NOT NULL DEFAULT '';
ALTER TABLE clue ADD COLUMN merged_was TEXT NOT NULL DEFAULT '';
CREATE INDEX clue_merged ON clue (merged_into, id) WHERE merged_into <> '';
