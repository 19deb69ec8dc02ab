package main

import (
	"bufio"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"time"
)

const (
	hubName   = "枢纽示范劳务服务有限公司"
	hubPeople = 5_000 // whom it employs
	hubFirms  = 500   // that employed them before
	hubAsks   = 100   // how often each question is asked
)

// hub measures what a page of the network waits for where somebody has 5,000 neighbours: a
// demonstration into which an employer of as many is imported who worked for 500 others before, asked over HTTP by somebody who
// has signed in. At most 300 of them are drawn; all are counted. It needs no office.
func hub(ctx context.Context, o options) error {
	home, err := filepath.Abs(filepath.Join(o.home, "hub"))
	if err != nil {
		return err
	}
	if err := makeHub(ctx, o.bin, home); err != nil {
		return err
	}
	address, stop, err := serveDemo(ctx, o.bin, home)
	if err != nil {
		return err
	}
	defer stop()
	c, err := signInWith(ctx, address, "demo", "mingjian-demo")
	if err != nil {
		return err
	}
	var found struct{ Items []struct{ ID string } }
	begun := time.Now() // the first question of a snapshot prepares its index
	if err := c.get(ctx, "/api/network/subjects?q="+hubName, &found); err != nil || len(found.Items) == 0 {
		return errors.Join(errors.New("nobody is called "+hubName), err)
	}
	all := []line{{"the network of the snapshot, made ready for the first question", float64(time.Since(begun).Milliseconds()), 0, "ms"}}
	for steps := 1; steps <= 2; steps++ {
		lines, err := askHub(ctx, c, found.Items[0].ID, steps)
		if err != nil {
			return err
		}
		all = append(all, lines...)
	}
	fmt.Printf("\nan employer of %d (load %s)\n\nfigure\tvalue\tmost\n", hubPeople, load())
	missed := tell(all)
	fmt.Printf("\n%d figures, %d missed (load %s)\n", len(all), missed, load())
	return nil
}

// askHub asks what surrounds a node so many steps away and returns how long the answers took.
func askHub(ctx context.Context, c *client, node string, steps int) ([]line, error) {
	question := map[string]any{"nodes": []string{node}, "steps": steps, "limit": 300}
	var times []time.Duration
	var view struct {
		Nodes []struct{}
		Total int
	}
	size := 0
	for range hubAsks {
		begun := time.Now()
		code, answer, err := c.ask(ctx, "POST", "/api/network/pictures", nil, question)
		times = append(times, time.Since(begun))
		if err != nil || code != 200 {
			return nil, fmt.Errorf("ask for a network: %d %s: %w", code, answer, err)
		}
		size = len(answer)
		if err := json.Unmarshal(answer, &view); err != nil {
			return nil, err
		}
	}
	if view.Total < hubPeople {
		return nil, fmt.Errorf("%d nodes are counted, and %d work there", view.Total, hubPeople)
	}
	slices.Sort(times)
	says := fmt.Sprintf("%d of %d nodes within %d steps, served over HTTP (%d kB), ", len(view.Nodes), view.Total, steps, size/1000)
	ms := func(hundredths float64) float64 { return float64(percentile(times, hundredths).Milliseconds()) }
	return []line{{says + "median", ms(50), 300, "ms"}, {fmt.Sprintf("the same, p95 of %d", hubAsks), ms(95), 300, "ms"}}, nil
}

// makeHub makes a demonstration with an employer of 5,000, once.
func makeHub(ctx context.Context, bin, home string) error {
	done := home + ".done"
	if _, err := os.Stat(done); err == nil {
		return nil
	}
	if err := os.RemoveAll(home); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(home), 0o755); err != nil {
		return err
	}
	file := home + ".csv"
	if err := writeHub(file); err != nil {
		return err
	}
	for _, args := range [][]string{{"demo", "--prepare"},
		{"import", "table", "insurance_enrolment", file, "--agency", "示范社保经办机构", "--authorisation", "示范", "--purpose", "示范"}, {"link", "lake"}} {
		say("%s", args)
		if out, err := exec.CommandContext(ctx, bin, append(args, "--home", home)...).CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w\n%s", args, err, out)
		}
	}
	return os.WriteFile(done, nil, 0o600)
}

// writeHub writes the enrolments of everybody whom the employer employs, all invented.
func writeHub(file string) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	defer f.Close()
	w := csv.NewWriter(f)
	rows := [][]string{{"姓名", "身份证号", "险种", "单位名称", "参保日期"}}
	given, family := []rune("安博朝丹恩方光浩佳凯岚明宁沛启然书涛文晓"), []rune("赵钱孙李周吴郑王冯陈")
	for i := range hubPeople {
		name := string([]rune{family[i%len(family)], given[i/len(family)%len(given)], given[i/len(family)/len(given)%len(given)]})
		born := time.Date(1960, 1, 1+i*3, 0, 0, 0, 0, time.UTC)
		who := []string{name, residentID("330102" + born.Format("20060102") + fmt.Sprintf("%03d", i%1000)), "企业职工基本养老保险"}
		rows = append(rows, append(slices.Clone(who), hubName, "2019-07-01"), append(slices.Clone(who), fmt.Sprintf("枢纽示范分包%03d号有限公司", i%hubFirms), "2017-03-01"))
	}
	return w.WriteAll(rows)
}

// residentID puts the check character behind the 17 digits of an identity number (GB 11643).
func residentID(digits string) string {
	sum := 0
	for i, d := range digits {
		sum += int(d-'0') * (1 << (17 - i) % 11)
	}
	return digits + string("10X98765432"[sum%11])
}

// serveDemo serves a demonstration, which is made if it is not there, on a port of its own.
func serveDemo(ctx context.Context, bin, home string) (address string, stop func(), err error) {
	cmd := exec.CommandContext(ctx, bin, "demo", "--home", home, "--addr", "127.0.0.1:0")
	out, err := cmd.StdoutPipe()
	if err != nil {
		return "", nil, err
	}
	if err := cmd.Start(); err != nil {
		return "", nil, err
	}
	stop = func() {
		_ = cmd.Process.Signal(os.Interrupt)
		_ = cmd.Wait()
	}
	for lines := bufio.NewScanner(out); address == "" && lines.Scan(); {
		address = regexp.MustCompile(`http://127\.0\.0\.1:\d+`).FindString(lines.Text())
	}
	if address == "" {
		stop()
		return "", nil, errors.New("the demonstration names no address")
	}
	return address, stop, nil
}
