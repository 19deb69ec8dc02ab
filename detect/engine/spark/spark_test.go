package spark_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/enginetest"
	"github.com/mingjian/mingjian/detect/engine/spark"
)

func open(t testing.TB, o spark.Options) *spark.Engine {
	t.Helper()
	e, err := needSpark(t).driver.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	return e
}

func TestContract(t *testing.T) {
	enginetest.Run(t, func(t *testing.T) engine.Engine { return open(t, spark.Options{Rows: enginetest.Rows()}) })
}

// TestComponentsOnExecutors joins a network too large for the driver, here any.
func TestComponentsOnExecutors(t *testing.T) {
	e := open(t, spark.Options{Nearby: -1})
	const n = 60
	label := make([]int, n)
	for i := range label {
		label[i] = i
	}
	random := rand.New(rand.NewPCG(1, 2))
	var nodes, edges []string
	for i := range n {
		nodes = append(nodes, fmt.Sprintf("('%02d')", i))
	}
	join := func(a, b int) {
		edges = append(edges, fmt.Sprintf("('%02d', '%02d')", a, b))
		low, high := min(label[a], label[b]), max(label[a], label[b])
		for i := range label {
			if label[i] == high {
				label[i] = low
			}
		}
	}
	for i := range n / 2 { // one long chain, in no order
		join((7*i)%30, (7*(i+1))%30)
	}
	for range n / 4 {
		join(30+random.IntN(30), 30+random.IntN(30))
	}
	query := e.Dialect().Components("SELECT node FROM VALUES "+strings.Join(nodes, ", ")+" AS t(node)", "SELECT a, b FROM VALUES "+strings.Join(edges, ", ")+" AS t(a, b)")
	seen := 0
	for row, err := range e.Query(t.Context(), "SELECT * FROM ("+query+") c ORDER BY node") {
		if err != nil {
			t.Fatal(err)
		}
		if want := fmt.Sprintf("%02d", label[seen]); row["component"] != want {
			t.Errorf("node %v is in %v, want %s", row["node"], row["component"], want)
		}
		seen++
	}
	if seen != n {
		t.Errorf("%d nodes of %d", seen, n)
	}
}

// TestCancelEndsTheJob: a query that is cancelled ends at once, and the next one runs.
func TestCancelEndsTheJob(t *testing.T) {
	e := open(t, spark.Options{})
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	start := time.Now()
	_, err := engine.One(ctx, e, "SELECT count(*) AS n FROM range(0, 10000000000000) a WHERE sha2(CAST(id AS STRING), 256) = 'x'")
	if !errors.Is(err, context.DeadlineExceeded) || time.Since(start) > time.Minute {
		t.Fatalf("after %v: %v", time.Since(start), err)
	}
	if _, err := engine.One(t.Context(), e, "SELECT count(*) AS n FROM judgment"); err != nil {
		t.Error(err)
	}
}

// TestErrorsWithholdValues: Spark's own words of a failed cast quote the value.
func TestErrorsWithholdValues(t *testing.T) {
	e := open(t, spark.Options{})
	_, err := engine.One(t.Context(), e, "SELECT CAST(x AS INT) AS x FROM VALUES ('张三') v(x)")
	if err == nil || strings.Contains(err.Error(), "张三") || !strings.Contains(err.Error(), "CAST_INVALID_INPUT") {
		t.Errorf("error is %v", err)
	}
}

// TestOnlyQueries: nothing but a query can be asked.
func TestOnlyQueries(t *testing.T) {
	e := open(t, spark.Options{})
	for _, statement := range []string{"DROP VIEW judgment", "SET spark.sql.ansi.enabled = false", "CREATE TABLE x AS SELECT 1 AS y", "SELECT * FROM parquet.`/tmp`", "SELECT 1 AS x); DROP VIEW judgment; (SELECT 1"} {
		if _, err := engine.One(t.Context(), e, statement); err == nil {
			t.Errorf("allowed: %s", statement)
		}
	}
}

// TestArguments: values beside a query are values and no SQL.
func TestArguments(t *testing.T) {
	e := open(t, spark.Options{Rows: enginetest.Rows()})
	row, err := engine.One(t.Context(), e, "SELECT count(*) AS n FROM judgment WHERE case_no = ? AND absent_defendant = ?", "引'号\"与\\反斜", false)
	if err != nil || row["n"] != int64(1) {
		t.Errorf("got %v, %v", row, err)
	}
}
