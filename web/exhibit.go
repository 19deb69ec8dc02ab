package web

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/matter"
	"github.com/mingjian/mingjian/law"
)

// An Exhibit is a network as it was drawn: the file that is kept as evidence.
type Exhibit struct {
	Title    string          `json:"title"`
	Question NetworkQuestion `json:"question"`
	By       string          `json:"by"`
	At       time.Time       `json:"at"`
	Network  NetworkView     `json:"network"`
}

const maxExhibit = 16 << 20 // bytes

// An ExhibitRequest saves a network.
type ExhibitRequest struct {
	Title    string          `json:"title" minLength:"1" maxLength:"200" doc:"What it shows."`
	Proves   string          `json:"proves,omitempty" maxLength:"2000" doc:"What it is to prove."`
	Question NetworkQuestion `json:"question" doc:"What was asked, with the nodes that are drawn."`
}

func (s *Server) saveExhibit(ctx context.Context, c caller, in *struct {
	MatterAct
	Body ExhibitRequest
}) (*matterAnswer, error) {
	r, err := in.request()
	if err != nil {
		return nil, err
	}
	// Whoever may not see the matter learns nothing and leaves no file behind.
	if _, err := s.Matters.Get(ctx, c.By, in.ID); err != nil {
		return nil, err
	}
	view, err := s.network(ctx, c, in.Body.Question)
	if err != nil {
		return nil, err
	}
	if len(view.Nodes) == 0 {
		return nil, fault.Invalidf("图中没有内容可保存。", "There is nothing drawn to be saved.")
	}
	b, err := json.MarshalIndent(Exhibit{in.Body.Title, in.Body.Question, c.By.Display, s.Now().UTC(), view}, "", " ")
	if err != nil {
		return nil, fmt.Errorf("write an exhibit: %w", err)
	}
	hash, _, err := s.Files.Put(bytes.NewReader(b), "", maxExhibit)
	if err != nil {
		return nil, err
	}
	e := matter.Evidence{Title: in.Body.Title, Kind: "electronic", Proves: in.Body.Proves, SHA256: hash, Obtained: law.DateOf(s.Now()),
		Source: fmt.Sprintf("关系网络图，据数据快照 %s 生成：%d 个节点，%d 条关系", view.Snapshot, len(view.Nodes), len(view.Edges))}
	return answerMatter(s.Matters.AddEvidence(ctx, c.By, in.ID, e, "", r))
}

// ExhibitFile is a saved network as a file.
type exhibitFile struct {
	Type        string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Body        []byte
}

func (s *Server) getExhibit(ctx context.Context, c caller, in *struct {
	ID   matter.ID `path:"id" maxLength:"64" doc:"Id of the matter."`
	Hash string    `path:"hash" maxLength:"64" doc:"Hash of the file, as the evidence of the matter has it."`
}) (*exhibitFile, error) {
	d, err := s.Matters.Get(ctx, c.By, in.ID)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(d.Evidence, func(e matter.Evidence) bool { return e.SHA256 == in.Hash }) {
		return nil, fault.NotFoundf("本案证据中没有这份文件。", "The matter has no such file among its evidence.")
	}
	f, err := s.Files.Open(in.Hash)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxExhibit))
	if err != nil {
		return nil, fmt.Errorf("read an exhibit: %w", err)
	}
	err = s.Audit.Record(ctx, audit.Entry{Actor: c.By.ID, Verb: audit.LookMatter, Object: string(in.ID), Office: string(d.Office), Detail: map[string]string{"exhibit": in.Hash}})
	if err != nil {
		return nil, fmt.Errorf("record the look at an exhibit: %w", err)
	}
	return &exhibitFile{"application/json", `attachment; filename="network-` + in.Hash[:12] + `.json"`, b}, nil
}
