-- +goose Up
-- Signing in in steps, from where and with what; a wait that grows with wrong tries; codes
-- for whoever has lost the second factor.

ALTER TABLE account ADD COLUMN must_change INTEGER NOT NULL DEFAULT 0 CHECK (must_change IN (0, 1));

-- stage is what a session still waits for before it opens anything; offered is a second
-- factor that has been shown and not been proven yet, sealed like account.totp.
ALTER TABLE session ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN stage TEXT NOT NULL DEFAULT '' CHECK (stage IN ('', 'code'));
ALTER TABLE session ADD COLUMN via TEXT NOT NULL DEFAULT '' CHECK (via IN ('', 'oidc'));
ALTER TABLE session ADD COLUMN offered TEXT NOT NULL DEFAULT '';
UPDATE session SET id = 's-' || substr(token, 1, 16) WHERE id = '';

-- Until when no further try is made for the name.
ALTER TABLE sign_in_try ADD COLUMN until TEXT NOT NULL DEFAULT '';

-- digest is the SHA-256 of a code of 80 random bits, which is used once.
CREATE TABLE recovery_code (
    account TEXT NOT NULL REFERENCES account (id),
    digest  TEXT NOT NULL,
    PRIMARY KEY (account, digest)
);
