-- +goose Up
-- Two more roles. SQLite cannot alter a CHECK; what follows is the way its manual gives
-- (lang_altertable.html, section 7) for changes that do not touch what is stored.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
   SET sql = replace(sql, '''leader'', ''admin'')', '''leader'', ''admin'', ''liaison'', ''citizen'')')
 WHERE type = 'table' AND name = 'account';
PRAGMA writable_schema = RESET;
