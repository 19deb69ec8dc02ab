-- +goose Up
-- What one matter has in common with others that are one case by law (empty: nothing yet, or it
-- is closed), whether it goes first, and whether only its members and leaders may know of it.
ALTER TABLE matter ADD COLUMN same_key TEXT NOT NULL DEFAULT '';
ALTER TABLE matter ADD COLUMN urgent INTEGER NOT NULL DEFAULT 0;
ALTER TABLE matter ADD COLUMN secret INTEGER NOT NULL DEFAULT 0;
UPDATE matter SET secret = 1 WHERE procedure = 'three-regulations-record';
CREATE UNIQUE INDEX matter_same ON matter (office, procedure, same_key) WHERE same_key <> '';
CREATE INDEX matter_urgent ON matter (office, next_due, id) WHERE urgent = 1 AND closed = 0;

-- What a statistic adds up, in yuan; nothing where it only counts.
ALTER TABLE matter_count ADD COLUMN amount DOUBLE PRECISION NOT NULL DEFAULT 0;

-- How matters belong together. Each link stands twice, once from each side.
CREATE TABLE matter_link (
    matter   TEXT NOT NULL REFERENCES matter (id),
    relation TEXT NOT NULL,
    other    TEXT NOT NULL REFERENCES matter (id),
    at       TEXT NOT NULL,
    actor    TEXT NOT NULL,
    display  TEXT NOT NULL,
    note     TEXT NOT NULL,
    PRIMARY KEY (matter, relation, other)
);

-- The citizen who sent a petition and may ask for its state.
CREATE TABLE matter_sender (
    account TEXT NOT NULL REFERENCES account (id),
    matter  TEXT NOT NULL REFERENCES matter (id),
    PRIMARY KEY (account, matter)
);

-- Counts changes: who changes something names the version they were looking at.
ALTER TABLE account ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE office ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
