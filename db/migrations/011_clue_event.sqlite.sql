-- +goose Up
-- Three more kinds of event: put aside, held, taken back. As in 005, this is the way that
-- the manual of SQLite gives for a change of a CHECK.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
   SET sql = replace(sql, '''facts'', ''move'')', '''facts'', ''move'', ''aside'', ''hold'', ''undo'')')
 WHERE type = 'table' AND name = 'clue_event';
PRAGMA writable_schema = RESET;
