-- +goose Up
-- What accounts are reminded of. key names the occasion, so that nobody is told twice of one,
-- whatever is started again.
CREATE TABLE notice (
    id       TEXT PRIMARY KEY,
    account  TEXT NOT NULL REFERENCES account (id),
    key      TEXT NOT NULL,
    kind     TEXT NOT NULL CHECK (kind IN ('due', 'overdue', 'moved', 'digest')),
    matter   TEXT NOT NULL,
    says_zh  TEXT NOT NULL,
    says_en  TEXT NOT NULL,
    day      TEXT NOT NULL,
    made_at  TEXT NOT NULL,
    read_at  TEXT NOT NULL DEFAULT '',
    UNIQUE (account, key)
);
CREATE INDEX notice_list ON notice (account, made_at, id, read_at);
CREATE INDEX notice_unread ON notice (account, made_at, id) WHERE read_at = '';

-- A leader has approved why a deadline is overdue.
ALTER TABLE matter_term ADD COLUMN accepted INTEGER NOT NULL DEFAULT 0 CHECK (accepted IN (0, 1));
