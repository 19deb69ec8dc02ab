-- +goose Up
-- What was answered to a request with a key, so that one sent twice is answered alike.
-- status is 0 between the act and its answer.
ALTER TABLE answered ADD COLUMN status INTEGER NOT NULL DEFAULT 0;
ALTER TABLE answered ADD COLUMN type TEXT NOT NULL DEFAULT '';
ALTER TABLE answered ADD COLUMN etag TEXT NOT NULL DEFAULT '';
ALTER TABLE answered ADD COLUMN body TEXT NOT NULL DEFAULT '';
