-- +goose Up
-- One more kind of event: the newest scan no longer finds the clue. As in 005, this is the way
-- that the manual of SQLite gives for a change of a CHECK.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
   SET sql = replace(sql, '''merge'', ''split'')', '''merge'', ''split'', ''gone'')')
 WHERE type = 'table' AND name = 'clue_event';
PRAGMA writable_schema = RESET;
