package main

import (
	"context"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"
)

// An asked is one list, count or filter of the API as one role sees it.
type asked struct {
	role, path string
	page       int // which of its pages; 0 and 1 are the first
}

// everyList is every list, count and filter that the API has for clues, matters, deadlines
// and tasks. A list answers with its counts, so both are measured together.
func everyList() []asked {
	q := url.QueryEscape
	clues := []string{
		"/api/clues", "/api/clues?limit=200", "/api/clues?state=found&state=screening", "/api/clues?state=accepted&sort=-amount",
		"/api/clues?model=" + q("civil/m07"), "/api/clues?model=" + q("civil/m07") + "&model=" + q("civil/m08") + "&sort=-amount",
		"/api/clues?min_risk=0.7&sort=-changed_at", "/api/clues?min_risk=0.01&sort=amount", "/api/clues?court=" + q("第17人民法院"), "/api/clues?court=" + q("第1") + "&sort=cases",
		"/api/clues?subject_kind=group&sort=subject", "/api/clues?subject_kind=person&state=dismissed&sort=-found_at",
		"/api/clues?q=" + q("王丁"), "/api/clues?q=" + q("王"), "/api/clues?q=" + q("（2017）甲0017民初12"), "/api/clues?q=12345", "/api/clues?q=" + q("没有这个人"),
		// of one character, alone and with what else there is
		"/api/clues?q=" + q("（"), "/api/clues?q=1", "/api/clues?q=9", "/api/clues?q=" + q("第"), "/api/clues?q=" + q("一"), "/api/clues?q=" + q("王") + "&sort=subject", "/api/clues?q=" + q("王") + "&sort=-changed_at",
		"/api/clues?q=" + q("王") + "&model=" + q("civil/m07"), "/api/clues?q=" + q("王") + "&min_risk=0.9", "/api/clues?q=" + q("王") + "&state=accepted&sort=-amount", "/api/clues?q=1&state=transferred&sort=amount",
		"/api/clues?q=" + q("王") + "&aside=only", "/api/clues?q=" + q("第") + "&court=" + q("第17"), "/api/clues?q=" + q("第17") + "&state=transferred&sort=amount",
		"/api/clues?q=" + q("民初1"), "/api/clues?q=" + q("甲0017民初1"), "/api/clues?q=" + q("（2017）甲"),
		"/api/clues?state=merged", "/api/clues?due=true", "/api/clues?news=true", "/api/clues?news=true&q=" + q("王"), "/api/clues?model=none", "/api/clues?model=" + q("civil/m07") + "&state=transferred&sort=-cases",
		"/api/clues?aside=only", "/api/clues?aside=any&sort=changed_at", "/api/clues?holder=me", "/api/clues?free=true", "/api/clues?free=true&state=found&sort=-cases",
		"/api/clues?model=" + q("civil/m03") + "&min_risk=0.5&subject_kind=person&court=" + q("第2") + "&free=true",
		"/api/overview",
	}
	matters := []string{
		"/api/matters", "/api/matters?limit=200", "/api/matters?sort=-changed_at", "/api/matters?sort=next_due", "/api/matters?sort=-opened_at", "/api/matters?closed=true", "/api/matters?mine=true", "/api/matters?mine=true&sort=next_due",
		"/api/matters?overdue=true&sort=next_due", "/api/matters?overdue=true", "/api/matters?waits=leader", "/api/matters?waits=committee", "/api/matters?procedure=petition", "/api/matters?procedure=public-hearing&sort=next_due",
		"/api/matters?procedure=none", "/api/matters?state=handling", "/api/matters?state=received&sort=-opened_at", "/api/matters?q=" + q("第12345号"), "/api/matters?q=" + q("没有这件"), "/api/matters?clue=c-0",
		"/api/matters?q=" + q("第"), "/api/matters?q=1", "/api/matters?q=" + q("某") + "&sort=next_due", "/api/matters?q=1&procedure=public-hearing", "/api/matters?q=9&closed=true", "/api/matters?q=" + q("某") + "&mine=true",
		"/api/matters?urgent=true", "/api/matters?urgent=true&overdue=true", "/api/matters?urgent=true&sort=-changed_at", "/api/matters?urgent=true&mine=true",
		"/api/deadlines", "/api/deadlines?limit=200", "/api/deadlines?whose=office", "/api/deadlines?whose=court", "/api/deadlines?from=2026-12-01&to=2026-12-31", "/api/deadlines?mine=true",
		"/api/deadlines?to_approve=true", "/api/deadlines?to_approve=true&mine=true",
		"/api/tasks", "/api/tasks?limit=200", "/api/tasks?mine=true", "/api/tasks?done=true", "/api/tasks?overdue=true", "/api/tasks?mine=true&overdue=true", "/api/tasks?mine=true&done=true", "/api/tasks?assignee=a-load-001",
		"/api/papers", "/api/papers?mine=true", "/api/papers?state=approved", "/api/papers?state=sealed",
		"/api/calendar?from=2026-12-01&to=2026-12-31", "/api/board", "/api/board?mine=true",
	}
	later := map[string]int{"/api/clues": 20, "/api/clues?q=" + q("王"): 20, "/api/clues?q=" + q("一"): 2, "/api/matters": 20, "/api/deadlines": 20, "/api/tasks": 20}
	var all []asked
	for _, role := range []string{"leader", "u-000", "analyst"} {
		for _, path := range clues {
			all = append(all, asked{role: role, path: path})
		}
		if role == "analyst" {
			continue // has no right to matters
		}
		for _, path := range matters {
			all = append(all, asked{role: role, path: path})
		}
		for _, path := range slices.Sorted(maps.Keys(later)) {
			all = append(all, asked{role, path, later[path]})
		}
	}
	return all
}

