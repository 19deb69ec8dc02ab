package duck_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/detect/engine/duck"
)

// TestComponents compares networks of several shapes with joining sets edge by edge: groups
// that one gathering joins, chains that need the labels spread, edges from a node to itself,
// to unknown nodes and to nobody.
func TestComponents(t *testing.T) {
	e := open(t, duck.Options{})
	for seed, shape := range []struct{ nodes, edges, near int }{{300, 0, 1}, {300, 150, 300}, {300, 400, 300}, {400, 1200, 12}, {500, 600, 2}} {
		r := rand.New(rand.NewPCG(uint64(seed), 1))
		name := func(i int) string { return fmt.Sprintf("n%x", i*7919%1009) }
		root := map[string]string{}
		var find func(n string) string
		find = func(n string) string {
			if root[n] == n {
				return n
			}
			return find(root[n])
		}
		nodes := make([]string, shape.nodes)
		for i := range nodes {
			nodes[i] = name(i)
			root[nodes[i]] = nodes[i]
		}
		edges := []string{"('" + nodes[0] + "', '" + nodes[0] + "')", "('" + nodes[1] + "', 'unknown')", "('unknown', '" + nodes[2] + "')", "(NULL, '" + nodes[3] + "')"}
		for range shape.edges {
			i := r.IntN(shape.nodes)
			a, b := nodes[i], nodes[(i+r.IntN(shape.near))%shape.nodes]
			edges = append(edges, "('"+a+"', '"+b+"')")
			x, y := find(a), find(b)
			root[max(x, y)] = min(x, y)
		}
		query := e.Dialect().Components("SELECT node FROM (VALUES ('"+strings.Join(nodes, "'), ('")+"')) n(node)", "SELECT a, b FROM (VALUES "+strings.Join(edges, ", ")+") e(a, b)")
		n := 0
		for row, err := range e.Query(t.Context(), query) {
			if err != nil {
				t.Fatal(err)
			}
			n++
			if node := row["node"].(string); row["component"] != find(node) {
				t.Errorf("shape %d: %s belongs to %s, want %s", seed, node, row["component"], find(node))
			}
		}
		if n != shape.nodes {
			t.Errorf("shape %d: %d nodes, want %d", seed, n, shape.nodes)
		}
	}
}
