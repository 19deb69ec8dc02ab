-- +goose Up
-- Which clue or matter a look at something else was for, so that whoever asks who looked at a
-- clue is told of those too. It repeats what the entry says itself, which is in the log.
CREATE TABLE audit_for (
    object TEXT NOT NULL,
    entry  TEXT NOT NULL REFERENCES audit_outbox (id),
    PRIMARY KEY (object, entry)
);
INSERT INTO audit_for (object, entry) SELECT substr(object, 6), id FROM audit_outbox WHERE verb = 'look-records' AND object LIKE 'clue %';
INSERT INTO audit_for (object, entry) SELECT substr(object, 8), id FROM audit_outbox WHERE verb = 'look-records' AND object LIKE 'matter %';
