-- +goose Up
-- Exchange with other agencies: who they are, what went and came.

CREATE TABLE partner (
    agency     TEXT PRIMARY KEY,
    card       TEXT NOT NULL,
    standing   TEXT NOT NULL CHECK (standing IN ('pending', 'confirmed', 'ended')),
    added_at   TEXT NOT NULL,
    changed_at TEXT NOT NULL
);

-- An exchange is what two agencies send each other about one thing. Both keep it, each for
-- itself; side says which of the two this agency is.
CREATE TABLE exchange (
    id         TEXT PRIMARY KEY,
    office     TEXT NOT NULL,
    peer       TEXT NOT NULL REFERENCES partner (agency),
    side       TEXT NOT NULL CHECK (side IN ('starter', 'answerer')),
    opened     TEXT NOT NULL,
    state      TEXT NOT NULL,
    duty       INTEGER NOT NULL CHECK (duty IN (0, 1)),
    clue       TEXT NOT NULL DEFAULT '',
    due        TEXT NOT NULL DEFAULT '',
    version    INTEGER NOT NULL,
    sent       INTEGER NOT NULL,
    got        INTEGER NOT NULL,
    opened_at  TEXT NOT NULL,
    changed_at TEXT NOT NULL
);
CREATE INDEX exchange_by_change ON exchange (office, changed_at, id);
CREATE INDEX exchange_by_clue ON exchange (clue);

-- Every dispatch as it was signed. fate is what became of it at its recipient: of what was
-- sent it is known once the receipt is there.
CREATE TABLE dispatch (
    id       TEXT PRIMARY KEY,
    exchange TEXT NOT NULL,
    peer     TEXT NOT NULL,
    incoming INTEGER NOT NULL CHECK (incoming IN (0, 1)),
    kind     TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    at       TEXT NOT NULL,
    kept_at  TEXT NOT NULL,
    actor    TEXT NOT NULL,
    display  TEXT NOT NULL,
    text     TEXT NOT NULL,
    hash     TEXT NOT NULL,
    fate     TEXT NOT NULL DEFAULT '',
    says     TEXT NOT NULL DEFAULT '',
    receipt  TEXT NOT NULL DEFAULT '',
    owed     INTEGER NOT NULL DEFAULT 0 CHECK (owed IN (0, 1)),
    tries    INTEGER NOT NULL DEFAULT 0,
    next_at  TEXT NOT NULL DEFAULT '',
    error    TEXT NOT NULL DEFAULT ''
);
-- A receipt tells the fate of many dispatches; dispatch.receipt is its id.
CREATE TABLE receipt (
    id   TEXT PRIMARY KEY,
    peer TEXT NOT NULL,
    text TEXT NOT NULL
);
-- The order of each side. PostgreSQL and SQLite keep what has no number out of it.
CREATE UNIQUE INDEX dispatch_order ON dispatch (exchange, incoming, sequence);
-- The outbox, and the receipts that are owed.
CREATE INDEX dispatch_out ON dispatch (peer, kept_at, exchange, sequence) WHERE incoming = 0 AND receipt = '';
CREATE INDEX dispatch_checkpoint ON dispatch (peer, incoming, kept_at) WHERE kind = 'checkpoint';
CREATE INDEX dispatch_owed ON dispatch (peer, kept_at, id) WHERE owed = 1;

-- Files that go with dispatches. done: of what came, the file is here; of what went, the
-- partner has it.
CREATE TABLE dispatch_file (
    dispatch TEXT NOT NULL REFERENCES dispatch (id),
    sha256   TEXT NOT NULL,
    peer     TEXT NOT NULL,
    incoming INTEGER NOT NULL CHECK (incoming IN (0, 1)),
    size     BIGINT NOT NULL,
    done     INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1)),
    PRIMARY KEY (dispatch, sha256)
);
CREATE INDEX dispatch_file_undone ON dispatch_file (peer, incoming, sha256) WHERE done = 0;
CREATE INDEX dispatch_file_hash ON dispatch_file (sha256, peer, incoming);
