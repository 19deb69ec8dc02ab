package db

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrate applies, in the order of their numbers, the files that the database does not
// have yet, each in its own transaction: also one whose number is below the newest that is
// there, since work on two parts of the program is put together in any order. There is no way down: a mistake is mended by
// the next file. A file is valid on both databases, or there is one for each, whose names
// end in .sqlite.sql and .postgres.sql.
func (d *DB) migrate(ctx context.Context) error {
	all, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	p, err := d.provider(ownFiles{all, d.kind})
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("migrate the workflow database: %w", err)
	}
	return nil
}

// ownFiles leaves out the files written for the other database.
type ownFiles struct {
	fs.FS
	kind dialect
}

// ReadDir lists what is for this database.
func (f ownFiles) ReadDir(name string) ([]fs.DirEntry, error) {
	other := ".postgres.sql"
	if f.kind == postgres {
		other = ".sqlite.sql"
	}
	all, err := fs.ReadDir(f.FS, name)
	return slices.DeleteFunc(all, func(e fs.DirEntry) bool { return strings.HasSuffix(e.Name(), other) }), err
}

// Glob finds what is for this database.
func (f ownFiles) Glob(pattern string) ([]string, error) {
	all, err := f.ReadDir(".")
	if err != nil {
		return nil, err
	}
	var found []string
	for _, e := range all {
		if ok, err := path.Match(pattern, e.Name()); err != nil {
			return nil, err
		} else if ok {
			found = append(found, e.Name())
		}
	}
	return found, nil
}

func (d *DB) provider(files fs.FS) (*goose.Provider, error) {
	if d.kind == sqlite {
		return goose.NewProvider(goose.DialectSQLite3, d.write, files, goose.WithAllowOutofOrder(true))
	}
	one, err := lock.NewPostgresSessionLocker() // two servers may start at once
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goose.DialectPostgres, d.write, files, goose.WithSessionLocker(one), goose.WithAllowOutofOrder(true))
}
