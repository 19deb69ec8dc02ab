-- +goose Up
-- The outbox becomes the index of a log that outsiders can check. commitment is what the
-- log keeps of a row: a hash of the row and of salt. Without salt and detail, which can be
-- forgotten, it says nothing. place is the row's place in the log, from 1; 0 until it is there.
ALTER TABLE audit_outbox ADD COLUMN salt TEXT NOT NULL DEFAULT '';
ALTER TABLE audit_outbox ADD COLUMN commitment TEXT NOT NULL DEFAULT '';
ALTER TABLE audit_outbox ADD COLUMN place BIGINT NOT NULL DEFAULT 0;
CREATE INDEX audit_outbox_place ON audit_outbox (place, id);
CREATE INDEX audit_outbox_time ON audit_outbox (at, id);
