// Package audit keeps the record of who did what and who looked at what. An entry is
// written to an outbox in the transaction of the act itself: the act and its record are
// kept together or lost together. From the outbox each entry goes, as a salted commitment,
// into a Merkle log on disk whose signed checkpoints outsiders can check: whoever changes,
// drops or reorders an entry afterwards is found by [Verify], on a copy of the log alone.
package audit

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

// A Verb says what was done.
type Verb string

// The verbs. Object is what each was done to.
const (
	SignIn         Verb = "sign-in"         // object: the account
	SignInFailed   Verb = "sign-in-failed"  // object: the account, or "unknown"
	SignOut        Verb = "sign-out"        // object: the account
	MakeAccount    Verb = "make-account"    // object: the account
	SetPassword    Verb = "set-password"    // object: the account
	Disable        Verb = "disable"         // object: the account
	Enable         Verb = "enable"          // object: the account that may sign in again
	ChangeAccount  Verb = "change-account"  // object: the account that got another role or office
	LinkAccount    Verb = "link-account"    // object: the account that signs in by the office's own service from now on
	Unlock         Verb = "unlock"          // object: the account of which wrong tries were forgotten
	SetFactor      Verb = "set-factor"      // object: the account that has a new second factor
	DropFactor     Verb = "drop-factor"     // object: the account that has a second factor no more
	RenewCodes     Verb = "renew-codes"     // object: the account that got new recovery codes
	EndSession     Verb = "end-session"     // object: the account of which a session was ended
	Register       Verb = "register"        // object: the snapshot whose findings became clues
	Move           Verb = "move"            // object: the clue
	AsideClue      Verb = "put-aside"       // object: the clue that was put aside until a day, or brought back
	HoldClue       Verb = "hold-clue"       // object: the clue that was given to somebody until a day, or freed
	RestoreClue    Verb = "restore-clue"    // object: the clue on which a change of many was taken back
	MergeClue      Verb = "merge-clue"      // object: the clue that was merged into another, and the one it went into
	SplitClue      Verb = "split-clue"      // object: the clue that was taken out of another, and the one it was taken out of
	BulkClues      Verb = "bulk-clues"      // object: the change of many clues that began, was cancelled or taken back
	LookClue       Verb = "look-clue"       // object: the clue whose page was read
	LookDocument   Verb = "look-document"   // object: the court document whose text was read
	Search         Verb = "search"          // object: clues, documents
	Export         Verb = "export"          // object: clues
	DecideIdentity Verb = "decide-identity" // object: the decision who is who
	UndoIdentity   Verb = "undo-identity"   // object: the decision taken back
	Renew          Verb = "renew"           // object: the run of linkage and models
	Upload         Verb = "upload"          // object: the file that somebody brought in, by its hash
	Forget         Verb = "forget"          // object: the entry whose details were forgotten
	LookAudit      Verb = "look-audit"      // object: whose or what record was read
	ImportRecords  Verb = "import-records"  // object: the import, or the file if nothing came of it
	CancelImport   Verb = "cancel-import"   // object: the run that was stopped
	ForgetImport   Verb = "forget-import"   // object: the import whose records were removed
	DropRows       Verb = "drop-rows"       // object: the import whose rows in quarantine were given up
	LookRecords    Verb = "look-records"    // object: the file or import whose personal cells were shown
	ExportRecords  Verb = "export-records"  // object: the import whose rows in quarantine were taken out
	CheckFiling    Verb = "check-filing"    // object: the snapshot in which a case to be docketed was looked up
	AddPartner     Verb = "add-partner"     // object: the agency whose card was read
	ConfirmPartner Verb = "confirm-partner" // object: the agency whose fingerprint was compared
	EndPartner     Verb = "end-partner"     // object: the agency with which nothing more is exchanged
	SendDispatch   Verb = "send-dispatch"   // object: the dispatch that was signed
	TakeDispatch   Verb = "take-dispatch"   // object: the dispatch that arrived
	RefuseLetter   Verb = "refuse-letter"   // object: the agency that the letter says it is from
	RefuseAsk      Verb = "refuse-ask"      // object: the partner, or the key, that did what no partner may
	GiveReceipt    Verb = "give-receipt"    // object: the receipt that was signed for a partner's dispatches
	SeeAlarm       Verb = "see-alarm"       // object: the alarm that somebody saw to
	TakeReceipt    Verb = "take-receipt"    // object: the receipt of dispatches that went out
	ChangeJoint    Verb = "change-joint"    // object: the joint matter that was opened, changed or ended
	LookDispatch   Verb = "look-dispatch"   // object: the exchange whose content was read
	OpenMatter     Verb = "open-matter"     // object: the matter
	CheckRemedy    Verb = "check-remedy"    // object: the matter whose promise later data were asked about
	LookMatter     Verb = "look-matter"     // object: the matter whose page was read
	LookNetwork    Verb = "look-network"    // object: the clue, matter or subject whose relations were drawn
	LookFigures    Verb = "look-figures"    // object: the figure of which the rows behind it were read
	TakeStep       Verb = "take-step"       // object: the matter
	ProposeStep    Verb = "propose-step"    // object: the matter in which a step waits for approval
	ApproveStep    Verb = "approve-step"    // object: the matter
	ReturnStep     Verb = "return-step"     // object: the matter whose waiting step was given back
	AcceptLate     Verb = "accept-late"     // object: the matter of which a leader approved why a deadline is overdue
	Recount        Verb = "recount"         // object: the matter whose deadlines were counted anew with another calendar
	ExplainLate    Verb = "explain-late"    // object: the matter of which a deadline is overdue
	JoinMatter     Verb = "join-matter"     // object: the matter that a clue joined
	AssignMatter   Verb = "assign-matter"   // object: the matter that got a member
	ChangeMatter   Verb = "change-matter"   // object: the matter whose parties, evidence or tasks changed
	NoteMatter     Verb = "note-matter"     // object: the matter in which a note was written
	DraftPaper     Verb = "draft-paper"     // object: the matter in which a paper was drafted or changed
	MovePaper      Verb = "move-paper"      // object: the matter of which a paper was reviewed, approved, sealed or served
	PutOffice      Verb = "put-office"      // object: the office added to the tree or changed
	RenameDept     Verb = "put-department"  // object: the office of which a department got another name
	Recuse         Verb = "recuse"          // object: the account that is kept from a party or a case
	Identify       Verb = "identify"        // object: the account whose person in the records is known
	LiftRecusal    Verb = "lift-recusal"    // object: the account that is no longer kept from it
	DraftModel     Verb = "draft-model"     // object: the draft of a model that was written or taken on
	TestModel      Verb = "test-model"      // object: the draft of a model that was tested on history, or of which a test ended
	LabelFinding   Verb = "label-finding"   // object: the draft of a model of which a finding was marked right or wrong
	InstallModel   Verb = "install-model"   // object: the model that was installed from a package
	RemoveModel    Verb = "remove-model"    // object: the installed model that was removed
	VerifyLog      Verb = "verify-log"      // object: the log, checked from its first entry to its last
	Backup         Verb = "backup"          // object: the file into which everything was copied
	Restore        Verb = "restore"         // object: when the backup was made that this home came from
)

