-- +goose Up
-- Clues: what a scan found and a person must answer for.

CREATE TABLE clue (
    id            TEXT PRIMARY KEY,
    office        TEXT NOT NULL,
    model         TEXT NOT NULL,
    model_version INTEGER NOT NULL,
    snapshot      TEXT NOT NULL,
    seen          TEXT NOT NULL,
    stale         INTEGER NOT NULL DEFAULT 0 CHECK (stale IN (0, 1)),
    subject_kind  TEXT NOT NULL,
    subject_id    TEXT NOT NULL,
    subject_name  TEXT NOT NULL,
    risk          DOUBLE PRECISION NOT NULL CHECK (risk >= 0 AND risk <= 1),
    state         TEXT NOT NULL CHECK (state IN ('found', 'screening', 'accepted', 'dismissed', 'transferred')),
    version       INTEGER NOT NULL,
    cases         INTEGER NOT NULL,
    courts        TEXT NOT NULL,
    amount        DOUBLE PRECISION NOT NULL,
    from_on       TEXT NOT NULL,
    to_on         TEXT NOT NULL,
    top           TEXT NOT NULL,
    against       INTEGER NOT NULL,
    facts         TEXT NOT NULL,
    body_hash     TEXT NOT NULL,
    finding       INTEGER NOT NULL,
    reopened      INTEGER NOT NULL DEFAULT 0 CHECK (reopened IN (0, 1)),
    reason        TEXT NOT NULL DEFAULT '',
    found_at      TEXT NOT NULL,
    changed_at    TEXT NOT NULL,
    CHECK ((state = 'dismissed') = (reason <> ''))
);

-- One index for each order of the list. state comes before the order because the list is
-- read state by state and merged; what else is filtered by comes after it, so that rows
-- which do not match are passed over without being read.
CREATE INDEX clue_by_risk ON clue (office, state, risk, id, model, subject_kind);
CREATE INDEX clue_by_amount ON clue (office, state, amount, id, model, subject_kind, risk);
CREATE INDEX clue_by_cases ON clue (office, state, cases, id, model, subject_kind, risk);
CREATE INDEX clue_by_found ON clue (office, state, found_at, id, model, subject_kind, risk);
CREATE INDEX clue_by_changed ON clue (office, state, changed_at, id, model, subject_kind, risk);
CREATE INDEX clue_by_name ON clue (office, state, subject_name, id, model, subject_kind, risk);
CREATE INDEX clue_by_model ON clue (office, model, state, risk, subject_kind);
CREATE INDEX clue_by_state ON clue (office, state);
CREATE INDEX clue_by_subject ON clue (office, subject_id);
-- A name is searched for anywhere in it, so all names are read: they stand close together.
CREATE INDEX clue_names ON clue (subject_name, id);
-- What the text of a search has found is filtered and counted without reading whole rows.
CREATE INDEX clue_by_id ON clue (id, office, state, model, subject_kind, risk);

-- Every finding a clue has rested on, whole: what somebody decided on stays readable.
CREATE TABLE clue_finding (
    clue TEXT NOT NULL REFERENCES clue (id),
    n    INTEGER NOT NULL,
    at   TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (clue, n)
);

CREATE TABLE clue_event (
    clue       TEXT NOT NULL REFERENCES clue (id),
    n          INTEGER NOT NULL,
    at         TEXT NOT NULL,
    actor      TEXT NOT NULL,
    display    TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('found', 'facts', 'move')),
    from_state TEXT NOT NULL,
    to_state   TEXT NOT NULL,
    reason     TEXT NOT NULL,
    note       TEXT NOT NULL,
    new_cases  INTEGER NOT NULL,
    gone_cases INTEGER NOT NULL,
    PRIMARY KEY (clue, n)
);

-- What the search box looks up. These three repeat what clue_finding holds, so they are
-- written in the same transaction and refer to nothing.
CREATE TABLE clue_case (
    case_no TEXT NOT NULL,
    serial  TEXT NOT NULL,
    clue    TEXT NOT NULL,
    PRIMARY KEY (case_no, clue)
);
CREATE INDEX clue_case_serial ON clue_case (serial, case_no, clue);

CREATE TABLE court (
    name TEXT PRIMARY KEY
);
CREATE TABLE clue_court (
    court TEXT NOT NULL,
    clue  TEXT NOT NULL,
    PRIMARY KEY (court, clue)
);
