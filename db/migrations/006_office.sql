-- +goose Up
-- Offices in a tree; where somebody works in one; what keeps somebody from a case; second
-- factors and accounts of the office's own sign-in service.

CREATE TABLE office (
    id       TEXT PRIMARY KEY,
    name     TEXT NOT NULL CHECK (name <> ''),
    level    TEXT NOT NULL CHECK (level IN ('national', 'provincial', 'city', 'county')),
    division TEXT NOT NULL DEFAULT '',
    parent   TEXT REFERENCES office (id)
);
CREATE INDEX office_parent ON office (parent);
INSERT INTO office (id, name, level) VALUES ('home', '本院', 'county');

ALTER TABLE account ADD COLUMN department TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN entity TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN totp TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN totp_used INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN issuer TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN subject TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX account_subject ON account (issuer, subject) WHERE subject <> '';

-- id names a session to people who end it; the token stays with the browser.
ALTER TABLE session ADD COLUMN id TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN agent TEXT NOT NULL DEFAULT '';
CREATE INDEX session_id ON session (id);

-- A tie between a user and a party keeps the user from every case of that party, or from
-- one case only. subject is an entity of linkage; one of subject and case_id is set.
CREATE TABLE recusal (
    id        TEXT PRIMARY KEY,
    office    TEXT NOT NULL,
    account   TEXT NOT NULL REFERENCES account (id),
    subject   TEXT NOT NULL DEFAULT '',
    case_id   TEXT NOT NULL DEFAULT '',
    relation  TEXT NOT NULL CHECK (relation <> ''),
    source    TEXT NOT NULL CHECK (source IN ('declared', 'detected')),
    at        TEXT NOT NULL,
    lifted_at TEXT NOT NULL DEFAULT '',
    lifted_by TEXT NOT NULL DEFAULT '',
    why       TEXT NOT NULL DEFAULT '',
    CHECK ((subject = '') <> (case_id = '')),
    CHECK ((lifted_at = '') = (lifted_by = ''))
);
CREATE UNIQUE INDEX recusal_in_force ON recusal (account, subject, case_id) WHERE lifted_at = '';
CREATE INDEX recusal_subject ON recusal (subject, case_id);
