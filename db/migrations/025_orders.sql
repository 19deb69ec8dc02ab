-- +goose Up
-- A clue that changes its state, or is held or put aside, is written anew into every index in
-- which that stands. Three orders do without: a list by amount, cases or name reads along
-- them and asks each clue for its state. What was found or changed when goes with the state,
-- so those orders keep it, but not until when a clue is held or put aside. The counts of a
-- state read along the order of the risk, and a clue that a search has found is read by its key.
DROP INDEX clue_by_amount;
DROP INDEX clue_by_cases;
DROP INDEX clue_by_name;
DROP INDEX clue_by_found;
DROP INDEX clue_by_changed;
DROP INDEX clue_by_state;
DROP INDEX clue_by_id;
CREATE INDEX clue_by_amount ON clue (office, amount, id, model, subject_kind, risk);
CREATE INDEX clue_by_cases ON clue (office, cases, id, model, subject_kind, risk);
CREATE INDEX clue_by_name ON clue (office, subject_name, id, model, subject_kind, risk);
CREATE INDEX clue_by_found ON clue (office, state, found_at, id, model, subject_kind, risk);
CREATE INDEX clue_by_changed ON clue (office, state, changed_at, id, model, subject_kind, risk);
