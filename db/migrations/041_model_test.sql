-- +goose Up
-- Tests on history of models that the office writes: those at work, and what came of the others.
CREATE TABLE model_test (
    id           TEXT PRIMARY KEY,
    draft        TEXT NOT NULL REFERENCES model_draft (id),
    state        TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'stopped', 'interrupted')),
    version      INTEGER NOT NULL,
    ordered      TEXT NOT NULL,
    starter      TEXT NOT NULL,
    starter_name TEXT NOT NULL,
    started_at   TEXT NOT NULL,
    ended_at     TEXT NOT NULL DEFAULT '',
    months_done  INTEGER NOT NULL DEFAULT 0,
    months_all   INTEGER NOT NULL DEFAULT 0,
    server       TEXT NOT NULL,
    seen_at      TEXT NOT NULL,
    says_zh      TEXT NOT NULL DEFAULT '',
    says_en      TEXT NOT NULL DEFAULT '',
    from_on      TEXT NOT NULL DEFAULT '',
    to_on        TEXT NOT NULL DEFAULT '',
    standing     INTEGER NOT NULL DEFAULT 0,
    report       TEXT NOT NULL DEFAULT ''
);
CREATE INDEX model_test_of ON model_test (draft, started_at, id);
-- One runs at a time, on whichever server.
CREATE UNIQUE INDEX model_test_running ON model_test (state) WHERE state = 'running';
