-- +goose Up
-- The rest of a clue's life: put aside until a day, held by somebody until a day, changed
-- together with many others, looked at. Days are ISO text; empty is no day, and comes
-- before every day.

ALTER TABLE clue ADD COLUMN aside_until TEXT NOT NULL DEFAULT '';
ALTER TABLE clue ADD COLUMN holder TEXT NOT NULL DEFAULT '';
ALTER TABLE clue ADD COLUMN holder_name TEXT NOT NULL DEFAULT '';
ALTER TABLE clue ADD COLUMN held_until TEXT NOT NULL DEFAULT '';
ALTER TABLE clue_event ADD COLUMN until TEXT NOT NULL DEFAULT '';
ALTER TABLE clue_event ADD COLUMN whom TEXT NOT NULL DEFAULT '';

-- Every list leaves out what is put aside, so the day stands in the index of each order.
DROP INDEX clue_by_risk;
DROP INDEX clue_by_amount;
DROP INDEX clue_by_cases;
DROP INDEX clue_by_found;
DROP INDEX clue_by_changed;
DROP INDEX clue_by_name;
DROP INDEX clue_by_model;
DROP INDEX clue_by_state;
DROP INDEX clue_by_id;
CREATE INDEX clue_by_risk ON clue (office, state, risk, id, model, subject_kind, aside_until, held_until);
CREATE INDEX clue_by_amount ON clue (office, state, amount, id, model, subject_kind, risk, aside_until, held_until);
CREATE INDEX clue_by_cases ON clue (office, state, cases, id, model, subject_kind, risk, aside_until, held_until);
CREATE INDEX clue_by_found ON clue (office, state, found_at, id, model, subject_kind, risk, aside_until, held_until);
CREATE INDEX clue_by_changed ON clue (office, state, changed_at, id, model, subject_kind, risk, aside_until, held_until);
CREATE INDEX clue_by_name ON clue (office, state, subject_name, id, model, subject_kind, risk, aside_until, held_until);
CREATE INDEX clue_by_model ON clue (office, model, state, risk, subject_kind, aside_until, held_until);
CREATE INDEX clue_by_state ON clue (office, state, aside_until, held_until);
CREATE INDEX clue_by_id ON clue (id, office, state, model, subject_kind, risk, aside_until, held_until);
-- The few that are put aside or held are found first.
CREATE INDEX clue_aside ON clue (aside_until, id) WHERE aside_until <> '';
CREATE INDEX clue_held ON clue (holder, held_until, id) WHERE holder <> '';

-- One change of many clues, carried out batch by batch, and what became of each clue.
CREATE TABLE clue_bulk (
    id         TEXT PRIMARY KEY,
    office     TEXT NOT NULL,
    account    TEXT NOT NULL,
    act        TEXT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('running', 'done', 'cancelled', 'undoing', 'undone')),
    total      INTEGER NOT NULL,
    done       INTEGER NOT NULL DEFAULT 0,
    changed    INTEGER NOT NULL DEFAULT 0,
    skipped    INTEGER NOT NULL DEFAULT 0,
    restored   INTEGER NOT NULL DEFAULT 0,
    started_at TEXT NOT NULL,
    ended_at   TEXT NOT NULL DEFAULT ''
);

-- seen is the version to be changed, 0 for whatever it is then; after is the version that
-- the change made, 0 if it made none; was is what undoing puts back; why is what kept it.
CREATE TABLE clue_bulk_item (
    bulk  TEXT NOT NULL REFERENCES clue_bulk (id),
    n     INTEGER NOT NULL,
    clue  TEXT NOT NULL,
    seen  INTEGER NOT NULL,
    after INTEGER NOT NULL DEFAULT 0,
    was   TEXT NOT NULL DEFAULT '',
    why   TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (bulk, n)
);

-- How many events of a clue's history somebody had before them when they last looked.
CREATE TABLE clue_look (
    account TEXT NOT NULL,
    clue    TEXT NOT NULL,
    n       INTEGER NOT NULL,
    at      TEXT NOT NULL,
    PRIMARY KEY (account, clue)
);
