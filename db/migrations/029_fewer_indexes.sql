-- +goose Up
-- An entry's id begins with its moment, so that its primary key finds a time, too.
DROP INDEX audit_outbox_time;

-- Most exchanges are about no clue here.
DROP INDEX exchange_by_clue;
CREATE INDEX exchange_by_clue ON exchange (clue) WHERE clue <> '';
