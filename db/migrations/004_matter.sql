-- +goose Up
-- Matters: what was opened on a clue, an application or a petition, and everything that
-- was done in it. body is the matter as its procedure sees it; matter_event is what made
-- it, and is only ever added to.

-- The files of procedures by which matters were opened: a matter goes by the text it was
-- opened with, whatever the program brings later.
CREATE TABLE procedure_text (
    hash TEXT PRIMARY KEY,
    id   TEXT NOT NULL,
    text TEXT NOT NULL
);

CREATE TABLE matter (
    id         TEXT PRIMARY KEY,
    office     TEXT NOT NULL,
    procedure  TEXT NOT NULL,
    rules      TEXT NOT NULL REFERENCES procedure_text (hash),
    branch     TEXT NOT NULL,
    year       INTEGER NOT NULL,
    number     INTEGER NOT NULL,
    title      TEXT NOT NULL,
    origin     TEXT NOT NULL,
    state      TEXT NOT NULL,
    outcome    TEXT NOT NULL,
    closed     INTEGER NOT NULL CHECK (closed IN (0, 1)),
    waits      TEXT NOT NULL,
    lead       TEXT NOT NULL,
    next_due   TEXT NOT NULL,
    version    INTEGER NOT NULL,
    body       TEXT NOT NULL,
    opened_at  TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    UNIQUE (office, procedure, year, number)
);
CREATE INDEX matter_by_changed ON matter (office, closed, changed_at, id, procedure, state);
CREATE INDEX matter_by_due ON matter (office, closed, next_due, id, procedure, state);
CREATE INDEX matter_by_opened ON matter (office, closed, opened_at, id, procedure, state);
CREATE INDEX matter_waiting ON matter (office, waits, id) WHERE waits <> '';

CREATE TABLE matter_event (
    matter  TEXT NOT NULL REFERENCES matter (id),
    n       INTEGER NOT NULL,
    at      TEXT NOT NULL,
    actor   TEXT NOT NULL,
    display TEXT NOT NULL,
    kind    TEXT NOT NULL,
    what    TEXT NOT NULL,
    on_day  TEXT NOT NULL,
    body    TEXT NOT NULL,
    PRIMARY KEY (matter, n)
);

CREATE TABLE matter_clue (
    matter TEXT NOT NULL REFERENCES matter (id),
    clue   TEXT NOT NULL REFERENCES clue (id),
    PRIMARY KEY (clue, matter)
);
CREATE INDEX matter_clue_matter ON matter_clue (matter, clue);

CREATE TABLE matter_member (
    matter  TEXT NOT NULL REFERENCES matter (id),
    account TEXT NOT NULL REFERENCES account (id),
    display TEXT NOT NULL,
    part    TEXT NOT NULL CHECK (part IN ('lead', 'member')),
    PRIMARY KEY (account, matter)
);
CREATE INDEX matter_member_matter ON matter_member (matter, part, account);

CREATE TABLE matter_party (
    id         TEXT PRIMARY KEY,
    matter     TEXT NOT NULL REFERENCES matter (id),
    kind       TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'court', 'agency')),
    part       TEXT NOT NULL,
    name       TEXT NOT NULL,
    identifier TEXT NOT NULL,
    note       TEXT NOT NULL
);
CREATE INDEX matter_party_matter ON matter_party (matter, id);

-- Deadlines as the lists need them; how each was counted is in the body.
CREATE TABLE matter_term (
    matter    TEXT NOT NULL REFERENCES matter (id),
    n         INTEGER NOT NULL,
    office    TEXT NOT NULL,
    deadline  TEXT NOT NULL,
    title_zh  TEXT NOT NULL,
    title_en  TEXT NOT NULL,
    whose     TEXT NOT NULL,
    due       TEXT NOT NULL,
    ended     TEXT NOT NULL,
    explained INTEGER NOT NULL CHECK (explained IN (0, 1)),
    PRIMARY KEY (matter, n)
);
CREATE INDEX matter_term_due ON matter_term (office, due, matter, n, whose) WHERE ended = '' AND due <> '';

CREATE TABLE matter_task (
    id       TEXT PRIMARY KEY,
    matter   TEXT NOT NULL REFERENCES matter (id),
    office   TEXT NOT NULL,
    title_zh TEXT NOT NULL,
    title_en TEXT NOT NULL,
    role     TEXT NOT NULL,
    assignee TEXT NOT NULL,
    deadline TEXT NOT NULL,
    due      TEXT NOT NULL,
    made_at  TEXT NOT NULL,
    done     INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1)),
    done_at  TEXT NOT NULL DEFAULT '',
    done_by  TEXT NOT NULL DEFAULT '',
    version  INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX matter_task_due ON matter_task (office, done, due, id, assignee, role);
CREATE INDEX matter_task_mine ON matter_task (office, assignee, done, due, id);
CREATE INDEX matter_task_matter ON matter_task (matter, id);

CREATE TABLE matter_evidence (
    id       TEXT PRIMARY KEY,
    matter   TEXT NOT NULL REFERENCES matter (id),
    title    TEXT NOT NULL,
    kind     TEXT NOT NULL,
    source   TEXT NOT NULL,
    obtained TEXT NOT NULL,
    proves   TEXT NOT NULL,
    sha256   TEXT NOT NULL
);
CREATE INDEX matter_evidence_matter ON matter_evidence (matter, id);

-- Who has held a piece of evidence, only ever added to.
CREATE TABLE matter_custody (
    evidence TEXT NOT NULL REFERENCES matter_evidence (id),
    n        INTEGER NOT NULL,
    at       TEXT NOT NULL,
    actor    TEXT NOT NULL,
    display  TEXT NOT NULL,
    holder   TEXT NOT NULL,
    note     TEXT NOT NULL,
    PRIMARY KEY (evidence, n)
);

CREATE TABLE matter_paper (
    id      TEXT PRIMARY KEY,
    matter  TEXT NOT NULL REFERENCES matter (id),
    kind    TEXT NOT NULL,
    state   TEXT NOT NULL CHECK (state IN ('draft', 'review', 'approved', 'sealed', 'served', 'withdrawn')),
    prefix  TEXT NOT NULL,
    year    INTEGER NOT NULL,
    number  INTEGER NOT NULL,
    maker   TEXT NOT NULL,
    version INTEGER NOT NULL,
    made_at TEXT NOT NULL
);
CREATE INDEX matter_paper_matter ON matter_paper (matter, id);
CREATE UNIQUE INDEX matter_paper_number ON matter_paper (prefix, year, number) WHERE number > 0;

-- Every version of the text of a paper, only ever added to.
CREATE TABLE matter_paper_text (
    paper   TEXT NOT NULL REFERENCES matter_paper (id),
    n       INTEGER NOT NULL,
    at      TEXT NOT NULL,
    actor   TEXT NOT NULL,
    display TEXT NOT NULL,
    fields  TEXT NOT NULL,
    PRIMARY KEY (paper, n)
);

-- The last number given in each series of a year.
CREATE TABLE counter (
    series TEXT NOT NULL,
    year   INTEGER NOT NULL,
    last   INTEGER NOT NULL,
    PRIMARY KEY (series, year)
);

-- Answers to requests that carried a key, so that one sent twice acts once.
CREATE TABLE answered (
    actor   TEXT NOT NULL,
    key     TEXT NOT NULL,
    request TEXT NOT NULL,
    object  TEXT NOT NULL,
    at      TEXT NOT NULL,
    PRIMARY KEY (actor, key)
);
CREATE INDEX answered_at ON answered (at);
