-- +goose Up
-- A commit empties the pages that every other connection to SQLite holds, and a search is recorded: what it
-- asks of thousands of clues stands in indexes, or each would be read from the file, row by row.
DROP INDEX clue_by_risk;
CREATE INDEX clue_by_risk ON clue (office, state, risk, id, model, subject_kind, aside_until, held_until, subject_name, amount, cases);
CREATE INDEX clue_member ON clue (id, merged_into) WHERE merged_into <> '';

-- In the order of names, those that begin with a text stand together; the others that have it, later, are known here.
ALTER TABLE clue_part ADD COLUMN later INTEGER NOT NULL DEFAULT 0;
UPDATE clue_part SET later = 1 WHERE NOT EXISTS (SELECT 1 FROM clue WHERE clue.id = clue_part.clue AND substr(clue.subject_name, 1, 8) = clue_part.part);
ALTER TABLE matter_part ADD COLUMN later INTEGER NOT NULL DEFAULT 0;
UPDATE matter_part SET later = 1 WHERE NOT EXISTS (SELECT 1 FROM matter WHERE matter.id = matter_part.matter AND substr(matter.title, 1, 8) = matter_part.part);

-- Names are in the order of their characters, as on SQLite and whatever the language of the database is.
ALTER TABLE clue ALTER COLUMN subject_name TYPE TEXT COLLATE "C";
