-- +goose Up
-- Who else acts in the cases of a clue: what makes one clue of several is looked up by it. Like
-- clue_case, it repeats what clue_finding holds.
CREATE TABLE clue_actor (
    actor TEXT NOT NULL,
    clue  TEXT NOT NULL,
    PRIMARY KEY (actor, clue)
);
CREATE INDEX clue_actor_clue ON clue_actor (clue, actor);

-- 1: a person has taken the clue out of another, and no scan puts it back.
ALTER TABLE clue ADD COLUMN alone INTEGER NOT NULL DEFAULT 0;
