package web

import (
	"context"
	"io"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/matter"
)

// receiptRoutes is what the API can do with receipts of service.
func (s *Server) receiptRoutes(api huma.API) {
	op := also(uploading(post("/api/matters/{id}/papers/{paper}/receipts", "add-receipt", "Add the scan of a receipt of service", of(access.AMatter, access.HandleMatters, access.ReadMatters))),
		"The body is the file: PDF, JPEG or PNG of at most 8 MB. The paper must have been served. The act is recorded with the hash of the file.", http.StatusConflict)
	op.RequestBody.Description = "The file itself: PDF, JPEG or PNG."
	op.DefaultStatus = http.StatusOK
	op.MaxBodyBytes = matter.MaxReceipt + 1
	route(s, api, op, s.addReceipt)
	route(s, api, also(get("/api/matters/{id}/papers/{paper}/receipts/{n}", "get-receipt", "The scan of a receipt of service", of(access.AMatter, access.ReadSensitive, access.ReadMatters)),
		"It shows names, addresses and signatures, which cannot be masked: a purpose is needed. The look is recorded with the purpose and the hash of the file."), s.getReceipt)
}

// A ReceiptInput is a scan with the paper it belongs to.
type ReceiptInput struct {
	PaperPath
	Match string `header:"If-Match" maxLength:"40" doc:"ETag of the matter that the person was looking at."`
	Name  string `query:"name" required:"true" minLength:"1" maxLength:"200" doc:"Name of the file."`
	body  io.Reader
}

// Resolve keeps the body for the handler.
func (in *ReceiptInput) Resolve(c huma.Context) []error {
	in.body = c.BodyReader()
	return nil
}

func (s *Server) addReceipt(ctx context.Context, c caller, in *ReceiptInput) (*matterAnswer, error) {
	r, err := MatterAct{ID: in.ID, Match: in.Match}.request()
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(io.LimitReader(in.body, matter.MaxReceipt+1))
	if err != nil {
		return nil, fault.Invalidf("文件没有传完，请重新上传。", "The file did not arrive whole; send it again.").Because(err)
	}
	return answerMatter(s.Matters.AddReceipt(ctx, c.By, in.ID, in.Paper, safeName(in.Name), content, r))
}

func (s *Server) getReceipt(ctx context.Context, c caller, in *struct {
	PaperPath
	N       int    `path:"n" minimum:"1" maximum:"1000" doc:"Number of the scan."`
	Purpose string `query:"purpose" maxLength:"500" doc:"What it is needed for, with at least 4 characters. It is recorded with the look."`
}) (*file, error) {
	purpose, err := checkPurpose(in.Purpose)
	if err != nil {
		return nil, err
	}
	x, content, err := s.Matters.Receipt(ctx, c.By, in.ID, in.Paper, in.N, purpose)
	if err != nil {
		return nil, err
	}
	kind := map[string]string{"pdf": pdfType, "jpeg": "image/jpeg", "png": "image/png"}[x.Kind]
	return &file{kind, attachment("receipt." + x.Kind), content}, nil
}