// lists asks for each of them and prints the table.
func lists(ctx context.Context, o options, of office) error {
	s, err := serve(ctx, o.bin, of.home, of.database, "--account-rate", "0") // nobody asks as fast as this
	if err != nil {
		return err
	}
	defer s.kill()
	people := map[string]*client{}
	for _, name := range []string{"leader", "u-000", "analyst"} {
		if people[name], err = signIn(ctx, s.url, name); err != nil {
			return err
		}
	}
	var worst time.Duration
	fmt.Printf("\n%s, %d clues, %d tasks, each asked %d times (load %s)\n\nwho\tlist\tp50 ms\tp95 ms\tprocessor ms\n", of.engine, o.clues, o.matters*5, o.asks, load())
	all := slices.DeleteFunc(everyList(), func(a asked) bool { return !a.among(strings.Split(o.only, "|")) })
	slow, work := 0, processors{s, of.pg}
	if err := work.rest(ctx); err != nil {
		return err
	}
	for _, a := range all {
		path, err := a.turned(ctx, people[a.role])
		if err != nil {
			return err
		}
		before := work.used()
		times, err := timed(ctx, people[a.role], path, o.asks)
		if err != nil {
			return err
		}
		p95 := percentile(times, 95)
		worst = max(worst, p95)
		mark := ""
		if p95 > 50*time.Millisecond {
			mark, slow = "\tSLOW", slow+1
		}
		used := (work.used() - before) / time.Duration(len(times)+unmeasured)
		fmt.Printf("%s\t%s\t%s\t%s\t%s%s\n", a.role, a.name(), ms(percentile(times, 50)), ms(p95), ms(used), mark)
	}
	fmt.Printf("\n%s: %d lists, %d above 50 ms, the slowest p95 %s ms (load %s)\n", of.engine, len(all), slow, ms(worst), load())
	return nil
}

// among reports whether one of the texts is in its role and path.
func (a asked) among(texts []string) bool {
	return slices.ContainsFunc(texts, func(s string) bool { return strings.Contains(a.role+" "+a.name(), s) })
}

// name is the list as the table names it.
func (a asked) name() string {
	name, _ := url.QueryUnescape(a.path)
	if a.page > 1 {
		name += fmt.Sprintf(" (page %d)", a.page)
	}
	return name
}

