package synth

import (
	"embed"
	"fmt"
	"sort"
	"strconv"
	"strings"
)

//go:embed names/*.csv phrases/*.txt
var library embed.FS

// A nameTable draws names as often as they are borne.
type nameTable struct {
	surnames, first, last, only urn
}

// An urn draws words by weight.
type urn struct {
	words []string
	upTo  []int // running sum of the weights
}

func (u *urn) add(word string, weight int) {
	if n := len(u.upTo); n > 0 {
		weight += u.upTo[n-1]
	}
	u.words, u.upTo = append(u.words, word), append(u.upTo, weight)
}

func (u *urn) draw(d dice) string {
	n := d.IntN(u.upTo[len(u.upTo)-1])
	return u.words[sort.SearchInts(u.upTo, n+1)]
}

// readNames reads the embedded tables of surnames and given-name characters.
func readNames() (*nameTable, error) {
	t := &nameTable{}
	err := eachRow("names/surnames.csv", func(f []string, n int) { t.surnames.add(f[0], n) })
	if err != nil {
		return nil, err
	}
	urns := map[string]*urn{"first": &t.first, "last": &t.last, "only": &t.only}
	err = eachRow("names/given.csv", func(f []string, n int) { urns[f[1]].add(f[0], n) })
	return t, err
}

// eachRow calls f for each line of an embedded table, with the number in its last field.
func eachRow(file string, f func(fields []string, weight int)) error {
	b, err := library.ReadFile(file)
	if err != nil {
		return fmt.Errorf("read %s: %w", file, err)
	}
	for i, line := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		fields := strings.Split(line, ",")
		n, err := strconv.Atoi(fields[len(fields)-1])
		if i == 0 {
			continue // the heading
		}
		if err != nil {
			return fmt.Errorf("read %s line %d: %w", file, i+1, err)
		}
		f(fields, n)
	}
	return nil
}

const (
	womens = "芳娟丽敏静秀英玲梅霞燕萍红娜洁琴兰凤婷云莲珍雪琳颖倩媛艳玉香春淑美慧莉佳怡莹瑶娥菊珊琪妮妹瑾薇蓉婕雯"
	mens   = "军强刚勇涛磊峰斌龙辉建国伟山虎彪雄栋武刚鹏超兵锋豪志柱旺"
)

// given draws a given name that sounds like one for a woman or a man.
func (t *nameTable) given(d dice, woman bool) string {
	for range 6 {
		var s string
		if d.chance(0.16) {
			s = t.only.draw(d)
		} else {
			s = t.first.draw(d) + t.last.draw(d)
		}
		if woman && strings.ContainsAny(s, womens) && !strings.ContainsAny(s, mens) || !woman && !strings.ContainsAny(s, womens) {
			return s
		}
	}
	return t.first.draw(d) + t.last.draw(d)
}

// full draws a whole name.
func (t *nameTable) full(d dice, woman bool) string {
	return t.surnames.draw(d) + t.given(d, woman)
}
