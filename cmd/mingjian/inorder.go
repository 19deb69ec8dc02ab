package main

import (
	"context"
	"iter"
	"runtime"

	"golang.org/x/sync/errgroup"

	"github.com/mingjian/mingjian/data/record/source"
	"github.com/mingjian/mingjian/fault"
)

// A made is what was made of one document, or why nothing was. It is sent once it is ready.
type made[T any] struct {
	it  T
	err error
	bad *source.Unread
}

// A task is one document and where to send what is made of it.
type task[T any] struct {
	doc  source.Document
	done chan made[T]
}

// eachInOrder makes something of each document on all cores and hands it to emit, which runs
// alone, in the order of the input. The channel of channels keeps the order and bounds how
// many documents are in memory. It ends with the first error of one, emit or ctx.
func eachInOrder[T any](ctx context.Context, docs iter.Seq2[source.Document, *source.Unread],
	one func(source.Document) (T, error), emit func(T, *source.Unread) error) error {
	g, ctx := errgroup.WithContext(ctx)
	workers := runtime.GOMAXPROCS(0)
	tasks := make(chan task[T], workers)
	queue := make(chan chan made[T], workers*4)
	g.Go(func() error {
		defer close(queue)
		defer close(tasks)
		return deal(ctx, docs, tasks, queue)
	})
	for range workers {
		g.Go(func() error {
			for t := range tasks {
				t.done <- makeOne(t.doc, one)
			}
			return nil
		})
	}
	g.Go(func() error {
		for done := range queue {
			select {
			case m := <-done:
				if m.err != nil {
					return m.err
				}
				if err := emit(m.it, m.bad); err != nil {
					return err
				}
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	return g.Wait()
}

// deal hands the documents to the workers, and their places in the order to the queue.
func deal[T any](ctx context.Context, docs iter.Seq2[source.Document, *source.Unread], tasks chan<- task[T], queue chan<- chan made[T]) error {
	for doc, bad := range docs {
		done := make(chan made[T], 1)
		select {
		case queue <- done:
		case <-ctx.Done():
			return ctx.Err()
		}
		if bad != nil {
			done <- made[T]{bad: bad}
			continue
		}
		select {
		case tasks <- task[T]{doc, done}:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return ctx.Err()
}

// makeOne handles one document. A reader that fails on it must not end the run of a hundred
// thousand: that document is named as unread.
func makeOne[T any](doc source.Document, one func(source.Document) (T, error)) (m made[T]) {
	defer func() {
		if recover() != nil {
			m = made[T]{bad: &source.Unread{Source: doc.Source, Why: fault.Text{
				ZH: "阅读器读 " + doc.Source + " 时出错，已跳过；请把文书编号告诉管理员。",
				EN: "The reader failed on " + doc.Source + ", which was passed over; please tell the administrator its id.",
			}}}
		}
	}()
	it, err := one(doc)
	return made[T]{it: it, err: err}
}
