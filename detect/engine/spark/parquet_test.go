package spark_test

import (
	"database/sql"
	"testing"

	"github.com/duckdb/duckdb-go/v2"
)

// copied makes a Parquet file of query with a DuckDB of its own: an engine under test can
// write no file.
func copied(t *testing.T, query, file string) {
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
