package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/models/expr"
)

// conditionRows is how many rows the conditions are worked out on.
const conditionRows = 1_000_000

// conditions measures the conditions of a rule by themselves: five of the kinds that an
// evaluator of single payloads is measured on (greater, two equalities, a part of a text,
// a quotient below a limit), each on every row, on one core.
func (b bench) conditions() error {
	ctx := context.Background()
	e, err := duck.Open(ctx, duck.Options{Threads: 1})
	if err != nil {
		return err
	}
	defer e.Close()
	sources := []string{"amount > 10000.0", `cause == "民间借贷纠纷"`, `outcome == "mediated"`, `claim.contains("借条")`, "amount / total < 0.5"}
	var sums []string
	for i, source := range sources {
		sql, err := condition(e.Dialect(), source)
		if err != nil {
			return err
		}
		sums = append(sums, fmt.Sprintf("count(CASE WHEN %s THEN 1 END) AS c%d", sql, i))
	}
	if err := e.Define(ctx, "condition_rows", fmt.Sprintf(`SELECT CAST(i %% 30011 AS DOUBLE) AS amount, CAST(i %% 40009 AS DOUBLE) AS total,
		CASE WHEN i %% 3 = 0 THEN '民间借贷纠纷' ELSE '买卖合同纠纷' END AS cause, CASE WHEN i %% 5 = 0 THEN 'mediated' ELSE 'supported' END AS outcome,
		CASE WHEN i %% 7 = 0 THEN '原告持借条请求返还借款' ELSE '原告请求支付货款及利息' END AS claim FROM range(%d) r(i)`, conditionRows)); err != nil {
		return err
	}
	var took []time.Duration
	for range max(b.runs, 5) {
		start := cpuTime()
		if _, err := engine.One(ctx, e, "SELECT "+strings.Join(sums, ", ")+" FROM condition_rows"); err != nil {
			return err
		}
		took = append(took, cpuTime()-start)
	}
	slices.Sort(took)
	median := took[len(took)/2].Seconds()
	work := fmt.Sprintf("%d conditions on %d rows in memory, CPU time of one core, no trace", len(sources), conditionRows)
	b.row("conditions", fmt.Sprintf("%.0f million rows × conditions/s", float64(len(sources)*conditionRows)/median/1e6), work)
	b.row("a rule of five conditions on one row", fmt.Sprintf("%.3f µs", median/conditionRows*1e6), work)
	return nil
}

// condition translates a condition of a model.
func condition(d engine.Dialect, source string) (string, error) {
	x, err := expr.Parse(source, expr.Scope{Columns: map[string]standard.Type{"amount": standard.TypeNumber, "total": standard.TypeNumber,
		"cause": standard.TypeText, "outcome": standard.TypeText, "claim": standard.TypeText}})
	if err != nil {
		return "", err
	}
	return x.SQL(expr.Binding{Dialect: d})
}
