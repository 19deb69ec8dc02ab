-- +goose Up
-- When a paper was sent and received, and by whom: deadlines run from that day. Those served
-- before have it in the history of their matter.
ALTER TABLE matter_paper ADD COLUMN sent_on TEXT NOT NULL DEFAULT '';
ALTER TABLE matter_paper ADD COLUMN served_on TEXT NOT NULL DEFAULT '';
ALTER TABLE matter_paper ADD COLUMN receiver TEXT NOT NULL DEFAULT '';
UPDATE matter_paper SET served_on = COALESCE((
    SELECT MAX(e.on_day) FROM matter_event e WHERE e.matter = matter_paper.matter AND e.kind = 'paper' AND e.what = matter_paper.id), '')
 WHERE state = 'served';
UPDATE matter_paper SET sent_on = served_on WHERE state = 'served';

-- The scan of a receipt of service, as it came: PDF, JPEG or PNG in base64. It is only ever
-- added to.
CREATE TABLE paper_receipt (
    paper   TEXT NOT NULL REFERENCES matter_paper (id),
    n       INTEGER NOT NULL,
    at      TEXT NOT NULL,
    actor   TEXT NOT NULL,
    display TEXT NOT NULL,
    name    TEXT NOT NULL,
    kind    TEXT NOT NULL CHECK (kind IN ('pdf', 'jpeg', 'png')),
    size    INTEGER NOT NULL,
    sha256  TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (paper, n)
);
