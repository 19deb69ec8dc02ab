package web

import (
	"context"
	"errors"
	"fmt"
	"mime"
	"os"
	"path/filepath"

	"github.com/danielgtaylor/huma/v2"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/box"
	"github.com/mingjian/mingjian/transfer/dispatch"
	"github.com/mingjian/mingjian/transfer/joint"
)

// jointFileRoutes is what the API can do with the files of shared evidence.
func (s *Server) jointFileRoutes(api huma.API, one func(access.Right) need) {
	upload := uploading(post("/api/joints/{id}/files", "upload-joint-file", "Bring in the file of a piece of evidence", one(access.SendDispatches)))
	upload.RequestBody.Description = "The file itself."
	route(s, api, also(upload, "The body is the file. Nothing is shared yet: the change that shares the piece names the upload, within 48 hours. The act is recorded."), s.postJointFile)
	route(s, api, also(get("/api/joints/{id}/evidence/{piece}/file", "get-joint-file", "The file of a piece of evidence", one(access.ReadDispatches)),
		"Its hash is checked before it is sent. 404 while it has not arrived, or if the piece is not shown to this agency. The look is recorded.", 409), s.getJointFile)
}

// A JointFile is a file that was brought in for a piece of evidence.
type JointFile struct {
	Upload string `json:"upload" doc:"Id by which a change names it."`
	Name   string `json:"name" doc:"Name of the file, without folders."`
	Size   int64  `json:"size" doc:"Bytes."`
	SHA256 string `json:"sha256" doc:"Hash of the file."`
}

func (s *Server) postJointFile(ctx context.Context, c caller, in *struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the joint matter."`
	UploadInput
}) (*struct{ Body JointFile }, error) {
	if _, err := s.theirJoint(ctx, c, in.ID); err != nil {
		return nil, err
	}
	switch {
	case !db.Storable(in.Name):
		return nil, fault.Invalidf("文件名不能使用。", "The name of the file cannot be used.")
	case in.size > s.Uploads.limit():
		return nil, s.Uploads.tooLarge()
	}
	s.Uploads.sweep(s.Now())
	k, err := s.Uploads.keep(c.By, in.Name, "", in.body, s.Now())
	if err != nil {
		return nil, err
	}
	err = s.Audit.Record(ctx, audit.Entry{Actor: c.By.ID, Verb: audit.Upload, Object: k.SHA256, Office: string(c.By.Office),
		Detail: map[string]string{"bytes": fmt.Sprint(k.Size), "upload": k.ID, "joint": in.ID}})
	if err == nil {
		err = s.Uploads.note(k)
	}
	if err != nil {
		return nil, errors.Join(err, s.Uploads.drop(k.ID))
	}
	return &struct{ Body JointFile }{JointFile{k.ID, k.Name, k.Size, k.SHA256}}, nil
}

// withFile puts the file that a change shares where dispatches find it, and says of evidence that
// arrived what hash its file has here. done removes the upload, once the change is kept.
func (s *Server) withFile(ctx context.Context, c caller, b *box.Box, id string, change JointChange, e *dispatch.JointEvent) (done func() error, err error) {
	done = func() error { return nil }
	if change.Evidence == nil || change.Evidence.Upload == "" {
		v, err := b.GetJoint(ctx, c.By, id)
		if err != nil {
			return nil, err
		}
		return done, v.SayHash(s.Files, e)
	}
	k, path, err := s.Uploads.find(c.By, change.Evidence.Upload)
	if err != nil {
		return nil, err
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read upload %s: %w", k.ID, err)
	}
	defer f.Close()
	if _, _, err := s.Files.Put(f, k.SHA256, box.MaxFile); err != nil {
		return nil, err
	}
	e.Evidence.SHA256 = k.SHA256
	e.Evidence.File = &dispatch.File{Name: k.Name, Type: mime.TypeByExtension(filepath.Ext(k.Name)), Size: k.Size}
	return func() error { return s.Uploads.drop(k.ID) }, nil
}

func (s *Server) getJointFile(ctx context.Context, c caller, in *struct {
	ID    string `path:"id" maxLength:"64" doc:"Id of the joint matter."`
	Piece string `path:"piece" maxLength:"64" doc:"Id of the piece of evidence."`
}) (*huma.StreamResponse, error) {
	b, err := s.theirJoint(ctx, c, in.ID)
	if err != nil {
		return nil, err
	}
	p, err := b.LookPiece(ctx, c.By, in.ID, in.Piece)
	if err != nil {
		return nil, err
	}
	return s.pieceFile(p)
}

// pieceFile answers with the file of a piece, if it still has its hash.
func (s *Server) pieceFile(p joint.Piece) (*huma.StreamResponse, error) {
	if err := s.Files.Sound(p.SHA256); err != nil {
		return nil, err
	}
	f, err := s.Files.Open(p.SHA256)
	if err != nil {
		return nil, err
	}
	return &huma.StreamResponse{Body: func(h huma.Context) { sendFile(h, f, p.File.Name) }}, nil
}
