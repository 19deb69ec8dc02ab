// Command faults lets two agencies exchange dispatches over a line on which everything goes
// wrong, and proves that each took effect once, that nothing was lost, and that the order in
// every exchange was kept. The two are processes of their own, with files, sockets and mutual
// TLS as in an office; between them stands a line that delays, cuts and blocks, both are killed
// at random moments, one clock is a day ahead, and for a while one of them cannot write.
//
//	make faults
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	if role := os.Getenv(childVariable); role != "" {
		os.Exit(child(role))
	}
	o := options{}
	flag.IntVar(&o.exchanges, "exchanges", 2000, "exchanges of five dispatches each, half opened by either side")
	flag.IntVar(&o.crashes, "crashes", 100, "how often a side is killed at a random moment")
	flag.Uint64Var(&o.seed, "seed", 20260105, "seed of what goes wrong")
	flag.StringVar(&o.dir, "dir", "", "folder for the two homes; by default a temporary one")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	r, err := run(ctx, o)
	if err != nil {
		fmt.Fprintln(os.Stderr, "faults:", err)
		os.Exit(1)
	}
	fmt.Println(r)
}
