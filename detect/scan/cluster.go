package scan

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
)

// A Cluster is several findings of one model that are one matter: one lender and his
// relatives, plaintiffs of one agent, a debtor and all who sue him for show. Whoever screens one
// screens them together.
type Cluster struct {
	ID      string   `json:"id"` // g- and 20 hexadecimal digits
	Model   string   `json:"model"`
	Members []Member `json:"members"` // by risk, the highest first
	Cases   []string `json:"cases"`   // of all members, sorted
}

// A Member is one finding of a cluster.
type Member struct {
	Subject Subject `json:"subject"`
	Risk    float64 `json:"risk"`
	Cases   int     `json:"cases"`
}

// Clusters returns the groups of findings that rest on the same cases or have an actor in
// common, the largest first. Two findings of one model belong together if they share at least
// half the cases of the one that has fewer, or if their model names somebody who acts in at least
// half of the cases of each; and whatever belongs with either belongs to the cluster. A finding
// that belongs with no other makes no cluster. The order of the findings does not matter.
func Clusters(findings []Finding) []Cluster {
	var out []Cluster
	for _, places := range Together(findings) {
		list := make([]Finding, len(places))
		for i, p := range places {
			list[i] = findings[p]
		}
		out = append(out, cluster(list))
	}
	slices.SortFunc(out, func(a, b Cluster) int {
		return cmp.Or(cmp.Compare(len(b.Members), len(a.Members)), strings.Compare(a.ID, b.ID))
	})
	return out
}

// Together returns the places of the findings of each cluster, in the order of the findings.
func Together(findings []Finding) [][]int {
	set := newSets(len(findings))
	for pair, shared := range meetings(findings) {
		if half(shared, findings[pair[0]], findings[pair[1]]) {
			set.join(pair[0], pair[1])
		}
	}
	first := map[[2]string]int{} // by model and actor
	for i, f := range findings {
		for _, id := range append([]string{f.Subject.ID}, actorIDs(f)...) {
			key := [2]string{f.Model, id}
			if j, met := first[key]; met {
				set.join(i, j)
			} else {
				first[key] = i
			}
		}
	}
	members := map[int][]int{}
	for i := range findings {
		members[set.root(i)] = append(members[set.root(i)], i)
	}
	var out [][]int
	for i := range findings {
		if list := members[i]; len(list) > 1 { // a root is the smallest of its set
			out = append(out, list)
		}
	}
	return out
}

func actorIDs(f Finding) (ids []string) {
	for _, a := range f.Actors {
		ids = append(ids, a.ID)
	}
	return ids
}

// meetings counts the cases that any two findings of one model share.
func meetings(findings []Finding) map[[2]int]int {
	type key struct{ model, number string }
	holders := map[key][]int{}
	for i, f := range findings {
		for _, c := range f.Cases {
			holders[key{f.Model, c}] = append(holders[key{f.Model, c}], i)
		}
	}
	met := map[[2]int]int{}
	for _, list := range holders {
		for n, j := range list {
			for _, i := range list[:n] {
				met[[2]int{i, j}]++
			}
		}
	}
	return met
}

// cluster joins findings that belong together. Its id is that of the member with the smallest
// subject id, so that a new member seldom changes it.
func cluster(list []Finding) Cluster {
	slices.SortFunc(list, func(a, b Finding) int { return strings.Compare(a.Subject.ID, b.Subject.ID) })
	sum := sha256.Sum256([]byte("cluster\x00" + list[0].Model + "\x00" + list[0].Subject.ID))
	c := Cluster{ID: "g-" + hex.EncodeToString(sum[:10]), Model: list[0].Model}
	for _, f := range list {
		c.Members = append(c.Members, Member{f.Subject, f.Risk, len(f.Cases)})
		c.Cases = append(c.Cases, f.Cases...)
	}
	slices.Sort(c.Cases)
	c.Cases = slices.Compact(c.Cases)
	slices.SortStableFunc(c.Members, func(a, b Member) int { return cmp.Compare(b.Risk, a.Risk) })
	return c
}

// sameCases reports whether two findings share at least half the cases of the smaller.
func sameCases(a, b Finding) bool {
	shared := 0
	for _, c := range a.Cases {
		if _, ok := slices.BinarySearch(b.Cases, c); ok {
			shared++
		}
	}
	return half(shared, a, b)
}

func half(shared int, a, b Finding) bool {
	return shared > 0 && 2*shared >= min(len(a.Cases), len(b.Cases))
}

// sets are disjoint sets of whole numbers from 0.
type sets []int

func newSets(n int) sets {
	s := make(sets, n)
	for i := range s {
		s[i] = i
	}
	return s
}

// root is the same number for all members of a set, the smallest.
func (s sets) root(i int) int {
	for s[i] != i {
		s[i] = s[s[i]]
		i = s[i]
	}
	return i
}

func (s sets) join(i, j int) {
	i, j = s.root(i), s.root(j)
	s[max(i, j)] = min(i, j)
}
