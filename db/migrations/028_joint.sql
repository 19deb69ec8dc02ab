-- +goose Up
-- Matters that several agencies work on together. The agency that leads has an exchange with
-- each of the others; what is shared is kept change by change, in the order in which this
-- agency knows them.

ALTER TABLE exchange ADD COLUMN joint TEXT NOT NULL DEFAULT '';

CREATE INDEX exchange_by_joint ON exchange (joint) WHERE joint <> '';

CREATE TABLE joint (
    id TEXT PRIMARY KEY,
    office TEXT NOT NULL,
    title TEXT NOT NULL,
    lead TEXT NOT NULL,                 -- code of the agency that leads
    about TEXT NOT NULL,
    matter TEXT NOT NULL DEFAULT '',    -- the matter here; empty if none was named
    code TEXT NOT NULL DEFAULT '',      -- how it ended
    says TEXT NOT NULL DEFAULT '',
    version BIGINT NOT NULL,            -- counts changes
    opened_at TEXT NOT NULL,
    ended_at TEXT NOT NULL DEFAULT ''
);

CREATE INDEX joint_by_matter ON joint (matter) WHERE matter <> '';

CREATE TABLE joint_event (
    joint TEXT NOT NULL REFERENCES joint (id),
    position BIGINT NOT NULL,           -- the order in which this agency knows them
    id TEXT NOT NULL,
    maker TEXT NOT NULL,                -- code of the agency that made it
    text TEXT NOT NULL,                 -- the change, as it goes between agencies
    why TEXT NOT NULL DEFAULT '',       -- why it does not count; empty if it does
    kept_at TEXT NOT NULL,
    PRIMARY KEY (joint, position),
    UNIQUE (joint, id)
);

-- By which dispatch a change went to whom, or came.
CREATE TABLE joint_way (
    joint TEXT NOT NULL,
    event TEXT NOT NULL,
    peer TEXT NOT NULL,
    dispatch TEXT NOT NULL,
    PRIMARY KEY (joint, event, peer)
);

CREATE INDEX joint_way_by_dispatch ON joint_way (dispatch);
