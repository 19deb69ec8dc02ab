// Command tally reads the output of `go test -json` on standard input, shows a line a
// package and everything a failed test printed, and ends with what was counted.
//
//	go test -json ./... | tally -add vitest.json
//
// With -add it also counts the tests in a report of vitest's JSON reporter. The last
// line is always "N passed, N failed", with skipped tests named before it, because a
// suite that nobody ran must not look like one that passed. It exits 1 if anything
// failed or if nothing ran.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
)

// An event is one line of `go test -json`.
type event struct {
	Action  string
	Package string
	Test    string
	Output  string
	Elapsed float64
}

// A count is what came of a run. Only leaf tests count: a parent of subtests would
// count its children twice.
type count struct {
	passed, failed int
	skipped        []string
	broken         []string // packages that failed without any failed test: they did not build, or died
}

func main() {
	add := flag.String("add", "", "a report of vitest's JSON reporter to count as well")
	flag.Parse()
	c, err := read(os.Stdin, os.Stdout)
	if err == nil && *add != "" {
		err = c.addVitest(*add)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "tally:", err)
		c.failed++
	}
	c.print(os.Stdout)
	if c.failed > 0 || c.passed == 0 {
		os.Exit(1)
	}
}

// read counts the events of r and shows them on w as a person wants to see them.
func read(r io.Reader, w io.Writer) (count, error) {
	var c count
	output := map[string][]string{} // what each test has printed so far
	parents := map[string]bool{}    // tests that have subtests
	failed := map[string]bool{}     // packages with a failed test
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var e event
		if json.Unmarshal(lines.Bytes(), &e) != nil {
			fmt.Fprintln(w, lines.Text()) // a message of the tool chain
			continue
		}
		name := e.Package + " " + e.Test
		if i := strings.LastIndex(e.Test, "/"); i > 0 {
			parents[e.Package+" "+e.Test[:i]] = true
		}
		switch e.Action {
		case "output", "build-output":
			output[name] = append(output[name], e.Output)
			continue
		case "pass", "fail", "skip":
		default:
			continue
		}
		switch {
		case e.Test == "":
			fmt.Fprintf(w, "%-5s %s  %.1fs\n", e.Action, e.Package, e.Elapsed)
			if e.Action == "fail" && !failed[e.Package] {
				c.broken = append(c.broken, e.Package)
				fmt.Fprint(w, strings.Join(output[name], ""))
			}
		case e.Action == "fail":
			failed[e.Package] = true
			fmt.Fprint(w, strings.Join(output[name], ""))
			if !parents[name] {
				c.failed++
			}
		case parents[name]:
		case e.Action == "pass":
			c.passed++
		case e.Action == "skip":
			c.skipped = append(c.skipped, name+": "+reason(output[name]))
		}
		delete(output, name)
	}
	return c, lines.Err()
}

// reason finds what a skipped test said.
func reason(output []string) string {
	for _, line := range output {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "=== ") && !strings.HasPrefix(line, "--- ") {
			return line
		}
	}
	return "said nothing"
}

// addVitest counts the tests of a vitest report.
func (c *count) addVitest(path string) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var report struct {
		NumPassedTests, NumFailedTests, NumPendingTests, NumFailedTestSuites int
	}
	if err := json.Unmarshal(b, &report); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	c.passed += report.NumPassedTests
	c.failed += report.NumFailedTests
	if report.NumFailedTests == 0 && report.NumFailedTestSuites > 0 {
		c.broken = append(c.broken, path)
	}
	for range report.NumPendingTests {
		c.skipped = append(c.skipped, "vitest: see "+path)
	}
	return nil
}

func (c *count) print(w io.Writer) {
	for _, s := range c.skipped {
		fmt.Fprintln(w, "skipped:", s)
	}
	for _, b := range c.broken {
		fmt.Fprintln(w, "did not build or died:", b)
	}
	c.failed += len(c.broken)
	fmt.Fprintf(w, "%d passed, %d failed\n", c.passed, c.failed)
}
