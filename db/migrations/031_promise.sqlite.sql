-- +goose Up
-- The day by which a matter was promised to be mended, what later data say of it, and of which
-- snapshot they were: what is due to be looked at is found without reading the body of any
-- matter. Matters that have a promise are counted anew, which fills them in.
ALTER TABLE matter ADD COLUMN promised TEXT NOT NULL DEFAULT '';
ALTER TABLE matter ADD COLUMN remedy TEXT NOT NULL DEFAULT '';
ALTER TABLE matter ADD COLUMN looked TEXT NOT NULL DEFAULT '';
CREATE INDEX matter_promised ON matter (promised, id) WHERE promised <> '';
UPDATE matter SET counted = 0 WHERE body LIKE '%"promised_on"%';
-- One more kind of notice: later data were looked at. As in 005, this is the way that the manual
-- of SQLite gives for a change of a CHECK.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
   SET sql = replace(sql, '''digest'', ''returned'')', '''digest'', ''returned'', ''checked'')')
 WHERE type = 'table' AND name = 'notice';
PRAGMA writable_schema = RESET;
