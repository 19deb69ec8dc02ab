package matter

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// MaxReceipt is how many bytes the scan of a receipt may have.
const MaxReceipt = 8 << 20

// mostReceipts is how many scans a paper may have.
const mostReceipts = 20

// A Receipt is the scan of a receipt of service 送达回证.
type Receipt struct {
	N      int       `json:"n" doc:"Counts from 1."`
	Name   string    `json:"name" doc:"Name of the file."`
	Kind   string    `json:"kind" enum:"pdf,jpeg,png" doc:"What it is, by its first bytes."`
	Size   int       `json:"size" doc:"Bytes."`
	SHA256 string    `json:"sha256" doc:"Hash of the file."`
	By     string    `json:"by" doc:"Display name of who added it."`
	At     time.Time `json:"at" doc:"When."`
}

// scanKind tells what a file is by its first bytes; empty if it is none of the three.
func scanKind(content []byte) string {
	for kind, begins := range map[string]string{"pdf": "%PDF-", "jpeg": "\xff\xd8\xff", "png": "\x89PNG\r\n\x1a\n"} {
		if bytes.HasPrefix(content, []byte(begins)) {
			return kind
		}
	}
	return ""
}

// AddReceipt keeps the scan of the receipt of a paper that was served.
func (s *Service) AddReceipt(ctx context.Context, by access.Account, id ID, paper, name string, content []byte, r Request) (Detail, error) {
	sum := sha256.Sum256(content)
	hash := hex.EncodeToString(sum[:])
	return s.act(ctx, by, id, r, access.HandleMatters, []any{paper, name, hash}, func(tx *db.Tx, f *file) (audit.Verb, error) {
		p, err := onePaper(ctx, tx, f, paper, 0)
		if err != nil {
			return "", err
		}
		if p.State != "served" {
			return "", fault.Conflictf("文书尚未登记送达，不能附送达回证。", "The paper has not been served; it has no receipt yet.")
		}
		if len(content) == 0 || len(content) > MaxReceipt {
			return "", fault.Invalidf("送达回证的扫描件须为 1 字节至 %d MB。", "The scan of a receipt has 1 byte to %d MB.", MaxReceipt>>20)
		}
		kind := scanKind(content)
		if kind == "" {
			return "", fault.Invalidf("送达回证的扫描件须为 PDF、JPEG 或 PNG。", "The scan of a receipt is a PDF, JPEG or PNG file.")
		}
		if name, err = line("文件名", "The name of the file", name, 1, 200); err != nil {
			return "", err
		}
		have, err := receipts(ctx, tx, p.ID)
		if err != nil {
			return "", err
		}
		if len(have) >= mostReceipts {
			return "", fault.Conflictf("一份文书至多附 %d 件送达回证。", "A paper has at most %d scans of receipts.", mostReceipts)
		}
		_, err = tx.Exec(ctx, `INSERT INTO paper_receipt (paper, n, at, actor, display, name, kind, size, sha256, content) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
			p.ID, len(have)+1, db.Time(tx.Now), by.ID, by.Display, name, kind, len(content), hash, base64.StdEncoding.EncodeToString(content))
		if err != nil {
			return "", fmt.Errorf("keep a receipt of matter %s: %w", f.ID, err)
		}
		f.event("paper", p.ID, law.Date{}, map[string]any{"state": "receipt", "kind": p.Kind, "sha256": hash})
		return audit.MovePaper, nil
	})
}

// Receipt returns the scan of a receipt, for whoever says what they need it for: it shows names,
// addresses and signatures that nothing can mask. The look is recorded with the purpose and the
// hash of the file before anything is returned.
func (s *Service) Receipt(ctx context.Context, by access.Account, id ID, paper string, n int, purpose string) (out Receipt, content []byte, err error) {
	err = s.db.InTx(ctx, func(tx *db.Tx) error {
		f, err := s.get(ctx, tx, by, id)
		if err != nil {
			return err
		}
		if _, err := onePaper(ctx, tx, f, paper, 0); err != nil {
			return err
		}
		why := access.Purpose{Says: purpose, Basis: "matter " + string(id)}
		if purpose == "" {
			return fault.Invalidf("送达回证上有姓名、地址和签名，无法遮盖，请写明查看目的。", "A receipt shows names, addresses and signatures that cannot be masked; say what you need it for.")
		}
		if err := access.Check(by, access.ReadSensitive, access.ReadMatters, f.resource, why); err != nil {
			return err
		}
		var at, text string
		err = tx.QueryRow(ctx, `SELECT n, at, display, name, kind, size, sha256, content FROM paper_receipt WHERE paper = $1 AND n = $2`, paper, n).
			Scan(&out.N, &at, &out.By, &out.Name, &out.Kind, &out.Size, &out.SHA256, &text)
		if errors.Is(err, sql.ErrNoRows) {
			return fault.NotFoundf("没有这件送达回证。", "There is no such receipt.")
		}
		if err != nil {
			return fmt.Errorf("get a receipt of matter %s: %w", id, err)
		}
		var err2 error
		out.At, err = db.ParseTime(at)
		content, err2 = base64.StdEncoding.DecodeString(text)
		if err := errors.Join(err, err2); err != nil {
			return fmt.Errorf("read a receipt of matter %s: %w", id, err)
		}
		return audit.Append(ctx, tx, audit.Entry{Actor: by.ID, Verb: audit.LookMatter, Object: string(id), Office: string(f.Office),
			Detail: map[string]string{"purpose": purpose, "sensitive": "1", "paper": paper, "receipt": fmt.Sprint(n), "sha256": out.SHA256}})
	})
	return out, content, err
}

func receipts(ctx context.Context, tx *db.Tx, paper string) (all []Receipt, err error) {
	all = []Receipt{}
	err = rows(ctx, tx, "receipts", `SELECT n, at, display, name, kind, size, sha256 FROM paper_receipt WHERE paper = $1 ORDER BY n`, []any{paper},
		func(r interface{ Scan(...any) error }) error {
			var x Receipt
			var at string
			if err := r.Scan(&x.N, &at, &x.By, &x.Name, &x.Kind, &x.Size, &x.SHA256); err != nil {
				return err
			}
			var err error
			x.At, err = db.ParseTime(at)
			all = append(all, x)
			return err
		})
	return all, err
}
