package main

import (
	"context"
	"os"
	"sync"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/graph"
	"github.com/mingjian/mingjian/detect/linkage"
	"github.com/mingjian/mingjian/fault"
)

// networks keeps the network of the present snapshot, which is made when somebody first
// asks for it.
type networks struct {
	app       *app
	documents *documents
	standards standard.Library

	mu     sync.Mutex
	index  *graph.Index // of its snapshot; nil before the first question
	engine *duck.Engine
	spill  string
}

// networkMemory is what the network of a snapshot may take; the rest goes to disk.
const networkMemory = "2GB"

func newNetworks(a *app, d *documents, lib standard.Library) *networks {
	return &networks{app: a, documents: d, standards: lib}
}

// present returns the network of the present snapshot.
func (n *networks) present(context.Context) (*graph.Index, error) {
	s, err := n.documents.lake.Current()
	if fault.Is(err, fault.NotFound) {
		return nil, fault.NotFoundf("尚未导入数据，没有关系网络。", "Nothing was imported yet: there is no network.")
	}
	if err != nil {
		return nil, err
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.index != nil && n.index.Snapshot == s.ID {
		return n.index, nil
	}
	// Whoever asked may go away; the next one wants the answer all the same.
	ctx := n.app.ctx
	spill, err := os.MkdirTemp("", "mingjian-network-*")
	if err != nil {
		return nil, err
	}
	e, err := duck.Open(ctx, duck.Options{Tables: s.Tables(), Standards: n.standards, MemoryLimit: networkMemory, TempDir: spill})
	if err != nil {
		os.RemoveAll(spill)
		return nil, err
	}
	index, err := indexOf(ctx, e, s.ID)
	if err != nil {
		e.Close()
		os.RemoveAll(spill)
		return nil, err
	}
	// A question that still reads the network of the snapshot before fails, and is asked again.
	n.drop()
	n.index, n.engine, n.spill = index, e, spill
	return index, nil
}

func indexOf(ctx context.Context, e *duck.Engine, snapshot string) (*graph.Index, error) {
	if err := linkage.Link(ctx, e, "party", "agent", "bank_transfer"); err != nil {
		return nil, err
	}
	return graph.Prepare(ctx, e, snapshot)
}

// drop frees the network that is kept.
func (n *networks) drop() {
	if n.engine != nil {
		n.engine.Close()
		os.RemoveAll(n.spill)
	}
	n.index, n.engine = nil, nil
}

func (n *networks) close() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.drop()
}
