-- +goose Up
-- One more kind of notice: what somebody proposed was given back.
ALTER TABLE notice DROP CONSTRAINT notice_kind_check;
ALTER TABLE notice ADD CONSTRAINT notice_kind_check CHECK (kind IN ('due', 'overdue', 'moved', 'digest', 'returned'));
