package convert

import (
	"strings"
	"testing"
)

// FuzzPages reads any table: no page may have a line without text.
func FuzzPages(f *testing.F) {
	f.Add("1\t1\t0\t0\t0\t0\t0\t0\t600\t800\t-1\t\n4\t1\t1\t1\t1\t0\t10\t20\t300\t12\t-1\t\n5\t1\t1\t1\t1\t1\t10\t20\t30\t12\t96\t甲")
	f.Fuzz(func(t *testing.T, table string) {
		for _, p := range pages(table) {
			for _, l := range p.Lines {
				if strings.TrimSpace(l.Text) == "" {
					t.Errorf("a line without text: %+v", l)
				}
			}
		}
	})
}
