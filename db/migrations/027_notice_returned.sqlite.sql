-- +goose Up
-- One more kind of notice: what somebody proposed was given back. As in 005, this is the way
-- that the manual of SQLite gives for a change of a CHECK.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
   SET sql = replace(sql, '''moved'', ''digest'')', '''moved'', ''digest'', ''returned'')')
 WHERE type = 'table' AND name = 'notice';
PRAGMA writable_schema = RESET;
