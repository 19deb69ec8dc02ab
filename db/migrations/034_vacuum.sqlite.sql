-- +goose Up
-- Nothing to do on SQLite, which keeps no old rows in the table; the number is kept for PostgreSQL.
SELECT 1;
