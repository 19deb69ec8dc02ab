-- +goose Up
-- Two more roles.
ALTER TABLE account DROP CONSTRAINT account_role_check;
ALTER TABLE account ADD CONSTRAINT account_role_check CHECK (role IN ('handler', 'analyst', 'leader', 'admin', 'liaison', 'citizen'));
