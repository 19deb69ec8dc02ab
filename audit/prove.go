package audit

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"github.com/transparency-dev/tessera/client"
	"golang.org/x/mod/sumdb/note"

	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

// An Inclusion proves that one act stands in a log, to somebody who has nothing of the log but
// its public key and a checkpoint. It opens the commitment of that entry and of no other.
type Inclusion struct {
	ID     string `json:"id"`
	At     string `json:"at"`
	Actor  string `json:"actor"`
	Verb   string `json:"verb"`
	Object string `json:"object"`
	Office string `json:"office"`
	Detail string `json:"detail"` // JSON, as it was hashed
	Salt   string `json:"salt"`

	Place      int64    `json:"place"`      // in the log, from 1
	Hashes     [][]byte `json:"hashes"`     // of the tree, from the leaf to the root (RFC 6962)
	Checkpoint string   `json:"checkpoint"` // signed by the log
	Key        string   `json:"key"`        // public key of the log
}

// Prove returns the proof of the first act of that sort on object. The error is NotFound if
// there is none, or Conflict if it stands in the log only after the newest checkpoint.
func Prove(ctx context.Context, d *db.DB, dir string, verb Verb, object string) (Inclusion, error) {
	var p Inclusion
	err := d.View(ctx, func(tx *db.Tx) error {
		return tx.QueryRow(ctx, `SELECT id, at, actor, verb, object, office, detail, salt, place FROM audit_outbox WHERE object = $1 AND verb = $2 ORDER BY id LIMIT 1`, object, string(verb)).
			Scan(&p.ID, &p.At, &p.Actor, &p.Verb, &p.Object, &p.Office, &p.Detail, &p.Salt, &p.Place)
	})
	if errors.Is(err, sql.ErrNoRows) {
		return Inclusion{}, fault.NotFoundf("操作记录中没有这一操作。", "There is no such act in the log.")
	}
	if err != nil {
		return Inclusion{}, fmt.Errorf("prove an act: %w", err)
	}
	key, err := os.ReadFile(filepath.Join(dir, publicKey))
	if err != nil {
		return Inclusion{}, fmt.Errorf("prove an act: %w", err)
	}
	p.Key = strings.TrimSpace(string(key))
	if p.Checkpoint, err = Checkpoint(dir); err != nil {
		return Inclusion{}, err
	}
	return p, p.hashes(ctx, dir)
}

// hashes reads the proof off the tiles of the log.
func (p *Inclusion) hashes(ctx context.Context, dir string) error {
	size, _, err := p.signed()
	if err != nil {
		return err
	}
	if p.Place < 1 || p.Place > size {
		return fault.Conflictf("这一操作尚未写入已签发的检查点，请稍后再试。", "The act is not in a signed checkpoint yet; try again in a moment.")
	}
	builder, err := client.NewProofBuilder(ctx, uint64(size), client.FileFetcher{Root: dir}.ReadTile)
	if err == nil {
		p.Hashes, err = builder.InclusionProof(ctx, uint64(p.Place-1))
	}
	if err != nil {
		return fmt.Errorf("prove an act: %w", err)
	}
	return nil
}

// signed returns the size and the root that the checkpoint signs.
func (p *Inclusion) signed() (size int64, root []byte, err error) {
	key, err := note.NewVerifier(p.Key)
	if err != nil {
		return 0, nil, fault.Invalidf("操作记录的公钥无法使用。", "The public key of the log cannot be used.").Because(err)
	}
	v := &verifier{key: key}
	if size, root, err = v.checkpoint([]byte(p.Checkpoint)); err != nil {
		return 0, nil, fault.Forbiddenf("检查点不是这一日志签发的。", "The checkpoint was not signed by this log.").Because(err)
	}
	return size, root, nil
}

// Verify checks that the act, just as it is told here, stands in the log at that place.
func (p *Inclusion) Verify() error {
	size, root, err := p.signed()
	if err != nil {
		return err
	}
	if p.Place < 1 || p.Place > size {
		return fault.Forbiddenf("日志没有第 %d 条。", "The log has no entry %d.", p.Place)
	}
	r := row{id: p.ID, at: p.At, actor: p.Actor, verb: p.Verb, object: p.Object, office: p.Office, detail: p.Detail, salt: p.Salt}
	r.commitment = r.commit()
	err = proof.VerifyInclusion(rfc6962.DefaultHasher, uint64(p.Place-1), uint64(size), rfc6962.DefaultHasher.HashLeaf(r.leaf()), p.Hashes, root)
	if err != nil {
		return fault.Forbiddenf("这一操作不在日志的该位置：内容被改动，或者证明不是它的。", "The act does not stand there in the log: it was changed, or the proof is of another.").Because(err)
	}
	return nil
}

// When is the moment of the act.
func (p *Inclusion) When() (time.Time, error) { return db.ParseTime(p.At) }
