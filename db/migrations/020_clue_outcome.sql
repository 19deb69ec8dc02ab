-- +goose Up
-- What became of a clue at the agency that it was handed over to: the code of its last result.
CREATE TABLE clue_outcome (
    clue TEXT PRIMARY KEY REFERENCES clue (id),
    code TEXT NOT NULL CHECK (code <> ''),
    at   TEXT NOT NULL
);
