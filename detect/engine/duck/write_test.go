package duck_test

import (
	"database/sql"
	"testing"

	"github.com/duckdb/duckdb-go/v2"
)

// write makes a Parquet file of query with a DuckDB of its own: the engine under test
// can write no file.
func write(t *testing.T, file, query string) {
	t.Helper()
	c, err := duckdb.NewConnector("", nil)
	if err != nil {
		t.Fatal(err)
	}
	db := sql.OpenDB(c)
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), "COPY ("+query+") TO '"+file+"' (FORMAT parquet)"); err != nil {
		t.Fatal(err)
	}
}
