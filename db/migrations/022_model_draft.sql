-- +goose Up
-- Supervision models that the office writes in the workbench, from the first line to the day
-- on which scans run them.
CREATE TABLE model_draft (
    id          TEXT PRIMARY KEY,
    office      TEXT NOT NULL,
    model       TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('draft', 'review', 'approved', 'active', 'dropped')),
    version     INTEGER NOT NULL,
    rule        TEXT NOT NULL,
    cases       TEXT NOT NULL,
    maker       TEXT NOT NULL,
    maker_name  TEXT NOT NULL,
    made_at     TEXT NOT NULL,
    changed_at  TEXT NOT NULL,
    judge       TEXT NOT NULL DEFAULT '',
    judge_name  TEXT NOT NULL DEFAULT '',
    note        TEXT NOT NULL DEFAULT '',
    starts      TEXT NOT NULL DEFAULT ''
);
CREATE INDEX model_draft_list ON model_draft (office, changed_at, id);
CREATE INDEX model_draft_due ON model_draft (state, starts);
-- One model is written by one draft at a time.
CREATE UNIQUE INDEX model_draft_open ON model_draft (office, model) WHERE state IN ('draft', 'review', 'approved');
