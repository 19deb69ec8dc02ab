-- +goose Up
-- What waits for somebody's approval, in the order in which it is listed.
DROP INDEX matter_waiting;
CREATE INDEX matter_waiting ON matter (office, closed, waits, changed_at, id) WHERE waits <> '';
