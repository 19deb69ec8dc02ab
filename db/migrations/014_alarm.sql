-- +goose Up
-- What a partner, or somebody who passes for one, should not have done. The same thing again,
-- while nobody has seen to it, is counted.
CREATE TABLE alarm (
    id       TEXT PRIMARY KEY,
    kind     TEXT NOT NULL,
    peer     TEXT NOT NULL,
    says_zh  TEXT NOT NULL,
    says_en  TEXT NOT NULL,
    object   TEXT NOT NULL,
    first_at TEXT NOT NULL,
    last_at  TEXT NOT NULL,
    times    BIGINT NOT NULL,
    seen_by  TEXT NOT NULL DEFAULT '',
    seen_at  TEXT NOT NULL DEFAULT '',
    note     TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX alarm_open ON alarm (kind, peer, says_en) WHERE seen_at = '';
CREATE INDEX alarm_by_time ON alarm (last_at, id);

-- What runs out is found without reading every exchange.
CREATE INDEX exchange_by_due ON exchange (office, due) WHERE due <> '';
