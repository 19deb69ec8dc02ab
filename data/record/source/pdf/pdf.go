// Package pdf reads the text of PDF files and draws their pages. The work is done by
// PDFium, compiled to WebAssembly: whatever a file does to it, it can reach neither the
// disk nor the network nor the memory of this program, and it ends when its time is up.
package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"reflect"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// memory is how many pages of 64 KiB PDFium may use: 512 MiB, the file in it.
const memory = 512 << 20 / (64 << 10)

// The reasons why a file cannot be read, besides the end of its context.
var (
	ErrLocked = errors.New("is protected by a password")
	ErrBroken = errors.New("is no PDF file that can be read")
)

// compiled keeps the machine code of PDFium, which takes some seconds to make, for the engines
// after the first. Engines share nothing else.
var compiled = sync.OnceValue(wazero.NewCompilationCache)

// An Engine opens PDF files, one at a time. The first takes some seconds to start. The zero
// Engine was not started and opens nothing.
type Engine struct{ pool pdfium.Pool }

// Start starts PDFium.
func Start() (*Engine, error) {
	pool, err := webassembly.Init(webassembly.Config{
		MaxTotal: 1,
		FSConfig: wazero.NewFSConfig(), // no folder; the library would give it all of them
		RuntimeConfig: wazero.NewRuntimeConfig().
			WithCompilationCache(compiled()).
			WithMemoryLimitPages(memory).
			WithCloseOnContextDone(true), // so that closing it ends an endless loop
		Stdout: io.Discard, Stderr: io.Discard,
	})
	if err != nil {
		return nil, fmt.Errorf("start PDFium: %w", err)
	}
	return &Engine{pool}, nil
}

// Close stops PDFium.
func (e *Engine) Close() error { return e.pool.Close() }

// A File is an open PDF file. It must be closed.
type File struct {
	ctx    context.Context
	pdfium pdfium.Pdfium
	stop   func() bool
	doc    references.FPDF_DOCUMENT
	pages  int
}

// Open opens the PDF file that b holds. What the file does ends with ctx. Each file
// gets a PDFium of its own, so that none can spoil the next.
func (e *Engine) Open(ctx context.Context, b []byte) (*File, error) {
	if e.pool == nil {
		return nil, errors.New("open a PDF file: PDFium was not started")
	}
	p, err := e.pool.GetInstance(time.Minute)
	if err != nil {
		return nil, fmt.Errorf("start PDFium: %w", err)
	}
	f := &File{ctx: ctx, pdfium: p}
	module, err := moduleOf(p)
	if err != nil {
		return nil, errors.Join(err, p.Close())
	}
	f.stop = context.AfterFunc(ctx, func() { _ = module.CloseWithExitCode(context.WithoutCancel(ctx), 1) })
	if err := f.open(b); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// moduleOf returns the WebAssembly module behind an instance. The library keeps it in
// an exported field of a type that it does not export, and has no other way to end a
// call that does not end by itself.
func moduleOf(p pdfium.Pdfium) (api.Module, error) {
	inner, ok := p.(interface{ GetImplementation() any })
	if ok {
		field := reflect.Indirect(reflect.ValueOf(inner.GetImplementation())).FieldByName("Module")
		if module, ok := field.Interface().(api.Module); ok {
			return module, nil
		}
	}
	return nil, errors.New("find the module of PDFium: the library keeps it elsewhere now")
}

func (f *File) open(b []byte) error {
	doc, err := f.pdfium.OpenDocument(&requests.OpenDocument{File: &b})
	if err != nil {
		return f.reason(err)
	}
	f.doc = doc.Document
	count, err := f.pdfium.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: f.doc})
	if err != nil {
		return f.reason(err)
	}
	f.pages = count.PageCount
	return nil
}

// reason turns an error of PDFium into one of ours.
func (f *File) reason(err error) error {
	switch {
	case f.ctx.Err() != nil:
		return f.ctx.Err()
	case errors.Is(err, pdfiumerrors.ErrPassword), errors.Is(err, pdfiumerrors.ErrSecurity):
		return ErrLocked
	default:
		return fmt.Errorf("%w: %w", ErrBroken, err)
	}
}

// Pages returns how many pages the file has.
func (f *File) Pages() int { return f.pages }

// Close frees what the file holds.
func (f *File) Close() {
	f.stop()
	_ = f.pdfium.Close() // after a hostile file there may be nothing left to close
}
