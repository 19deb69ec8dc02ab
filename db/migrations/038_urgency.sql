-- +goose Up
-- In which order what is to be done stands: what goes first, then what is overdue or due soonest,
-- then what has no day. 0 or 1 for the mark, and the last day.
ALTER TABLE matter ADD COLUMN press TEXT NOT NULL DEFAULT '19999';
UPDATE matter SET press = CASE WHEN urgent = 1 THEN '0' ELSE '1' END || CASE WHEN next_due = '' THEN '9999' ELSE next_due END;
CREATE INDEX matter_by_press ON matter (office, closed, press, id, procedure, state, next_due);

ALTER TABLE matter_task ADD COLUMN press TEXT NOT NULL DEFAULT '19999';
UPDATE matter_task SET press = CASE WHEN (SELECT urgent FROM matter WHERE matter.id = matter_task.matter) = 1 THEN '0' ELSE '1' END || CASE WHEN due = '' THEN '9999' ELSE due END;
DROP INDEX matter_task_due;
DROP INDEX matter_task_mine;
CREATE INDEX matter_task_press ON matter_task (office, done, press, id, assignee, role, due);
CREATE INDEX matter_task_mine ON matter_task (office, assignee, done, press, id, due);
