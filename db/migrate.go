package db

import (
	"context"
	"embed"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrate applies, in the order of their numbers, the files that the database does not
// have yet, each in its own transaction. There is no way down: a mistake is mended by
// the next file. Every file must be valid on both databases.
func (d *DB) migrate(ctx context.Context) error {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	p, err := d.provider(files)
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("migrate the workflow database: %w", err)
	}
	return nil
}

func (d *DB) provider(files fs.FS) (*goose.Provider, error) {
	if d.kind == sqlite {
		return goose.NewProvider(goose.DialectSQLite3, d.write, files)
	}
	one, err := lock.NewPostgresSessionLocker() // two servers may start at once
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goose.DialectPostgres, d.write, files, goose.WithSessionLocker(one))
}
