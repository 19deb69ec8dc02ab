-- +goose Up
-- SQLite finds the beginning of a case number by the indexes that are there; the number is kept
-- for PostgreSQL, which needs another kind.
SELECT 1;
