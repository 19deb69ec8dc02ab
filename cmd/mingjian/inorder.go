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

// An item is what the source gave: a document, or why there is none.
type item struct {
	doc source.Document
	bad *source.Unread
}

// A task is some items that follow one another and where to send what is made of them.
type task[T any] struct {
	items []item
	done  chan []made[T]
}

// How many documents, and about how many bytes of text, one worker takes at a time.
const (
	taskDocuments = 32
	taskBytes     = 512 << 10
)

// eachInOrder makes something of each document on all cores, some documents at a time, and hands
// it to emit, which runs alone, in the order of the input. The channel of channels keeps the order
// and bounds how many documents are in memory. It ends with the first error of all, emit or ctx.
func eachInOrder[T any](ctx context.Context, docs iter.Seq2[source.Document, *source.Unread],
	all func([]source.Document) ([]T, error), emit func(T, *source.Unread) error) error {
	g, ctx := errgroup.WithContext(ctx)
	workers := runtime.GOMAXPROCS(0)
	tasks := make(chan task[T], workers)
	queue := make(chan chan []made[T], workers*2)
	g.Go(func() error {
		defer close(queue)
		defer close(tasks)
		return deal(ctx, docs, tasks, queue)
	})
	for range workers {
		g.Go(func() error {
			for t := range tasks {
				t.done <- makeAll(t.items, all)
			}
			return nil
		})
	}
	g.Go(func() error {
		for done := range queue {
			select {
			case list := <-done:
				for _, m := range list {
					if m.err != nil {
						return m.err
					}
					if err := emit(m.it, m.bad); err != nil {
						return err
					}
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
func deal[T any](ctx context.Context, docs iter.Seq2[source.Document, *source.Unread], tasks chan<- task[T], queue chan<- chan []made[T]) error {
	var items []item
	size := 0
	send := func() error {
		if len(items) == 0 {
			return nil
		}
		t := task[T]{items, make(chan []made[T], 1)}
		items, size = nil, 0
		select {
		case queue <- t.done:
		case <-ctx.Done():
			return ctx.Err()
		}
		select {
		case tasks <- t:
		case <-ctx.Done():
			return ctx.Err()
		}
		return nil
	}
	for doc, bad := range docs {
		items = append(items, item{doc, bad})
		if size += len(doc.Text); len(items) < taskDocuments && size < taskBytes {
			continue
		}
		if err := send(); err != nil {
			return err
		}
	}
	if err := send(); err != nil {
		return err
	}
	return ctx.Err()
}

// makeAll handles some items. Where that fails it handles them one by one, so that only those that
// are at fault are missing.
func makeAll[T any](items []item, all func([]source.Document) ([]T, error)) []made[T] {
	var docs []source.Document
	for _, i := range items {
		if i.bad == nil {
			docs = append(docs, i.doc)
		}
	}
	its, ok := tried(docs, all)
	list := make([]made[T], len(items))
	for n, i := range items {
		switch {
		case i.bad != nil:
			list[n].bad = i.bad
		case ok:
			list[n].it, its = its[0], its[1:]
		default:
			list[n] = makeOne(i.doc, func(doc source.Document) (it T, err error) {
				one, err := all([]source.Document{doc})
				if err != nil {
					return it, err
				}
				return one[0], nil
			})
		}
	}
	return list
}

// tried returns what was made of all documents, or false if that failed.
func tried[T any](docs []source.Document, all func([]source.Document) ([]T, error)) (its []T, ok bool) {
	defer func() {
		if recover() != nil {
			its, ok = nil, false
		}
	}()
	its, err := all(docs)
	return its, err == nil
}

// each makes a function for many documents of one for a single one.
func each[T any](one func(source.Document) (T, error)) func([]source.Document) ([]T, error) {
	return func(docs []source.Document) ([]T, error) {
		its := make([]T, len(docs))
		for i, doc := range docs {
			it, err := one(doc)
			if err != nil {
				return nil, err
			}
			its[i] = it
		}
		return its, nil
	}
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
