package matter

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/law"
)

// hashForm is a SHA-256 in hexadecimal.
var hashForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

// A file is a matter in the hands of one act.
type file struct {
	Row
	m       Matter
	engine  Engine
	by      access.Account
	at      time.Time
	members []string // ids of accounts
	events  []Event  // that the act makes

	resource access.Resource // what the policy asks about it
}

// event notes what the act does. What cannot be written as JSON is none of our values.
func (f *file) event(kind, what string, on law.Date, body any) {
	b, err := json.Marshal(body)
	if err != nil {
		panic(err) // bodies are made of texts and numbers
	}
	f.events = append(f.events, Event{At: f.at, Actor: f.by.ID, By: f.by.Display, Kind: kind, What: what, On: on, Body: b})
}

const columns = `matter.id, matter.office, matter.procedure, matter.rules, matter.branch, matter.year, matter.number, matter.title,
	matter.origin, matter.state, matter.outcome, matter.closed, matter.waits, matter.lead, COALESCE(account.display, ''),
	matter.next_due, matter.version, matter.opened_at, matter.changed_at, matter.promised, matter.remedy, matter.urgent, matter.secret, matter.press`

const tables = ` LEFT JOIN account ON account.id = matter.lead `

// scanRow reads columns, and after them whatever goes into more.
func (s *Service) scanRow(row interface{ Scan(...any) error }, today law.Date, more ...any) (r Row, err error) {
	var due, opened, changed, promised string
	err = row.Scan(append([]any{&r.ID, &r.Office, &r.Procedure, &r.rules, &r.Branch, &r.Year, &r.Number, &r.Title,
		&r.Origin, &r.State, &r.Outcome, &r.Closed, &r.Waits, &r.lead, &r.Lead, &due, &r.Version, &opened, &changed, &promised, &r.Remedied, &r.Urgent, &r.secret, &r.press}, more...)...)
	if err != nil {
		return Row{}, err
	}
	var err1, err2 error
	r.OpenedAt, err1 = db.ParseTime(opened)
	r.ChangedAt, err2 = db.ParseTime(changed)
	s.name(&r)
	r.Overdue = due != "" && due < today.String()
	err = errors.Join(err1, err2, r.NextDue.UnmarshalText([]byte(due)), r.Promised.UnmarshalText([]byte(promised)))
	return r, err
}

// name gives a row the names of its procedure and state, or the ids where the program no
// longer brings them.
func (s *Service) name(r *Row) {
	r.Called, r.Stands = fault.Text{ZH: r.Procedure, EN: r.Procedure}, fault.Text{ZH: r.State, EN: r.State}
	if p := s.procedures[r.Procedure]; p != nil {
		r.Called = p.Title
		if st, ok := p.State(r.State); ok {
			r.Stands = st.Title
		}
	}
}

// get returns the matter if by may see it. To anyone else it does not exist.
func (s *Service) get(ctx context.Context, tx *db.Tx, by access.Account, id ID) (*file, error) {
	f, err := s.load(ctx, tx, by, id)
	if err != nil {
		return nil, err
	}
	if err := f.locate(ctx, tx); err != nil {
		return nil, err
	}
	return f, f.permit(access.ReadMatters)
}

// load returns the matter whoever by is.
func (s *Service) load(ctx context.Context, tx *db.Tx, by access.Account, id ID) (*file, error) {
	if !db.Storable(string(id)) {
		return nil, noSuchMatter()
	}
	f, body := &file{by: by, at: tx.Now}, ""
	var err error
	f.Row, err = s.scanRow(tx.QueryRow(ctx, `SELECT `+columns+`, matter.body FROM matter`+tables+`WHERE matter.id = $1`, string(id)), law.DateOf(tx.Now), &body)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, noSuchMatter()
	case err != nil:
		return nil, fmt.Errorf("get matter %s: %w", id, err)
	}
	if err := json.Unmarshal([]byte(body), &f.m); err != nil {
		return nil, fmt.Errorf("read matter %s: %w", id, err)
	}
	if f.members, err = texts(ctx, tx, `SELECT account FROM matter_member WHERE matter = $1 ORDER BY account`, string(id)); err != nil {
		return nil, err
	}
	p, err := s.procedureOf(ctx, tx, f.Row)
	if err != nil {
		return nil, err
	}
	f.engine = NewEngine(p, s.Clock())
	return f, f.stand(ctx, tx)
}

