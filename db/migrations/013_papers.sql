-- +goose Up
-- Papers are drafted from templates: documents of a word processor with fields. A paper goes
-- by the template that it was written with, whatever is put in its place later.
CREATE TABLE template_file (
    hash    TEXT PRIMARY KEY,
    id      TEXT NOT NULL,
    content TEXT NOT NULL
);

-- The day on which a paper was approved, which it bears.
ALTER TABLE matter_paper ADD COLUMN issued_on TEXT NOT NULL DEFAULT '';

-- Papers that wait for somebody's approval, the one that waits longest first.
CREATE INDEX matter_paper_review ON matter_paper (state, made_at, id) WHERE state = 'review';
