package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A watcher is a server that keeps an index, and somebody who has signed in there.
type watcher struct {
	base, cookie string
	cmd          *exec.Cmd
}

// watching measures how long a server that watches takes from a document to its clues: the first
// waits until the index is open, the others come one after the other.
func (b bench) watching(home string, documents []string, n int) error {
	work := fmt.Sprintf("%d synthetic documents", n)
	start := time.Now()
	w, err := b.serve(home)
	if err != nil {
		return err
	}
	defer w.stop()
	for told := false; !told; {
		time.Sleep(200 * time.Millisecond)
		if told, err = w.bring(documents[0]); err != nil {
			return err
		}
	}
	b.row("watching, opening the index", fmt.Sprintf("%.0f s, %.0f s of CPU, %d MB resident", time.Since(start).Seconds(), w.cpu().Seconds(), w.resident()), work)
	before := machineLoad()
	var wall, cpu []time.Duration
	for _, file := range documents[1:] {
		start, used := time.Now(), w.cpu()
		told, err := w.bring(file)
		if err != nil {
			return err
		}
		if !told {
			return fmt.Errorf("the server told nothing of %s", file)
		}
		wall, cpu = append(wall, time.Since(start)), append(cpu, w.cpu()-used)
	}
	slices.Sort(wall)
	slices.Sort(cpu)
	b.row("one new document to its clues, watching, median and p95", fmt.Sprintf("%d and %d ms, %d and %d ms of CPU", wall[len(wall)/2].Milliseconds(), wall[len(wall)*95/100].Milliseconds(),
		cpu[len(cpu)/2].Milliseconds(), cpu[len(cpu)*95/100].Milliseconds()),
		fmt.Sprintf("%s, %d documents one by one, load %s before and %s after, %d MB resident", work, len(wall), before, machineLoad(), w.resident()))
	return nil
}

// serve starts a server that watches and signs in.
func (b bench) serve(home string) (*watcher, error) {
	const password = "量度用的口令：一份新文书"
	add := exec.Command(b.bin, "user", "add", "bench", "--role", "analyst", "--home", home)
	add.Stdin = strings.NewReader(password + "\n")
	if out, err := add.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("mingjian user add: %w\n%s", err, out)
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	addr := free.Addr().String()
	if err := free.Close(); err != nil {
		return nil, err
	}
	w := &watcher{base: "http://" + addr, cmd: exec.Command(b.bin, "serve", "--watch", "--addr", addr, "--home", home)}
	w.cmd.Stderr = os.Stderr
	if err := w.cmd.Start(); err != nil {
		return nil, err
	}
	for range 600 {
		if r, err := http.Get(w.base + "/api/health"); err == nil {
			r.Body.Close()
			head, err := w.post("/api/session", map[string]string{"name": "bench", "password": password}, nil)
			if err != nil {
				w.stop()
				return nil, err
			}
			w.cookie, _, _ = strings.Cut(head.Get("Set-Cookie"), ";")
			return w, nil
		}
		time.Sleep(100 * time.Millisecond)
	}
	w.stop()
	return nil, fmt.Errorf("the server does not answer")
}

// stop ends the server.
func (w *watcher) stop() {
	_ = w.cmd.Process.Signal(os.Interrupt) // it may have ended
	_ = w.cmd.Wait()
}

// bring brings a document in, and reports whether its clues were told.
func (w *watcher) bring(file string) (told bool, err error) {
	line, err := os.ReadFile(file)
	if err != nil {
		return false, err
	}
	var answer struct{ Told bool }
	_, err = w.post("/api/judgments", map[string]any{"documents": []json.RawMessage{line}, "agency": "量度", "authorisation": "量度", "purpose": "量度"}, &answer)
	return answer.Told, err
}

// post returns the head of the answer; the body is read into answer.
func (w *watcher) post(path string, body, answer any) (http.Header, error) {
	b, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	r, err := http.NewRequest(http.MethodPost, w.base+path, bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Cookie", w.cookie)
	in, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil, err
	}
	defer in.Body.Close()
	text, err := io.ReadAll(in.Body)
	if err != nil || in.StatusCode >= 300 {
		return nil, fmt.Errorf("%s: %s %s: %w", path, in.Status, text, err)
	}
	if answer != nil {
		err = json.Unmarshal(text, answer)
	}
	return in.Header, err
}

// cpu is what the server has taken of the processor, as Linux tells it in hundredths of a second.
func (w *watcher) cpu() time.Duration {
	content, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(w.cmd.Process.Pid), "stat"))
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(content[bytes.LastIndexByte(content, ')')+1:]))
	sum := 0
	for _, f := range fields[11:13] {
		n, _ := strconv.Atoi(f) // it is a number
		sum += n
	}
	return time.Duration(sum) * 10 * time.Millisecond
}

// resident is how many MB of memory the server takes.
func (w *watcher) resident() int {
	content, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(w.cmd.Process.Pid), "statm"))
	if err != nil {
		return 0
	}
	pages, _ := strconv.Atoi(strings.Fields(string(content))[1])
	return pages * os.Getpagesize() >> 20
}
