package main

import (
	"encoding/csv"
	"errors"
	"io"
	"os"
	"strconv"
)

// accuracy is counted in pairs of rows that are, or are said to be, one subject, as
// eval_linkage.py counts them. Where rows are masked they are left out of it, and counted apart.
type accuracy struct {
	precision, recall, f1 float64
	masked                int // pairs joined of which one is masked
}

func score(truth, found map[string]string, masked map[string]bool) accuracy {
	entities, clusters, both, all := map[string]int{}, map[string]int{}, map[[2]string]int{}, map[string]int{}
	for id, entity := range truth {
		cluster := found[id]
		all[cluster]++
		if masked[id] {
			continue
		}
		entities[entity]++
		clusters[cluster]++
		both[[2]string{cluster, entity}]++
	}
	right, said, is := 0, 0, 0
	for _, n := range both {
		right += n * (n - 1) / 2
	}
	for _, n := range clusters {
		said += n * (n - 1) / 2
	}
	for _, n := range entities {
		is += n * (n - 1) / 2
	}
	a := accuracy{precision: float64(right) / float64(max(1, said)), recall: float64(right) / float64(max(1, is))}
	if a.precision+a.recall > 0 {
		a.f1 = 2 * a.precision * a.recall / (a.precision + a.recall)
	}
	for c, n := range all {
		a.masked += n*(n-1)/2 - clusters[c]*(clusters[c]-1)/2
	}
	return a
}

// readTruth reads who each row is and, where the file tells, which rows are masked.
func readTruth(file string) (truth map[string]string, masked map[string]bool, err error) {
	truth, masked = map[string]string{}, map[string]bool{}
	err = eachRow(file, func(row []string) error {
		truth[row[0]] = row[1]
		if len(row) > 2 && row[2] == "true" {
			masked[row[0]] = true
		}
		return nil
	})
	return truth, masked, err
}

// readPairs reads a CSV file of ids and what they belong to.
func readPairs(file string) (map[string]string, error) {
	m := map[string]string{}
	err := eachRow(file, func(row []string) error {
		m[row[0]] = row[1]
		return nil
	})
	return m, err
}

// closure reads scored pairs and joins those from a threshold on.
func closure(file string, threshold float64, truth map[string]string) (map[string]string, error) {
	parent := map[string]string{}
	for id := range truth {
		parent[id] = id
	}
	root := func(x string) string {
		for parent[x] != x {
			parent[x] = parent[parent[x]]
			x = parent[x]
		}
		return x
	}
	err := eachRow(file, func(row []string) error {
		p, err := strconv.ParseFloat(row[2], 64)
		if err == nil && p >= threshold {
			parent[root(row[0])] = root(row[1])
		}
		return err
	})
	found := map[string]string{}
	for id := range truth {
		found[id] = root(id)
	}
	return found, err
}

// eachRow calls f for each row below the headings.
func eachRow(file string, f func([]string) error) error {
	r, err := os.Open(file)
	if err != nil {
		return err
	}
	defer r.Close()
	c := csv.NewReader(r)
	for n := 0; ; n++ {
		row, err := c.Read()
		if row == nil && err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		if n > 0 {
			if err := f(row); err != nil {
				return err
			}
		}
	}
}
