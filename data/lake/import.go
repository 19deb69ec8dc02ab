package lake

import (
	"context"
	"fmt"
	"iter"
	"time"

	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/data/record/source"
	"github.com/mingjian/mingjian/fault"
)

// ImportOptions say by what right documents are imported, and how.
type ImportOptions struct {
	Agency        string           // that owns the documents
	Authorisation string           // number of the paper that allows their use
	Purpose       string           // what for
	By            string           // who imports them
	RetainUntil   time.Time        // the day after which they are to be forgotten; zero if none was set
	At            time.Time        // the time of the import
	Workers       int              // documents parsed at once; 0 means one a core
	Progress      func(done int64) // told after each document, on one goroutine; may be nil
}

// Counts say what became of the documents of an import. Read is the sum of Added,
// Unchanged, Reread, Duplicate, Superseded and Kept.
type Counts struct {
	Read       int `json:"read"`       // documents that could be read
	Added      int `json:"added"`      // new to the lake
	Unchanged  int `json:"unchanged"`  // already there, with the same id and text
	Reread     int `json:"reread"`     // already there, but read by another version of the reader, and now read anew
	Duplicate  int `json:"duplicate"`  // the same text is there under another id; left out
	Superseded int `json:"superseded"` // corrections: took the place of another text with the same id and case number
	Kept       int `json:"kept"`       // same id as another document; kept beside it as ID~ and 8 digits of the text's hash
	Unreadable int `json:"unreadable"` // could not be read
	Mended     int `json:"mended"`     // had characters that could not be decoded
	Recognised int `json:"recognised"` // had pages that were pictures, whose text was recognised, with errors
}

// A Report says what an import did.
type Report struct {
	Snapshot string `json:"snapshot"` // the current snapshot now
	Counts
	Defects map[string]int   `json:"defects"` // found by the reader in the documents written, by field/code
	Unread  []source.Unread  `json:"unread"`  // the first thousand; Unreadable has the number of all
	Rows    map[string]int64 `json:"rows"`    // written for these documents, by table
	Bytes   int64            `json:"bytes"`   // written, in all files
}

// ImportJudgments parses docs and adds them to the lake as a new snapshot, which is
// made current at the end, in one step, or not at all. It needs memory for one part
// (64 MB of text and what was read from it) and some 150 bytes for each document that
// the lake holds.
//
// A document whose id and text are already there changes nothing, and if that is true
// of all the current snapshot stays; so an import may be repeated. Only if another
// version of the reader had read it, it is read anew. Same id, same case
// number and another text is a correction and takes the old text's place; older
// snapshots keep that. Same id and another case number, or none, is another document:
// it is kept beside the first. The same text under another id is one document delivered
// twice and is left out, for two rows of one judgment would count as two suits. (Hence
// one exception to repeating: where a single import leaves out such a text and also
// corrects the document that had it, the text is no longer there the second time and is
// added under its other id.)
//
// The error is fault.Conflict if another import is running and fault.Invalid if nothing
// could be read; the Report then still says what was not read and why. What only some
// documents suffer from is in the Report and is no error. docs is drawn from on another
// goroutine.
func (l *Lake) ImportJudgments(ctx context.Context, docs iter.Seq2[source.Document, *source.Unread], opts ImportOptions) (Report, error) {
	return l.importReadings(ctx, func(yield func(*reading, error) bool) {
		for d, u := range docs {
			if !yield(&reading{Document: d, unread: u}, nil) {
				return
			}
		}
	}, opts)
}

// A Parsed is a document that another process has read, or what could not be read.
type Parsed struct {
	source.Document
	Judgment record.Judgment
	Reader   string         // version of the reader of that process
	Unread   *source.Unread // why there is no document; nil if there is one
}

// ImportParsed is ImportJudgments of documents that other processes have read. The records
// are those that reading the documents here gives, which asks for a reader of the same
// version: the error is fault.Invalid if it is another. An error that docs yields ends the
// import, and nothing of it is kept.
func (l *Lake) ImportParsed(ctx context.Context, docs iter.Seq2[Parsed, error], opts ImportOptions) (Report, error) {
	return l.importReadings(ctx, func(yield func(*reading, error) bool) {
		for p, err := range docs {
			if err == nil && p.Unread == nil && p.Reader != l.reader {
				err = fault.Invalidf("读文书的程序与本机的版本不同（阅读器 %s，本机 %s），结果会不一致；请换成同一版本的 mingjian 后再导入。",
					"The program that read the documents has another version of the reader (%s, here %s), so the records would differ; use the same version of mingjian and import again.", p.Reader, l.reader)
			}
			if !yield(&reading{Document: p.Document, unread: p.Unread, elsewhere: &p.Judgment}, err) || err != nil {
				return
			}
		}
	}, opts)
}

func (l *Lake) importReadings(ctx context.Context, docs iter.Seq2[*reading, error], opts ImportOptions) (Report, error) {
	unlock, err := l.tryLock()
	if err != nil {
		return Report{}, fmt.Errorf("import judgments: %w", explain(err))
	}
	if unlock == nil {
		return Report{}, fault.Conflictf("另一个导入正在进行；请等它结束后再导入。",
			"Another import is running; wait for it to end and import again.")
	}
	defer unlock()
	im, err := l.newImporter(ctx, opts)
	if err != nil {
		return Report{}, fmt.Errorf("import judgments: %w", explain(err))
	}
	if err := im.run(ctx, docs); err != nil {
		_ = l.clearTmp() // what stays is cleared by the next import
		return im.report, fmt.Errorf("import judgments: %w", explain(err))
	}
	return im.report, nil
}

func (im *importer) run(ctx context.Context, docs iter.Seq2[*reading, error]) error {
	if err := im.readings(ctx, docs, im.take); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err // a source that was told to stop ends without a word
	}
	if im.report.Read == 0 {
		return im.nothing()
	}
	return im.finish(ctx)
}

// nothing says why an import of no documents failed.
func (im *importer) nothing() error {
	if len(im.report.Unread) == 0 {
		return fault.Invalidf("没有找到文书；请检查所给的文件或文件夹。",
			"No documents were found; check the files or folders given.")
	}
	first := im.report.Unread[0].Why
	return fault.Invalidf("一份文书也没有读出（%[1]d 个文件或条目读不了）。例如：%[2]s",
		"No document could be read (%[1]d files or lines failed). For example: %[3]s", im.report.Unreadable, first.ZH, first.EN)
}
