package lake

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/mingjian/mingjian/fault"
)

// An Import is where some of the records come from and by what right they are here.
type Import struct {
	ID            string     `json:"id"` // i- and 20 hexadecimal digits, made from what it wrote or, of a register, from what it read
	At            time.Time  `json:"at"`
	Agency        string     `json:"agency,omitempty"`        // that owns the records
	Authorisation string     `json:"authorisation,omitempty"` // number of the paper that allows their use
	Purpose       string     `json:"purpose,omitempty"`
	By            string     `json:"by,omitempty"`          // who imported them
	RetainUntil   time.Time  `json:"retain_until,omitzero"` // the day after which they are to be forgotten
	Reader        string     `json:"reader,omitempty"`      // version of the reader of documents
	Content       string     `json:"content"`               // sha256 over id and text of each document read, in order; of a register that of the file
	Counts                   // of documents
	Register      *Delivered `json:"register,omitempty"`  // of a register: what was delivered
	Forgotten     *Forgotten `json:"forgotten,omitempty"` // if its records are gone
}

// A Delivered is one file of a register and what became of it.
type Delivered struct {
	Standard string          `json:"standard"`
	Version  int             `json:"version"`           // of the standard
	File     string          `json:"file,omitempty"`    // base name; not kept when it is forgotten
	SHA256   string          `json:"sha256"`            // of the file
	Sheets   []MappedColumns `json:"sheets,omitempty"`  // which column became which field
	Mends    string          `json:"mends,omitempty"`   // the import whose rows in quarantine it was to mend
	Mended   []string        `json:"mended,omitempty"`  // rows of earlier imports that left quarantine because of it
	Dropped  []Drop          `json:"dropped,omitempty"` // rows of it that were taken out of quarantine for good
	Rows     RowCounts       `json:"rows"`
}

// A MappedColumns is what became of the columns of one sheet.
type MappedColumns struct {
	Sheet   string   `json:"sheet,omitempty"`
	Columns []Column `json:"columns"`
}

// A Drop is the decision to give up rows in quarantine.
type Drop struct {
	At     time.Time `json:"at"`
	By     string    `json:"by,omitempty"`
	Reason string    `json:"reason"`
	IDs    []string  `json:"ids"`
}

// settled lists the rows that left quarantine because of the import, or were given up.
func (d Delivered) settled() []string {
	ids := slices.Clone(d.Mended)
	for _, drop := range d.Dropped {
		ids = append(ids, drop.IDs...)
	}
	return ids
}

// RowCounts say what became of the rows of a file. Read is the sum of Added, Unchanged,
// Superseded, Duplicate, Quarantined and Known.
type RowCounts struct {
	Read        int64 `json:"read"`
	Added       int64 `json:"added"`       // new to the lake
	Unchanged   int64 `json:"unchanged"`   // already there with the same values
	Superseded  int64 `json:"superseded"`  // took the place of another row with the same key
	Duplicate   int64 `json:"duplicate"`   // stands more than once in the file, in every value the same
	Quarantined int64 `json:"quarantined"` // put aside with a reason
	Known       int64 `json:"known"`       // in quarantine already
	Conflicting int64 `json:"conflicting"` // of those put aside: other values under a key that stood earlier in the file
	Repeated    int64 `json:"repeated"`    // of those added or unchanged, in a register without key: equal to an earlier row
	Mended      int64 `json:"mended"`      // rows of earlier imports that left quarantine
}

// seal adds to a snapshot's name what is told of an import besides its content.
func (i Import) seal(w io.Writer) {
	if i.Register == nil && i.By == "" && i.RetainUntil.IsZero() && i.Forgotten == nil {
		return
	}
	b, err := json.Marshal([]any{i.By, i.RetainUntil, i.Register, i.Forgotten})
	if err != nil {
		panic(err) // there is nothing in it that JSON cannot hold
	}
	fmt.Fprintf(w, "about %s\n", b)
}

// Import returns the import with the given id.
func (m Manifest) Import(id string) (Import, error) {
	n := slices.IndexFunc(m.Imports, func(i Import) bool { return i.ID == id })
	if n < 0 {
		return Import{}, fault.NotFoundf("没有导入批次 %s；请用 mingjian lake log 查看有哪些。",
			"There is no import %s; mingjian lake log lists those there are.", id)
	}
	return m.Imports[n], nil
}

// Due returns the imports whose records are still here although the day until which they
// were to be kept is over.
func (m Manifest) Due(now time.Time) []Import {
	return slices.DeleteFunc(slices.Clone(m.Imports), func(i Import) bool {
		return i.Forgotten != nil || i.RetainUntil.IsZero() || now.Before(i.RetainUntil.AddDate(0, 0, 1))
	})
}