// turned turns the pages of the list and returns the path of the one that is asked for.
func (a asked) turned(ctx context.Context, c *client) (string, error) {
	path := a.path
	for range a.page - 1 {
		var p struct {
			Next *string `json:"next"`
		}
		if err := c.get(ctx, path, &p); err != nil {
			return "", err
		}
		if p.Next == nil {
			return "", fmt.Errorf("%s has no page %d", a.path, a.page)
		}
		u, err := url.Parse(a.path)
		if err != nil {
			return "", err
		}
		v := u.Query()
		v.Set("cursor", *p.Next)
		u.RawQuery = v.Encode()
		path = u.String()
	}
	return path, nil
}

// unmeasured is how many times a list is asked for before it counts.
const unmeasured = 3

// timed asks n times, and a few times before that do not count.
func timed(ctx context.Context, c *client, path string, n int) ([]time.Duration, error) {
	var times []time.Duration
	for i := range n + unmeasured {
		start := time.Now()
		code, b, err := c.ask(ctx, "GET", path, nil, nil)
		took := time.Since(start)
		if err != nil || code != 200 {
			return nil, fmt.Errorf("GET %s: %d %.200s: %w", path, code, b, err)
		}
		if i >= unmeasured {
			times = append(times, took)
		}
		if len(times) > 20 && took > time.Second {
			break // slow enough to know
		}
	}
	slices.Sort(times)
	return times, nil
}

// bulk changes 10,000 clues, takes the change back, and stops one in the middle.
func bulk(ctx context.Context, o options, of office) error {
	s, err := serve(ctx, o.bin, of.home, of.database)
	if err != nil {
		return err
	}
	defer s.kill()
	c, err := signIn(ctx, s.url, "leader")
	if err != nil {
		return err
	}
	if err := (processors{s, of.pg}).rest(ctx); err != nil {
		return err
	}
	var page struct {
		Items []struct {
			ID string `json:"id"`
		} `json:"items"`
		Next *string `json:"next"`
	}
	var picks []map[string]any
	for cursor := ""; len(picks) < 10_000; cursor = *page.Next {
		page.Next = nil
		if err := c.get(ctx, "/api/clues?state=found&free=true&limit=200&cursor="+url.QueryEscape(cursor), &page); err != nil {
			return err
		}
		for _, x := range page.Items {
			picks = append(picks, map[string]any{"id": x.ID})
		}
		if page.Next == nil {
			break
		}
	}
	for _, act := range []map[string]any{
		{"kind": "move", "to": "screening"},
		{"kind": "hold", "account": "a-load-001", "until": time.Now().AddDate(0, 0, 30).Format(time.DateOnly)},
		{"kind": "aside", "until": time.Now().AddDate(0, 0, 30).Format(time.DateOnly), "note": "等待鉴定结论"},
	} {
		var took, undo []time.Duration
		var cpu time.Duration
		for range 3 {
			before, start := s.processor(), time.Now()
			id, n, err := c.bulk(ctx, act, picks, 0)
			if err != nil {
				return err
			}
			took = append(took, time.Since(start))
			cpu += s.processor() - before
			if n != len(picks) {
				return fmt.Errorf("%d of %d were changed", n, len(picks))
			}
			start = time.Now()
			if err := c.undo(ctx, id, len(picks)); err != nil {
				return err
			}
			undo = append(undo, time.Since(start))
		}
		slices.Sort(took)
		slices.Sort(undo)
		fmt.Printf("%s\tbulk %s\t%d clues\tmedian %.2f s (%.2f to %.2f), processor of the program %.2f s\ttaking it back %.2f s\t(load %s)\n", of.engine, act["kind"], len(picks),
			took[1].Seconds(), took[0].Seconds(), took[2].Seconds(), cpu.Seconds()/3, undo[1].Seconds(), load())
	}
	start := time.Now()
	_, n, err := c.bulk(ctx, map[string]any{"kind": "move", "to": "screening"}, picks, 4)
	if err != nil {
		return err
	}
	fmt.Printf("%s\tbulk stopped after 4 batches\t%d of %d changed\t%.2f s\n", of.engine, n, len(picks), time.Since(start).Seconds())
	return nil
}
