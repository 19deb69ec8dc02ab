-- +goose Up
-- Who may sign in, who has, and what everybody did.
-- Both databases read this file: TEXT keys made by the program instead of sequences,
-- moments as RFC 3339 text of fixed width, 0/1 instead of booleans.

CREATE TABLE account (
    id         TEXT PRIMARY KEY,
    name       TEXT NOT NULL UNIQUE,
    display    TEXT NOT NULL,
    role       TEXT NOT NULL CHECK (role IN ('handler', 'analyst', 'leader', 'admin')),
    office     TEXT NOT NULL,
    password   TEXT NOT NULL,
    demo       INTEGER NOT NULL DEFAULT 0 CHECK (demo IN (0, 1)),
    disabled   INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
    created_at TEXT NOT NULL
);

-- token is the SHA-256 of what the browser holds: a copy of this table signs nobody in.
CREATE TABLE session (
    token      TEXT PRIMARY KEY,
    account    TEXT NOT NULL REFERENCES account (id),
    created_at TEXT NOT NULL,
    used_at    TEXT NOT NULL
);
CREATE INDEX session_account ON session (account);

-- Tries to sign in that have not succeeded, since the first of them; name is what was
-- typed, hashed, because people type passwords into the wrong field.
CREATE TABLE sign_in_try (
    name  TEXT PRIMARY KEY,
    since TEXT NOT NULL,
    tries INTEGER NOT NULL
);
CREATE INDEX sign_in_try_since ON sign_in_try (since);

CREATE TABLE audit_outbox (
    id     TEXT PRIMARY KEY,
    at     TEXT NOT NULL,
    actor  TEXT NOT NULL,
    verb   TEXT NOT NULL,
    object TEXT NOT NULL,
    office TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX audit_outbox_object ON audit_outbox (object, id);
CREATE INDEX audit_outbox_actor ON audit_outbox (actor, id);