// stand asks how far the papers of the matter have come.
func (f *file) stand(ctx context.Context, tx *db.Tx) error {
	f.m.Sealed, f.m.Served = []string{}, []Delivery{}
	return rows(ctx, tx, "papers", `SELECT kind, state, sent_on, served_on, receiver FROM matter_paper WHERE matter = $1 AND state IN ('sealed', 'served') ORDER BY served_on, id`, []any{string(f.ID)},
		func(r interface{ Scan(...any) error }) error {
			var d Delivery
			var state, sent, on string
			if err := r.Scan(&d.Paper, &state, &sent, &on, &d.Receiver); err != nil {
				return err
			}
			if !slices.Contains(f.m.Sealed, d.Paper) {
				f.m.Sealed = append(f.m.Sealed, d.Paper)
			}
			if state != "served" {
				return nil
			}
			err := errors.Join(d.Sent.UnmarshalText([]byte(sent)), d.On.UnmarshalText([]byte(on)))
			f.m.Served = append(f.m.Served, d)
			return err
		})
}

// procedureOf returns the procedure as it was when the matter was opened.
func (s *Service) procedureOf(ctx context.Context, tx *db.Tx, r Row) (*Procedure, error) {
	if p := s.procedures[r.Procedure]; p != nil && p.hash() == r.rules {
		return p, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if p := s.old[r.rules]; p != nil {
		return p, nil
	}
	var text string
	if err := tx.QueryRow(ctx, `SELECT text FROM procedure_text WHERE hash = $1`, r.rules).Scan(&text); err != nil {
		return nil, fmt.Errorf("get the procedure of matter %s: %w", r.ID, err)
	}
	p, err := Read(r.Procedure+".yaml", []byte(text), s.laws, s.Clock())
	if err != nil {
		return nil, fmt.Errorf("read the procedure of matter %s: %w", r.ID, err)
	}
	s.old[r.rules] = p
	return p, nil
}

func insertMatter(ctx context.Context, tx *db.Tx, f *file, p *Procedure) error {
	_, err := tx.Exec(ctx, `INSERT INTO procedure_text (hash, id, text) VALUES ($1, $2, $3) ON CONFLICT (hash) DO NOTHING`, f.rules, p.ID, string(p.Source))
	if err != nil {
		return fmt.Errorf("keep the text of procedure %s: %w", p.ID, err)
	}
	at := db.Time(tx.Now)
	_, err = tx.Exec(ctx,
		`INSERT INTO matter (id, office, procedure, rules, branch, year, number, title, origin, state, outcome, closed, waits, lead, next_due, version, body, opened_at, changed_at)
		 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', '', 0, '', $10, '', 0, '', $11, $11)`,
		string(f.ID), string(f.Office), f.Procedure, f.rules, f.Branch, f.Year, f.Number, f.Title, f.Origin, f.lead, at)
	if err != nil {
		return fmt.Errorf("insert matter %s: %w", f.ID, err)
	}
	if err := tx.PutParts(ctx, "matter_part", "matter", string(f.ID), "", f.Title); err != nil {
		return err
	}
	if f.lead == "" {
		return nil
	}
	return putMember(ctx, tx, f.ID, Member{f.lead, f.Lead, "lead"})
}

// save keeps what an act changed, if nobody has saved the matter since version f.Version,
// with its deadlines, its tasks, its events and the entry in the audit log.
func (s *Service) save(ctx context.Context, tx *db.Tx, f *file, before Matter, verb audit.Verb) error {
	body, err := json.Marshal(f.m)
	if err != nil {
		return err
	}
	st, _ := f.engine.State(f.m.State)
	n, err := tx.Exec(ctx,
		`UPDATE matter
		    SET state = $1, outcome = $2, closed = $3, waits = $4, lead = $5, next_due = $6, body = $7, changed_at = $8,
		        opened_on = $9, closed_on = $10, counted = CASE WHEN version = 0 THEN 1 ELSE counted END, version = version + 1,
		        promised = $13, remedy = $14, looked = $15, same_key = $16, urgent = $17, secret = $18, press = $19
		  WHERE id = $11 AND version = $12`,
		f.m.State, f.m.Outcome, number(st.End), f.engine.Waits(f.m), f.lead, nextDue(f.m), string(body), db.Time(tx.Now),
		f.m.OpenedOn.String(), f.m.ClosedOn.String(), string(f.ID), f.Version, f.promise(), f.m.remedied(f.promise()), f.m.lookedAt(f.promise()),
		f.engine.kept(f.m), number(f.urgent()), number(f.secret || f.engine.marked(f.engine.Secret, f.m)), urgency(f.urgent(), nextDue(f.m)))
	if err != nil {
		return fmt.Errorf("save matter %s: %w", f.ID, err)
	}
	if n != 1 {
		return changedMeanwhile()
	}
	if err := putTerms(ctx, tx, f); err != nil {
		return err
	}
	if err := putCounts(ctx, tx, f, before); err != nil {
		return err
	}
	if err := putTasks(ctx, tx, f, before, st.End); err != nil {
		return err
	}
	if err := addEvents(ctx, tx, f); err != nil {
		return err
	}
	what := map[string]string{"state": f.m.State, "version": strconv.Itoa(f.Version + 1)}
	for i, e := range f.events {
		what["act"+strconv.Itoa(i+1)] = e.Kind + " " + e.What
	}
	return audit.Append(ctx, tx, audit.Entry{Actor: f.by.ID, Verb: verb, Object: string(f.ID), Office: string(f.Office), Detail: what})
}

// urgent reports whether the law lets the matter go first as it stands now.
func (f *file) urgent() bool { return f.engine.marked(f.engine.Urgent, f.m) }

// nextDue is the earliest last day of a deadline that runs; empty if none does.
func nextDue(m Matter) string {
	next := ""
	for _, t := range m.Terms {
		if day := t.Due.String(); t.Ended.IsZero() && day != "" && (next == "" || day < next) {
			next = day
		}
	}
	return next
}

// number is b as both databases keep it.
func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

// putTerms writes the deadlines anew for the lists; they are few.
func putTerms(ctx context.Context, tx *db.Tx, f *file) error {
	if _, err := tx.Exec(ctx, `DELETE FROM matter_term WHERE matter = $1`, string(f.ID)); err != nil {
		return fmt.Errorf("put the deadlines of matter %s: %w", f.ID, err)
	}
	for i, t := range f.m.Terms {
		d, _ := f.engine.Deadline(t.Deadline)
		_, err := tx.Exec(ctx,
			`INSERT INTO matter_term (matter, n, office, deadline, title_zh, title_en, whose, due, ended, explained, accepted, started, rank) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
			string(f.ID), i+1, string(f.Office), t.Deadline, d.Title.ZH, d.Title.EN, d.Whose, t.Due.String(), t.Ended.String(), number(t.Why != ""), number(t.Accepted != nil), t.Start.String(), number(!f.urgent()))
		if err != nil {
			return fmt.Errorf("put the deadlines of matter %s: %w", f.ID, err)
		}
	}
	return nil
}

// putTasks makes the tasks of the steps that took effect, closes those whose deadline has
// ended and moves the others with their deadlines.
func putTasks(ctx context.Context, tx *db.Tx, f *file, before Matter, closed bool) error {
	if f.urgent() != f.Urgent {
		mark := urgency(f.urgent(), "")[:1]
		if _, err := tx.Exec(ctx, `UPDATE matter_task SET press = $1 || SUBSTR(press, 2) WHERE matter = $2 AND done = 0`, mark, string(f.ID)); err != nil {
			return fmt.Errorf("put the tasks of matter %s in order: %w", f.ID, err)
		}
	}
	for _, t := range f.m.Terms {
		i := slices.IndexFunc(before.Terms, func(b Term) bool { return b.Deadline == t.Deadline && b.Start == t.Start })
		if i < 0 || before.Terms[i].Due == t.Due && before.Terms[i].Ended == t.Ended {
			continue
		}
		query := `UPDATE matter_task SET due = $1, press = $5, version = version + 1 WHERE matter = $2 AND deadline = $3 AND done = 0 AND $4 <> ''`
		if !t.Ended.IsZero() {
			query = `UPDATE matter_task SET due = $1, press = $5, done = 1, done_at = $4, version = version + 1 WHERE matter = $2 AND deadline = $3 AND done = 0`
		}
		if _, err := tx.Exec(ctx, query, t.Due.String(), string(f.ID), t.Deadline, db.Time(tx.Now), urgency(f.urgent(), t.Due.String())); err != nil {
			return fmt.Errorf("move the tasks of matter %s: %w", f.ID, err)
		}
	}
	for _, taken := range f.m.Taken[len(before.Taken):] {
		s, _ := f.engine.Step(taken.Step)
		if err := makeTasks(ctx, tx, f, s); err != nil {
			return err
		}
	}
	if !closed {
		return nil
	}
	_, err := tx.Exec(ctx, `UPDATE matter_task SET done = 1, done_at = $1, version = version + 1 WHERE matter = $2 AND done = 0`, db.Time(tx.Now), string(f.ID))
	if err != nil {
		return fmt.Errorf("close the tasks of matter %s: %w", f.ID, err)
	}
	return nil
}

// makeTasks makes the tasks of one step; not one whose deadline the step did not start.
func makeTasks(ctx context.Context, tx *db.Tx, f *file, s Step) error {
	for _, todo := range s.Tasks {
		t := Task{Title: todo.Title, Role: todo.For, Deadline: todo.Deadline}
		if todo.Deadline != "" {
			i := f.m.running(todo.Deadline)
			if i < 0 {
				continue
			}
			t.Due = f.m.Terms[i].Due
		}
		if todo.For == string(access.Handler) {
			t.Assignee = f.lead
		}
		if err := insertTask(ctx, tx, f, t); err != nil {
			return err
		}
	}
	return nil
}

func insertTask(ctx context.Context, tx *db.Tx, f *file, t Task) error {
	_, err := tx.Exec(ctx,
		`INSERT INTO matter_task (id, matter, office, title_zh, title_en, role, assignee, deadline, due, made_at, press) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		newID(tx, "t"), string(f.ID), string(f.Office), t.Title.ZH, t.Title.EN, t.Role, t.Assignee, t.Deadline, t.Due.String(), db.Time(tx.Now), urgency(f.urgent(), t.Due.String()))
	if err != nil {
		return fmt.Errorf("insert a task of matter %s: %w", f.ID, err)
	}
	return nil
}

func finishTask(ctx context.Context, tx *db.Tx, f *file, task string) error {
	if !db.Storable(task) {
		return noSuchTask()
	}
	n, err := tx.Exec(ctx, `UPDATE matter_task SET done = 1, done_at = $1, done_by = $2, version = version + 1 WHERE id = $3 AND matter = $4 AND done = 0`,
		db.Time(tx.Now), f.by.ID, task, string(f.ID))
	if err != nil {
		return fmt.Errorf("finish a task of matter %s: %w", f.ID, err)
	}
	if n != 1 {
		return noSuchTask()
	}
	return nil
}

func noSuchTask() error {
	return fault.NotFoundf("没有这项任务，或者它已完成。", "There is no such task, or it is done.")
}

func addEvents(ctx context.Context, tx *db.Tx, f *file) error {
	for _, e := range f.events {
		_, err := tx.Exec(ctx,
			`INSERT INTO matter_event (matter, n, at, actor, display, kind, what, on_day, body)
			 SELECT CAST($1 AS TEXT), COALESCE(MAX(n), 0) + 1, $2, $3, $4, $5, $6, $7, $8 FROM matter_event WHERE matter = $1`,
			string(f.ID), db.Time(e.At), e.Actor, e.By, e.Kind, e.What, e.On.String(), string(e.Body))
		if err != nil {
			return fmt.Errorf("note an event of matter %s: %w", f.ID, err)
		}
	}
	return nil
}

func addClue(ctx context.Context, tx *db.Tx, f *file, id clue.ID) error {
	n, err := tx.Exec(ctx, `INSERT INTO matter_clue (matter, clue) VALUES ($1, $2) ON CONFLICT (clue, matter) DO NOTHING`, string(f.ID), string(id))
	if err != nil {
		return fmt.Errorf("join clue %s to matter %s: %w", id, f.ID, err)
	}
	if n == 0 {
		return fault.Conflictf("这条线索已在本案中。", "The clue is in this matter already.")
	}
	return nil
}

// member makes an account of the office a member, or the lead, and returns its name.
func member(ctx context.Context, tx *db.Tx, f *file, m Member) (string, error) {
	var office string
	var disabled bool
	if !db.Storable(m.Account) {
		return "", noSuchAccount()
	}
	err := tx.QueryRow(ctx, `SELECT display, office, disabled FROM account WHERE id = $1`, m.Account).Scan(&m.Display, &office, &disabled)
	if errors.Is(err, sql.ErrNoRows) || err == nil && (office != string(f.Office) || disabled) {
		return "", noSuchAccount()
	}
	if err != nil {
		return "", fmt.Errorf("get a member of matter %s: %w", f.ID, err)
	}
	if m.Part == "lead" {
		if _, err := tx.Exec(ctx, `UPDATE matter_member SET part = 'member' WHERE matter = $1 AND part = 'lead'`, string(f.ID)); err != nil {
			return "", fmt.Errorf("put a member of matter %s: %w", f.ID, err)
		}
	}
	return m.Display, putMember(ctx, tx, f.ID, m)
}

func release(ctx context.Context, tx *db.Tx, f *file, account string) (display string, err error) {
	if !db.Storable(account) {
		return "", noSuchAccount()
	}
	var part string
	err = tx.QueryRow(ctx, `SELECT display, part FROM matter_member WHERE matter = $1 AND account = $2`, string(f.ID), account).Scan(&display, &part)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return "", fault.NotFoundf("该人员不在本案承办人员之中。", "This account does not handle the matter.")
	case err != nil:
		return "", fmt.Errorf("get a member of matter %s: %w", f.ID, err)
	case part == "lead":
		return "", fault.Conflictf("主办人不能直接退出，请先指定另一主办人。", "The lead cannot leave; name another lead first.")
	}
	if _, err := tx.Exec(ctx, `DELETE FROM matter_member WHERE matter = $1 AND account = $2`, string(f.ID), account); err != nil {
		return "", fmt.Errorf("release a member of matter %s: %w", f.ID, err)
	}
	return display, nil
}

func noSuchAccount() error {
	return fault.NotFoundf("没有这个账号。", "There is no such account.")
}

func putMember(ctx context.Context, tx *db.Tx, id ID, m Member) error {
	_, err := tx.Exec(ctx,
		`INSERT INTO matter_member (matter, account, display, part) VALUES ($1, $2, $3, $4)
		 ON CONFLICT (account, matter) DO UPDATE SET part = excluded.part, display = excluded.display`, string(id), m.Account, m.Display, m.Part)
	if err != nil {
		return fmt.Errorf("put a member of matter %s: %w", id, err)
	}
	return nil
}

func addParty(ctx context.Context, tx *db.Tx, f *file, p Party) error {
	if !slices.Contains([]string{"person", "organisation", "court", "agency"}, p.Kind) {
		return fault.Invalidf("当事人种类须为 person、organisation、court 或 agency。", "A party is a person, an organisation, a court or an agency.")
	}
	err := lines(
		text{"名称", "The name", &p.Name, 1, 200}, text{"地位", "The part", &p.Part, 1, 40},
		text{"证件号码", "The identifier", &p.Identifier, 0, 40}, text{"备注", "The note", &p.Note, 0, 2000})
	if err != nil {
		return err
	}
	p.ID = newID(tx, "p")
	_, err = tx.Exec(ctx, `INSERT INTO matter_party (id, matter, kind, part, name, identifier, note) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		p.ID, string(f.ID), p.Kind, p.Part, p.Name, p.Identifier, p.Note)
	if err != nil {
		return fmt.Errorf("add a party of matter %s: %w", f.ID, err)
	}
	f.event("party", p.ID, law.Date{}, map[string]any{"kind": p.Kind, "part": p.Part})
	return nil
}

func addEvidence(ctx context.Context, tx *db.Tx, f *file, e Evidence, holder string) error {
	if !slices.Contains(EvidenceKinds(), e.Kind) {
		return fault.Invalidf("没有证据种类“%s”。", "There is no kind of evidence %q.", e.Kind)
	}
	if e.SHA256 != "" && !hashForm.MatchString(e.SHA256) {
		return fault.Invalidf("文件的哈希须为 64 位十六进制小写字符。", "The hash of the file is 64 hexadecimal digits, lower case.")
	}
	if e.Obtained.After(law.DateOf(f.at)) {
		return fault.Invalidf("取得日期不能晚于今天。", "Evidence is not obtained after today.")
	}
	err := lines(text{"证据名称", "The evidence", &e.Title, 1, 200}, text{"来源", "The source", &e.Source, 1, 500}, text{"证明事项", "What it proves", &e.Proves, 0, 2000})
	if err != nil {
		return err
	}
	e.ID = newID(tx, "e")
	_, err = tx.Exec(ctx, `INSERT INTO matter_evidence (id, matter, title, kind, source, obtained, proves, sha256) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		e.ID, string(f.ID), e.Title, e.Kind, e.Source, e.Obtained.String(), e.Proves, e.SHA256)
	if err != nil {
		return fmt.Errorf("add evidence to matter %s: %w", f.ID, err)
	}
	f.event("evidence", e.ID, e.Obtained, map[string]any{"kind": e.Kind, "sha256": e.SHA256})
	return addCustody(ctx, tx, f, e.ID, Custody{Holder: holder})
}

func addCustody(ctx context.Context, tx *db.Tx, f *file, evidence string, c Custody) error {
	err := lines(text{"保管人", "The holder", &c.Holder, 1, 100}, text{"说明", "The note", &c.Note, 0, 2000})
	if err != nil {
		return err
	}
	if !db.Storable(evidence) {
		return fault.NotFoundf("没有这项证据。", "There is no such evidence.")
	}
	n, err := tx.Exec(ctx,
		`INSERT INTO matter_custody (evidence, n, at, actor, display, holder, note)
		 SELECT matter_evidence.id, COALESCE(MAX(matter_custody.n), 0) + 1, $1, $2, $3, $4, $5
		   FROM matter_evidence LEFT JOIN matter_custody ON matter_custody.evidence = matter_evidence.id
		  WHERE matter_evidence.id = $6 AND matter_evidence.matter = $7 GROUP BY matter_evidence.id`,
		db.Time(f.at), f.by.ID, f.by.Display, c.Holder, c.Note, evidence, string(f.ID))
	if err != nil {
		return fmt.Errorf("note who holds evidence of matter %s: %w", f.ID, err)
	}
	if n != 1 {
		return fault.NotFoundf("没有这项证据。", "There is no such evidence.")
	}
	f.event("custody", evidence, law.Date{}, map[string]any{"holder": c.Holder})
	return nil
}

// nextNumber gives the next number of a series.
func nextNumber(ctx context.Context, tx *db.Tx, series string, year int) (n int, err error) {
	_, err = tx.Exec(ctx, `INSERT INTO counter (series, year, last) VALUES ($1, $2, 1) ON CONFLICT (series, year) DO UPDATE SET last = counter.last + 1`, series, year)
	if err == nil {
		err = tx.QueryRow(ctx, `SELECT last FROM counter WHERE series = $1 AND year = $2`, series, year).Scan(&n)
	}
	if err != nil {
		return 0, fmt.Errorf("number in %s: %w", series, err)
	}
	return n, nil
}

// answered returns what a request with this key was about when it was answered before;
// empty if it was not. The same key for another request is a mistake.
func answered(ctx context.Context, tx *db.Tx, by access.Account, key string, request any) (object string, err error) {
	if key, err = keyOf(key); err != nil || key == "" {
		return "", err
	}
	want, err := digest(request)
	if err != nil {
		return "", err
	}
	var was string
	err = tx.QueryRow(ctx, `SELECT request, object FROM answered WHERE actor = $1 AND key = $2`, by.ID, key).Scan(&was, &object)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return "", nil
	case err != nil:
		return "", fmt.Errorf("look for the key of a request: %w", err)
	case was != want:
		return "", fault.Invalidf("请求标识（Idempotency-Key）已用于另一请求。", "The Idempotency-Key was used for another request.")
	}
	return object, nil
}

// answer keeps that a request with a key was answered.
func answer(ctx context.Context, tx *db.Tx, by access.Account, key string, request any, object string) error {
	if key == "" {
		return nil
	}
	want, err := digest(request)
	if err != nil {
		return err
	}
	n, err := tx.Exec(ctx, `INSERT INTO answered (actor, key, request, object, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (actor, key) DO NOTHING`,
		by.ID, key, want, object, db.Time(tx.Now))
	if err != nil {
		return fmt.Errorf("keep the key of a request: %w", err)
	}
	if n == 0 {
		return fault.Conflictf("同一请求正在处理。", "The same request is being handled.")
	}
	return nil
}

// issue notes that a paper was issued: steps that need it can be taken now.
func (f *file) issue(kind string) {
	if !slices.Contains(f.m.Issued, kind) {
		f.m.Issued = append(slices.Clone(f.m.Issued), kind)
	}
	f.event("issued", kind, law.DateOf(f.at), nil)
}
