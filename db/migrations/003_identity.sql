-- +goose Up
-- What people decided about who is who. A pair of mentions has one decision in force at
-- most; what was decided before stays readable.

CREATE TABLE identity_decision (
    id            TEXT PRIMARY KEY,
    office        TEXT NOT NULL,
    left_dataset  TEXT NOT NULL,
    left_record   TEXT NOT NULL,
    left_mention  TEXT NOT NULL,
    right_dataset TEXT NOT NULL,
    right_record  TEXT NOT NULL,
    right_mention TEXT NOT NULL,
    verdict       TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'unsure')),
    reason        TEXT NOT NULL CHECK (reason <> ''),
    actor         TEXT NOT NULL,
    display       TEXT NOT NULL,
    at            TEXT NOT NULL,
    undone_at     TEXT NOT NULL DEFAULT '',
    undone_by     TEXT NOT NULL DEFAULT '',
    undone_why    TEXT NOT NULL DEFAULT '',
    CHECK ((undone_at = '') = (undone_by = ''))
);
CREATE UNIQUE INDEX identity_in_force ON identity_decision
    (office, left_dataset, left_record, left_mention, right_dataset, right_record, right_mention)
    WHERE undone_at = '';
CREATE INDEX identity_by_time ON identity_decision (office, id);
