-- +goose Up
-- Lists are counted and paged from indexes alone where PostgreSQL knows that all see the same of a
-- page, which a vacuum notes. Its own rule, after a fifth of the rows, leaves most pages of the clues
-- unknown for days: one change of many in ten thousand clues is enough.
ALTER TABLE clue SET (autovacuum_vacuum_scale_factor = 0.02);
