// Command mingjian (明鉴) finds clues of false litigation and other breaches in court
// documents and registers, shows what each clue rests on and what speaks against it,
// and carries it through people's hands.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"github.com/mingjian/mingjian/fault"
)

// Stamped by the build.
var (
	version = "unknown" // tag or commit
	built   = ""        // time of that commit
)

// Exit codes.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], terminal{os.Stdin, os.Stdout, os.Stderr}))
}

// A terminal is where a command reads and writes.
type terminal struct {
	in  *os.File
	out io.Writer
	err *os.File
}

// run reads the command line, runs the command and returns the exit code.
func run(ctx context.Context, args []string, term terminal) int {
	lang := language(args, os.Getenv("MINGJIAN_LANG"))
	var c cli
	parser, err := kong.New(&c, kong.Name("mingjian"), kong.Description(say("description", lang)),
		help(lang), kong.UsageOnError(), kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.Writers(term.out, term.err), kong.Exit(func(code int) { panic(exitNow(code)) }))
	if err != nil {
		fmt.Fprintln(term.err, err)
		return exitFailed
	}
	return parseAndRun(ctx, parser, &c, args, term)
}

// exitNow carries kong's wish to end (after --help) past its own code.
type exitNow int

func parseAndRun(ctx context.Context, parser *kong.Kong, c *cli, args []string, term terminal) (code int) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case exitNow:
			code = int(r)
		default:
			code = crashed(term, language(args, os.Getenv("MINGJIAN_LANG")), r)
		}
	}()
	k, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(term.err, say("usage", language(args, os.Getenv("MINGJIAN_LANG")))+"\n", err)
		return exitUsage
	}
	app := &app{ctx: ctx, home: c.Home, json: c.JSON, lang: c.Lang, term: term, now: time.Now}
	if err := k.Run(app); err != nil {
		return app.fail(err)
	}
	return exitDone
}

// fail tells the person what went wrong and returns the exit code. What nobody
// classified is shown whole: on the command line the person is the operator.
func (a *app) fail(err error) int {
	if errors.Is(err, context.Canceled) {
		fmt.Fprintln(a.term.err, say("interrupted", a.lang))
		return exitFailed
	}
	var known *fault.Error
	if !errors.As(err, &known) {
		fmt.Fprintln(a.term.err, "mingjian:", err)
		return exitFailed
	}
	fmt.Fprintln(a.term.err, "mingjian:", known.Public.In(a.lang))
	if known.Err != nil {
		fmt.Fprintln(a.term.err, "  ", known.Err)
	}
	if usage := (usageError{}); errors.As(err, &usage) {
		return exitUsage
	}
	return exitFailed
}

// eachLine prints each of list as one line of JSON.
func eachLine[T any](w io.Writer, list []T) error {
	enc := json.NewEncoder(w)
	for _, x := range list {
		if err := enc.Encode(x); err != nil {
			return err
		}
	}
	return nil
}

// A usageError marks a mistake in the command line that only the command could see.
type usageError struct{ error }

func (u usageError) Unwrap() error { return u.error }
