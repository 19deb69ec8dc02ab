-- +goose Up
-- PostgreSQL keeps one entry for equal keys: counting the clues of a state, or the matters that are overdue, reads a
-- few pages here, and hundreds in the indexes whose keys are all different. SQLite has no such entries.
CREATE INDEX clue_counted ON clue (office, state, subject_kind, aside_until, held_until);
CREATE INDEX matter_counted ON matter (office, closed, next_due);

-- Who did something is asked of thousands of events, to tell whose are news: no row has to be read for it.
ALTER TABLE clue_event DROP CONSTRAINT clue_event_pkey, ADD PRIMARY KEY (clue, n) INCLUDE (actor);

-- Whose name has a text later than at its beginning is counted, and read, without those that begin with it.
CREATE INDEX clue_part_later ON clue_part (part, clue) WHERE later = 1;

-- Acts that wait for their place in the log are the newest: PostgreSQL, which guesses that they stand anywhere among all,
-- walked past hundreds of thousands in the order of their ids to find them.
CREATE INDEX audit_outbox_waiting ON audit_outbox (id) WHERE place = 0;

-- A change of many writes thousands of rows about rows that the same transaction has just written or changed. To look each
-- of these up once more, and lock it, took a seventh of the change.
ALTER TABLE clue_bulk_item DROP CONSTRAINT clue_bulk_item_bulk_fkey;
ALTER TABLE clue_event DROP CONSTRAINT clue_event_clue_fkey;