// An Entry is one act. It names people and things by their identifiers and carries no
// personal data, because the log is shown to outsiders and nothing is ever taken out.
type Entry struct {
	ID     string            `json:"id"`     // set by Append; entries are in the order of their ids
	At     time.Time         `json:"at"`     // moment of the act
	Actor  string            `json:"actor"`  // id of the account; "system" or "local" for the program itself and its command line
	Verb   Verb              `json:"verb"`   // what was done
	Object string            `json:"object"` // to what
	Office string            `json:"office"` // whose office's business it was
	Detail map[string]string `json:"detail"` // what else an auditor needs, by name; may be nil
	Place  int64             `json:"place"`  // in the log, from 1; 0 while it is on its way there
}

// For is the name in the details of an entry under which stands what the act was for: the clue
// or the matter on whose account somebody looked at something else.
const For = "for"

// Append writes e to the outbox in the caller's transaction. A zero At is the
// transaction's moment.
func Append(ctx context.Context, tx *db.Tx, e Entry) error {
	return AppendAll(ctx, tx, []Entry{e})
}

// AppendAll writes many, in their order, with few statements.
func AppendAll(ctx context.Context, tx *db.Tx, list []Entry) error {
	if once := db.OnceOf(ctx); once != nil && once.Object == "" && len(list) > 0 {
		once.Object = list[0].Object
	}
	for part := range slices.Chunk(list, batch) {
		if err := appendSome(ctx, tx, part); err != nil {
			return fmt.Errorf("append audit entry %s %s: %w", part[0].Verb, part[0].Object, err)
		}
	}
	return nil
}

