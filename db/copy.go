package db

import (
	"context"
	"database/sql/driver"
	"fmt"
	"os"
)

// File reports whether the database is one file, and not on a server.
func (d *DB) File() bool { return d.kind == sqlite }

// CopyTo writes a copy of the database, as it is at one moment, into a new SQLite file that
// only its owner can read, whichever of the two databases it is. Nobody waits for it: a reader
// sees one state while others write. The copy is made row by row and not page by page, so that
// what was deleted is not in it.
func (d *DB) CopyTo(ctx context.Context, path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) // empty: VACUUM INTO takes that for a new one
	if err != nil {
		return fmt.Errorf("copy the workflow database: %w", err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("copy the workflow database: %w", err)
	}
	copied := d.vacuumInto
	if !d.File() {
		copied = d.gather
	}
	if err := copied(ctx, path); err != nil {
		return fmt.Errorf("copy the workflow database: %w", err)
	}
	return nil
}

// vacuumInto uses a connection that may write, since SQLite counts the copy as writing,
// and does not give it back to the readers.
func (d *DB) vacuumInto(ctx context.Context, path string) error {
	conn, err := d.read.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	defer conn.Raw(func(any) error { return driver.ErrBadConn }) //nolint:errcheck // it is the order to drop the connection
	if _, err := conn.ExecContext(ctx, `PRAGMA query_only = off`); err != nil {
		return err
	}
	_, err = conn.ExecContext(ctx, `VACUUM INTO ?`, path)
	return err
}
