-- +goose Up
-- What keeps lists of hundreds of thousands short. The names of subjects and the titles of
-- matters are found by any part of them: what begins at each place of the text, in at most 8
-- characters, is a key.
CREATE TABLE clue_part (
    part TEXT NOT NULL,
    clue TEXT NOT NULL,
    PRIMARY KEY (part, clue)
) WITHOUT ROWID;
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < (SELECT MAX(length(subject_name)) FROM clue))
INSERT INTO clue_part (part, clue) SELECT substr(subject_name, i, 8), id FROM clue CROSS JOIN n WHERE i <= length(subject_name) ORDER BY 1, 2 ON CONFLICT DO NOTHING;
DROP INDEX clue_names;

CREATE TABLE matter_part (
    part   TEXT NOT NULL,
    matter TEXT NOT NULL,
    PRIMARY KEY (part, matter)
) WITHOUT ROWID;
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < (SELECT MAX(length(title)) FROM matter))
INSERT INTO matter_part (part, matter) SELECT substr(title, i, 8), id FROM matter CROSS JOIN n WHERE i <= length(title) ORDER BY 1, 2 ON CONFLICT DO NOTHING;

-- Where a search finds very many, the list walks along its order and asks of each clue.
CREATE INDEX clue_court_clue ON clue_court (clue, court);
CREATE INDEX clue_case_clue ON clue_case (clue, case_no, serial);

DROP INDEX matter_by_changed;
DROP INDEX matter_by_opened;
CREATE INDEX matter_by_changed ON matter (office, closed, changed_at, id, procedure, state, next_due);
CREATE INDEX matter_by_opened ON matter (office, closed, opened_at, id, procedure, state, next_due);
CREATE INDEX matter_by_procedure ON matter (office, closed, procedure, changed_at, id, state, next_due);
CREATE INDEX matter_by_state ON matter (office, closed, state, changed_at, id, next_due);
CREATE INDEX matter_by_standing ON matter (office, closed, procedure, state);
CREATE INDEX matter_term_whose ON matter_term (office, whose, due, matter, n) WHERE ended = '' AND due <> '';