// appendSome writes entries with one statement, and one more for each that was for something.
func appendSome(ctx context.Context, tx *db.Tx, list []Entry) error {
	var purposes [][2]string // what an entry was for, and its id
	rows := make([][]any, len(list))
	for i, e := range list {
		if e.At.IsZero() {
			e.At = tx.Now
		}
		r, err := newRow(e, newID(e.At, tx.Act()))
		if err != nil {
			return err
		}
		rows[i] = []any{r.id, r.at, r.actor, r.verb, r.object, r.office, r.detail, r.salt, r.commitment}
		if of := e.Detail[For]; of != "" {
			purposes = append(purposes, [2]string{of, r.id})
		}
	}
	if err := insert(ctx, tx, rows); err != nil {
		return err
	}
	for _, x := range purposes {
		if _, err := tx.Exec(ctx, `INSERT INTO audit_for (object, entry) VALUES ($1, $2)`, x[0], x[1]); err != nil {
			return fmt.Errorf("note what entry %s was for: %w", x[1], err)
		}
	}
	return nil
}

func insert(ctx context.Context, tx *db.Tx, rows [][]any) error {
	const columns = `audit_outbox (id, at, actor, verb, object, office, detail, salt, commitment)`
	if len(rows) == 1 { // most often it stands alone
		_, err := tx.Exec(ctx, `INSERT INTO `+columns+` VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`, rows[0]...)
		return err
	}
	text, err := db.Rows(rows)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO `+columns+`
		SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, value ->> 8 FROM json_rows($1) AS v`, text)
	return err
}

// newID makes an id that sorts by moment, then by the order of acts in this process; the
// random end keeps two servers apart.
func newID(at time.Time, act uint64) string {
	var b [6]byte
	rand.Read(b[:])
	id := binary.BigEndian.AppendUint64(make([]byte, 0, 18), uint64(at.UnixMicro()))
	id = binary.BigEndian.AppendUint32(id, uint32(act))
	id = append(id, b[:]...)
	t := hex.AppendEncode(make([]byte, 0, 38), id)
	return string(t[:16]) + "-" + string(t[16:24]) + "-" + string(t[24:])
}

// moment is how the ids of entries of a moment begin.
func moment(at time.Time) string { return fmt.Sprintf("%016x", max(0, at.UnixMicro())) }

// A Log records acts that change nothing else, such as looking at a document.
type Log struct{ db *db.DB }

// NewLog returns the log kept in d.
func NewLog(d *db.DB) *Log { return &Log{d} }

// Record writes e by itself; looks of many people at once share one wait for the disk. Whoever shows what was looked at does so
// only after Record has returned nil: what cannot be recorded is not shown.
func (l *Log) Record(ctx context.Context, e Entry) error {
	return l.db.Together(ctx, func(tx *db.Tx) error { return Append(ctx, tx, e) })
}

// A Filter chooses entries; its zero value is the first 100.
type Filter struct {
	After  string    // only entries after the one with this id; with Newest, before it
	Newest bool      // the newest first
	Actor  string    // only of this actor
	Object string    // only to this object
	About  bool      // with Object: also what was done to something else for its sake
	Office string    // only of this office
	Verbs  []Verb    // only of these sorts; none means of any
	From   time.Time // not before; the zero time means from the first
	Until  time.Time // before; the zero time means to the last
	Limit  int       // at most so many; 0 means 100
}

// List returns entries in the order in which the acts took place, or the other way round.
func (l *Log) List(ctx context.Context, f Filter) (entries []Entry, err error) {
	err = l.db.View(ctx, func(tx *db.Tx) error {
		entries, err = list(ctx, tx, f)
		return err
	})
	return entries, err
}

func list(ctx context.Context, tx *db.Tx, f Filter) ([]Entry, error) {
	if f.Limit == 0 {
		f.Limit = 100
	}
	conditions, args := f.where()
	order := ""
	if f.Newest {
		order = " DESC"
	}
	rows, err := tx.Query(ctx, `SELECT id, at, actor, verb, object, office, detail, place FROM audit_outbox
		  WHERE `+conditions+` ORDER BY id`+order+fmt.Sprintf(" LIMIT $%d", len(args)+1), append(args, f.Limit)...)
	if err != nil {
		return nil, fmt.Errorf("list audit entries: %w", err)
	}
	defer rows.Close()
	entries := []Entry{}
	for rows.Next() {
		var e Entry
		var at, detail string
		if err := rows.Scan(&e.ID, &at, &e.Actor, &e.Verb, &e.Object, &e.Office, &detail, &e.Place); err != nil {
			return nil, fmt.Errorf("list audit entries: %w", err)
		}
		if e.At, err = db.ParseTime(at); err != nil {
			return nil, fmt.Errorf("list audit entries: %s: %w", e.ID, err)
		}
		if err := json.Unmarshal([]byte(detail), &e.Detail); err != nil {
			return nil, fmt.Errorf("list audit entries: %s: %w", e.ID, err)
		}
		entries = append(entries, e)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("list audit entries: %w", err)
	}
	return entries, nil
}

// where is the filter as a condition with its arguments. Only what was asked for is in it,
// so that the database can take the index of it.
func (f Filter) where() (string, []any) {
	var all []string
	var args []any
	and := func(condition string, value any) {
		args = append(args, value)
		all = append(all, strings.ReplaceAll(condition, "?", fmt.Sprintf("$%d", len(args))))
	}
	if f.Newest && f.After != "" {
		and("id < ?", f.After)
	} else {
		and("id > ?", f.After)
	}
	object := f.Object
	if f.About && object != "" {
		object = ""
		and("id IN (SELECT id FROM audit_outbox WHERE object = ? UNION SELECT entry FROM audit_for WHERE object = ?)", f.Object)
	}
	for _, c := range []struct{ column, value string }{{"actor", f.Actor}, {"object", object}, {"office", f.Office}} {
		if c.value != "" {
			and(c.column+" = ?", c.value)
		}
	}
	if len(f.Verbs) > 0 {
		marks := make([]string, len(f.Verbs))
		for i, v := range f.Verbs {
			args = append(args, string(v))
			marks[i] = fmt.Sprintf("$%d", len(args))
		}
		all = append(all, "verb IN ("+strings.Join(marks, ", ")+")")
	}
	if !f.From.IsZero() { // ids begin with the moment
		and("id >= ?", moment(f.From))
	}
	if !f.Until.IsZero() {
		and("id < ?", moment(f.Until))
	}
	return strings.Join(all, " AND "), args
}

// Forget removes what an entry says beyond its act (the purpose somebody typed, say) for
// good. The log keeps its commitment, which nobody can open any more. That it was
// forgotten, by whom and why, is an entry itself.
func (l *Log) Forget(ctx context.Context, by, id, why string) error {
	if why = strings.TrimSpace(why); len([]rune(why)) < 4 || len([]rune(why)) > 500 || !db.Storable(why) {
		return fault.Invalidf("请用 4 至 500 个字说明为何清除。", "Say in 4 to 500 characters why it is forgotten.")
	}
	return l.db.InTx(ctx, func(tx *db.Tx) error {
		var verb Verb
		var office string
		err := tx.QueryRow(ctx, `SELECT verb, office FROM audit_outbox WHERE id = $1 AND place > 0`, id).Scan(&verb, &office)
		if errors.Is(err, sql.ErrNoRows) {
			return fault.NotFoundf("没有操作记录 %s，或者尚未写入日志。", "There is no entry %s, or it is not in the log yet.", id)
		}
		if err != nil {
			return fmt.Errorf("get entry %s: %w", id, err)
		}
		if verb == Forget {
			return fault.Conflictf("清除操作本身的记录不能清除。", "That something was forgotten, and why, cannot be forgotten itself.")
		}
		if _, err := tx.Exec(ctx, `UPDATE audit_outbox SET detail = 'null', salt = $1 WHERE id = $2`, forgotten, id); err != nil {
			return fmt.Errorf("forget entry %s: %w", id, err)
		}
		if _, err := tx.Exec(ctx, `DELETE FROM audit_for WHERE entry = $1`, id); err != nil {
			return fmt.Errorf("forget what entry %s was for: %w", id, err)
		}
		return Append(ctx, tx, Entry{Actor: by, Verb: Forget, Object: id, Office: office, Detail: map[string]string{"why": why}})
	})
}
