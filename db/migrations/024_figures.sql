-- +goose Up
-- What the figures of an office are counted from without reading the body of any matter: the
-- days on which it was opened and closed, the steps it went through, the statistics it is
-- counted in. counted is 0 for a matter that was saved before these were kept.
ALTER TABLE matter ADD COLUMN opened_on TEXT NOT NULL DEFAULT '';
ALTER TABLE matter ADD COLUMN closed_on TEXT NOT NULL DEFAULT '';
ALTER TABLE matter ADD COLUMN counted INTEGER NOT NULL DEFAULT 0 CHECK (counted IN (0, 1));
CREATE INDEX matter_uncounted ON matter (id) WHERE counted = 0;
CREATE INDEX matter_by_opening ON matter (office, opened_on, id);
CREATE INDEX matter_by_closing ON matter (office, closed_on, id) WHERE closed_on <> '';
ALTER TABLE matter_term ADD COLUMN started TEXT NOT NULL DEFAULT '';
CREATE INDEX matter_term_ended ON matter_term (office, ended, matter, n) WHERE ended <> '';

CREATE TABLE matter_step (
    matter    TEXT NOT NULL REFERENCES matter (id),
    n         INTEGER NOT NULL,
    procedure TEXT NOT NULL,
    step      TEXT NOT NULL,
    on_day    TEXT NOT NULL,
    PRIMARY KEY (matter, n)
);

-- on_day is since when the matter has been counted in the statistic.
CREATE TABLE matter_count (
    matter    TEXT NOT NULL REFERENCES matter (id),
    office    TEXT NOT NULL,
    procedure TEXT NOT NULL,
    statistic TEXT NOT NULL,
    on_day    TEXT NOT NULL,
    PRIMARY KEY (matter, statistic)
);
CREATE INDEX matter_count_day ON matter_count (office, on_day, procedure, statistic, matter);

CREATE INDEX matter_paper_issued ON matter_paper (issued_on, id) WHERE issued_on <> '';

-- What became of clues, by day; and the few that are merged into another.
CREATE INDEX clue_event_decided ON clue_event (at, clue, n) WHERE to_state IN ('accepted', 'dismissed', 'transferred');
CREATE INDEX clue_event_merged ON clue_event (clue, n) WHERE to_state = 'merged';
CREATE INDEX clue_by_day ON clue (office, found_at, id, model);
