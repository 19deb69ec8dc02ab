-- +goose Up
-- The few overdue deadlines whose reason waits for a leader are not looked for among all deadlines.
CREATE INDEX matter_term_asked ON matter_term (office, rank, due, matter, n, whose) WHERE ended = '' AND due <> '' AND explained = 1 AND accepted = 0;
