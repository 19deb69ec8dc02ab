package main

import (
	"fmt"
	"os"
	"runtime/debug"
)

// crashed tells the person that the program itself failed, and where the developers find what they
// need: where in the program, and why. What the failing transaction did was undone on the way here.
func crashed(term terminal, lang string, why any) int {
	f, err := os.CreateTemp("", "mingjian-fault-*.txt")
	if err == nil {
		_, err = fmt.Fprintf(f, "%v\n\n%s", why, debug.Stack())
		if e := f.Close(); err == nil {
			err = e
		}
	}
	if err != nil { // better ugly than lost
		fmt.Fprintf(term.err, "mingjian: %v\n%s", why, debug.Stack())
		return exitFailed
	}
	fmt.Fprintf(term.err, "mingjian: "+say("crashed", lang)+"\n", f.Name())
	return exitFailed
}
