package web

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/matter"
	"github.com/mingjian/mingjian/handle/template"
)

// PaperPath names one paper.
type PaperPath struct {
	ID    matter.ID `path:"id" maxLength:"64" doc:"Id of the matter."`
	Paper string    `path:"paper" maxLength:"64" doc:"Id of the paper."`
}

const (
	wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	pdfType  = "application/pdf"
)

func (s *Server) paperFile(ctx context.Context, c caller, in *struct {
	PaperPath
	Version int    `query:"version" minimum:"0" doc:"Which version; left out: the newest."`
	Masked  bool   `query:"masked" doc:"With names and numbers of persons hidden, for publication."`
	As      string `query:"as" enum:"docx,pdf" default:"docx" doc:"pdf needs LibreOffice on the server."`
}) (*file, error) {
	printed := matter.Copy{Version: in.Version, Masked: in.Masked}
	var err error
	if printed.Stamp, err = s.stamp(); err != nil {
		return nil, err
	}
	name, content, err := s.Matters.PaperFile(ctx, c.By, in.ID, in.Paper, printed)
	if err != nil {
		return nil, err
	}
	kind := wordType
	if in.As == "pdf" {
		if kind, content, err = s.printed(ctx, content); err != nil {
			return nil, err
		}
	}
	sum := sha256.Sum256(content)
	if err := s.Audit.Record(ctx, matter.PaperExport(c.By, in.ID, in.Paper, printed, hex.EncodeToString(sum[:]))); err != nil {
		return nil, err
	}
	return &file{kind, attachment(name + "." + in.As), content}, nil
}

// printed makes a PDF of a Word document.
func (s *Server) printed(ctx context.Context, docx []byte) (kind string, pdf []byte, err error) {
	if s.PDF == nil {
		return "", nil, fault.Conflictf("本机没有安装 LibreOffice，不能生成 PDF；请下载 .docx，或者请管理员安装。", "LibreOffice is not installed here, so there is no PDF; take the .docx, or ask the administrator to install it.")
	}
	pdf, err = s.PDF(ctx, docx)
	return pdfType, pdf, err
}

// A TemplateList is the templates of papers.
type TemplateList struct {
	Items  []template.Spec `json:"items" nullable:"false" doc:"Every template."`
	Common []string        `json:"common" nullable:"false" doc:"Fields that every template may use and that the program fills in."`
}

func (s *Server) listTemplates(context.Context, caller, *struct{}) (*struct{ Body TemplateList }, error) {
	return &struct{ Body TemplateList }{TemplateList{s.Matters.Templates().All(), template.Common()}}, nil
}

func (s *Server) templateFile(_ context.Context, _ caller, in *struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the template."`
}) (*file, error) {
	t, _, err := s.Matters.Templates().Open(in.ID)
	if err != nil {
		return nil, err
	}
	raw, _ := t.File()
	return &file{wordType, attachment(in.ID + ".docx"), raw}, nil
}
