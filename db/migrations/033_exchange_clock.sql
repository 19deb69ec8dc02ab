-- +goose Up
-- Which time limit of the law an answer to what opened an exchange is under, on the side that
-- opened it: its id, or nothing if there is none. Of exchanges from before it is not known (?) and is
-- looked up in the signed text.
ALTER TABLE exchange ADD COLUMN clock TEXT NOT NULL DEFAULT '?';
