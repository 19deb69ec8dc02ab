package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
)

// mostExported is how many clues leave in one file.
const mostExported = 10_000

// ExportMark is the last line of a file of clues: what it is, and the state of the log then.
type ExportMark struct {
	At         time.Time `json:"at"`
	By         string    `json:"by"` // id of the account
	Clues      int       `json:"clues"`
	Masked     bool      `json:"masked"`
	Purpose    string    `json:"purpose"`    // empty of a masked file
	Checkpoint string    `json:"checkpoint"` // line with the newest checkpoint of the log; empty before anything is sealed
}

// exportClues answers with the file that `mingjian clue export` writes, and a line more at its end.
func (s *Server) exportClues(ctx context.Context, c caller, in *struct {
	ClueQuery
	Masked  bool   `query:"masked" default:"true" doc:"Hide names of people, sentences and values of records."`
	Purpose string `query:"purpose" maxLength:"500" doc:"What for, with at least 4 characters; needed where masked is false. It is recorded."`
}) (*file, error) {
	purpose, err := checkPurpose(in.Purpose)
	if err != nil {
		return nil, err
	}
	if !in.Masked {
		if purpose == "" {
			return nil, fault.Invalidf("导出未遮盖的线索须写明目的。", "Clues leave unmasked only for a purpose that is stated.")
		}
		open, err := s.unmasked(ctx, c, access.Purpose{Says: purpose, Basis: "clues"})
		if err != nil {
			return nil, err
		}
		if !open {
			return nil, fault.Forbiddenf("您不能导出未遮盖的线索。", "You may not export clues unmasked.")
		}
	}
	list, err := s.Clues.Chosen(ctx, c.By, in.chosen(c), mostExported)
	if err != nil {
		return nil, err
	}
	stamp, err := s.stamp()
	if err != nil {
		return nil, err
	}
	content, err := clueFile(list, c.Lang, ExportMark{s.Now(), c.By.ID, len(list), in.Masked, purpose, stamp})
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(content)
	detail := map[string]string{"clues": strconv.Itoa(len(list)), "masked": strconv.FormatBool(in.Masked), "sha256": hex.EncodeToString(sum[:])}
	if purpose != "" {
		detail["purpose"] = purpose
	}
	if err := s.Audit.Record(ctx, audit.Entry{Actor: c.By.ID, Verb: audit.Export, Object: "clues", Office: string(c.By.Office), Detail: detail}); err != nil {
		return nil, fmt.Errorf("record the export of clues: %w", err)
	}
	return &file{"application/x-ndjson", attachment("clues-" + s.Now().UTC().Format("20060102") + ".jsonl"), content}, nil
}

// clueFile is one line for each clue, and one that says what the file is.
func clueFile(list []clue.Exported, lang string, mark ExportMark) ([]byte, error) {
	var b bytes.Buffer
	for _, e := range list {
		if mark.Masked {
			e = e.Masked()
		}
		line, err := e.Line(lang)
		if err != nil {
			return nil, err
		}
		b.Write(line)
		b.WriteByte('\n')
	}
	err := json.NewEncoder(&b).Encode(map[string]ExportMark{"export": mark})
	return b.Bytes(), err
}
