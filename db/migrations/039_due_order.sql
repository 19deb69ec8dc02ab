-- +goose Up
-- What is overdue stands with those deadlines first whose matter goes first, and so does what is due
-- on one day. 0 of a matter that goes first, else 1.
ALTER TABLE matter_term ADD COLUMN rank INTEGER NOT NULL DEFAULT 1 CHECK (rank IN (0, 1));
UPDATE matter_term SET rank = 0 WHERE matter IN (SELECT id FROM matter WHERE urgent = 1);
DROP INDEX matter_term_due;
DROP INDEX matter_term_whose;
CREATE INDEX matter_term_due ON matter_term (office, due, rank, matter, n, whose) WHERE ended = '' AND due <> '';
CREATE INDEX matter_term_whose ON matter_term (office, whose, due, rank, matter, n) WHERE ended = '' AND due <> '';
CREATE INDEX matter_term_late ON matter_term (office, rank, due, matter, n, whose) WHERE ended = '' AND due <> '';
