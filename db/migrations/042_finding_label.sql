-- +goose Up
-- What people said of findings that a test of a model on history listed. One stands for each
-- subject of a model; those it took the place of are in the log.
CREATE TABLE finding_label (
    office    TEXT NOT NULL,
    model     TEXT NOT NULL,
    subject   TEXT NOT NULL,
    verdict   TEXT NOT NULL CHECK (verdict IN ('right', 'wrong', 'unsure')),
    draft     TEXT NOT NULL,
    version   INTEGER NOT NULL,
    said_by   TEXT NOT NULL,
    said_name TEXT NOT NULL,
    said_at   TEXT NOT NULL,
    PRIMARY KEY (office, model, subject)
);
