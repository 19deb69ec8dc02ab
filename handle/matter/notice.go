package matter

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// A Notice is something that an account is reminded of.
type Notice struct {
	ID     string     `json:"id" doc:"Made by the program."`
	Kind   string     `json:"kind" enum:"due,overdue,moved,digest,returned,checked" doc:"due: a deadline comes near. overdue: it has passed. moved: it was counted anew. digest: the numbers of a day. returned: what the person proposed or drafted was given back. checked: later data were looked at after the day by which something was promised, and say something else than before."`
	Matter ID         `json:"matter" doc:"Matter it is about; empty for a digest."`
	Of     string     `json:"matter_title" doc:"What people call the matter."`
	Says   fault.Text `json:"says" doc:"The sentence."`
	Day    law.Date   `json:"day" doc:"Last day that it is about, or the day of the digest or of the return."`
	MadeAt string     `json:"made_at" format:"date-time" doc:"When."`
	Read   bool       `json:"read" doc:"The person has read it."`
}

// stages are how many days before the last one somebody is reminded.
func stages() []int { return []int{0, 1, 3, 7} }

// mostAhead is the first of them.
const mostAhead = 7

// again is after how many days somebody is reminded again of what is overdue.
const again = 7

// A pressing deadline is one that somebody is reminded of.
type pressing struct {
	Due
	account string
}

// Remind writes the notices of today: to the members of each matter about deadlines that come
// near or have passed, to the leaders about those of the office that nobody has explained, and
// to each of them the numbers of the day. It may run at any time and as often as wanted: each
// occasion is told once. It returns how many notices it wrote.
func (s *Service) Remind(ctx context.Context) (written int64, err error) {
	var list []pressing
	var today law.Date
	err = s.db.View(ctx, func(tx *db.Tx) error {
		today = law.DateOf(tx.Now)
		list, err = pressingOnes(ctx, tx, today)
		return err
	})
	if err != nil {
		return 0, err
	}
	counts := map[string]*[3]int{} // by account: overdue, today, soon
	var all []notice
	for _, p := range list {
		all = append(all, p.notice())
		c := counts[p.account]
		if c == nil {
			c = &[3]int{}
			counts[p.account] = c
		}
		switch {
		case p.Left < 0:
			c[0]++
		case p.Left == 0:
			c[1]++
		default:
			c[2]++
		}
	}
	for account, c := range counts {
		all = append(all, notice{account: account, key: "digest/" + today.String(), kind: "digest", day: today, says: fault.Text{
			ZH: fmt.Sprintf("今日期限：逾期 %d 项，今日届满 %d 项，%d 日内届满 %d 项。", c[0], c[1], mostAhead, c[2]),
			EN: fmt.Sprintf("Deadlines today: %d overdue, %d end today, %d within %d days.", c[0], c[1], c[2], mostAhead),
		}})
	}
	return s.tell(ctx, all)
}

// tell writes the notices whose occasion nobody has been told of, and returns how many it wrote. As a
// rule those are few: most of what is overdue today was so yesterday.
func (s *Service) tell(ctx context.Context, all []notice) (written int64, err error) {
	slices.SortStableFunc(all, func(a, b notice) int { return strings.Compare(a.account, b.account) })
	var untold []notice
	err = s.db.View(ctx, func(tx *db.Tx) error {
		for len(all) > 0 {
			n := slices.IndexFunc(all, func(x notice) bool { return x.account != all[0].account })
			if n < 0 {
				n = len(all)
			}
			told, err := toldTo(ctx, tx, all[0].account)
			if err != nil {
				return err
			}
			for _, x := range all[:n] {
				if !told[x.key] {
					untold = append(untold, x)
				}
			}
			all = all[n:]
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	for part := range slices.Chunk(untold, 500) {
		err := s.db.InTx(ctx, func(tx *db.Tx) error {
			if err := tx.Repeats(ctx); err != nil {
				return err
			}
			for _, x := range part {
				made, err := x.put(ctx, tx)
				if err != nil {
					return err
				}
				written += made
			}
			return nil
		})
		if err != nil {
			return written, err
		}
	}
	return written, nil
}

// toldTo returns the occasions that an account has been told of.
func toldTo(ctx context.Context, tx *db.Tx, account string) (map[string]bool, error) {
	told := map[string]bool{}
	err := rows(ctx, tx, "notices", `SELECT key FROM notice WHERE account = $1`, []any{account}, func(r interface{ Scan(...any) error }) error {
		var key string
		err := r.Scan(&key)
		told[key] = true
		return err
	})
	return told, err
}

// pressingOnes returns the deadlines that run and end soon or have passed, once for each
// person who is reminded.
func pressingOnes(ctx context.Context, tx *db.Tx, today law.Date) (list []pressing, err error) {
	for _, who := range []string{
		`JOIN matter_member ON matter_member.matter = matter_term.matter JOIN account ON account.id = matter_member.account
		  WHERE account.disabled = 0 AND matter_term.due <= $1`,
		`JOIN account ON account.office = matter_term.office AND account.role = 'leader'
		  WHERE account.disabled = 0 AND matter_term.whose = 'office' AND matter_term.accepted = 0 AND matter_term.due < $2 AND matter_term.due <= $1
		    AND NOT EXISTS (SELECT 1 FROM matter_member WHERE matter_member.matter = matter_term.matter AND matter_member.account = account.id)`,
	} {
		args := []any{today.AddDays(mostAhead).String()}
		if strings.Contains(who, "$2") {
			args = append(args, today.String())
		}
		err = rows(ctx, tx, "deadlines", `SELECT matter_term.matter, matter_term.n, matter_term.deadline, matter_term.title_zh, matter_term.title_en, matter_term.whose, matter_term.due,
			matter_term.explained, matter_term.accepted, account.id FROM matter_term `+who+` AND matter_term.ended = '' AND matter_term.due <> '' ORDER BY matter_term.due, matter_term.matter, matter_term.n`,
			args, func(r interface{ Scan(...any) error }) error {
				var p pressing
				var day string
				if err := r.Scan(&p.Matter, &p.N, &p.Deadline, &p.Called.ZH, &p.Called.EN, &p.Whose, &day, &p.Excused, &p.Accepted, &p.account); err != nil {
					return err
				}
				err := p.Due.Due.UnmarshalText([]byte(day))
				p.Left = p.Due.Due.DaysSince(today)
				list = append(list, p)
				return err
			})
		if err != nil {
			return nil, err
		}
	}
	return list, nil
}

// A notice is one that is to be written.
type notice struct {
	account, key, kind string
	matter             ID
	says               fault.Text
	day                law.Date
}

// notice is what somebody is told of a deadline today.
func (p pressing) notice() notice {
	day := p.Due.Due
	n := notice{account: p.account, kind: "due", matter: p.Matter, day: day}
	if p.Left < 0 {
		n.kind, n.key = "overdue", fmt.Sprintf("%s/%d/%s/overdue/%d", p.Matter, p.N, day, (-p.Left-1)/again)
		n.says = fault.Text{ZH: fmt.Sprintf("“%s”已于 %s 届满，逾期 %d 日。", p.Called.ZH, day, -p.Left), EN: fmt.Sprintf("%s passed on %s, %s ago.", p.Called.EN, day, daysEN(-p.Left))}
		switch {
		case p.Whose != "office":
		case !p.Excused:
			n.says.ZH += "请说明原因。"
			n.says.EN += " Explain why."
		case !p.Accepted:
			n.says.ZH += "原因尚待负责人批准。"
			n.says.EN += " A leader has yet to approve the reason."
		}
		return n
	}
	for _, stage := range stages() {
		if p.Left <= stage {
			n.key = fmt.Sprintf("%s/%d/%s/%d", p.Matter, p.N, day, stage)
			break
		}
	}
	n.says = fault.Text{ZH: fmt.Sprintf("“%s”将于 %s 届满，还有 %d 日。", p.Called.ZH, day, p.Left), EN: fmt.Sprintf("%s ends on %s, in %s.", p.Called.EN, day, daysEN(p.Left))}
	if p.Left == 0 {
		n.says = fault.Text{ZH: fmt.Sprintf("“%s”今日（%s）届满。", p.Called.ZH, day), EN: fmt.Sprintf("%s ends today, %s.", p.Called.EN, day)}
	}
	return n
}

// put writes the notice unless the occasion has been told; it returns how many it wrote.
func (n notice) put(ctx context.Context, tx *db.Tx) (int64, error) {
	made, err := tx.Exec(ctx, `INSERT INTO notice (id, account, key, kind, matter, says_zh, says_en, day, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (account, key) DO NOTHING`,
		newID(tx, "n"), n.account, n.key, n.kind, string(n.matter), n.says.ZH, n.says.EN, n.day.String(), db.Time(tx.Now))
	if err != nil {
		return 0, fmt.Errorf("write a notice: %w", err)
	}
	return made, nil
}

// giveBack tells whoever proposed or drafted something that it was given back, and why. Whoever
// takes back what is their own, or acts on the command line, is told nothing.
func (f *file) giveBack(ctx context.Context, tx *db.Tx, to string, title fault.Text, reason string) error {
	var known int
	if err := tx.QueryRow(ctx, `SELECT COUNT(*) FROM account WHERE id = $1`, to).Scan(&known); err != nil {
		return fmt.Errorf("look for whom to tell: %w", err)
	}
	if known == 0 || to == f.by.ID {
		return nil
	}
	n := notice{account: to, key: fmt.Sprintf("%s/returned/%d", f.ID, tx.Act()), kind: "returned", matter: f.ID, day: law.DateOf(f.at), says: fault.Text{
		ZH: fmt.Sprintf("“%s”被%s退回：%s", title.ZH, f.by.Display, reason), EN: fmt.Sprintf("%s was given back by %s: %s", title.EN, f.by.Display, reason)}}
	n.key += "/" + db.Time(f.at) // acts are numbered anew when the program starts
	_, err := n.put(ctx, tx)
	return err
}

// A NoticeFilter chooses notices of the actor.
type NoticeFilter struct {
	Unread bool // only those that were not read
	Cursor string
	Limit  int
}

// Notices returns one page of the actor's notices, the newest first, and how many they have
// not read. Notices about matters that they may not see any more are left out.
func (s *Service) Notices(ctx context.Context, by access.Account, f NoticeFilter) (p Page[Notice], unread int64, err error) {
	if f.Limit, err = limitOf(f.Limit); err != nil {
		return p, 0, err
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		w := &where{}
		w.and("notice.account = ?", by.ID)
		if err := ownMatters(ctx, tx, by, w); err != nil {
			return err
		}
		if err := tx.QueryRow(ctx, `SELECT COUNT(*) FROM notice WHERE notice.read_at = '' AND `+w.String(), w.args...).Scan(&unread); err != nil {
			return fmt.Errorf("count notices: %w", err)
		}
		if f.Unread {
			w.and("notice.read_at = ''")
		}
		if f.Cursor != "" {
			at, err := parseMark(f.Cursor, "notice")
			if err != nil {
				return err
			}
			w.and("(notice.made_at, notice.id) < (?, ?)", at.Key, at.ID)
		}
		items, err := notices(ctx, tx, w, f.Limit+1)
		p = pageOf(items, f.Limit, func(n Notice) mark { return mark{Sort: "notice", Key: n.MadeAt, ID: n.ID} })
		return err
	})
	return p, unread, err
}

// ownMatters keeps notices to matters that the actor may still see.
func ownMatters(ctx context.Context, tx *db.Tx, by access.Account, w *where) error {
	if !access.Could(by, access.ReadMatters) {
		w.and("notice.matter = ''")
		return nil
	}
	inner := &where{args: w.args, few: true} // it is asked of each notice
	if err := limits(ctx, tx, by, inner, "notice", "notice.matter"); err != nil {
		return err
	}
	// Who has moved to another office is not told of matters of the one before.
	inner.and("EXISTS (SELECT 1 FROM matter WHERE matter.id = notice.matter AND matter.office = ?)", string(by.Office))
	w.args = inner.args
	w.text = append(w.text, "(notice.matter = '' OR ("+inner.String()+"))")
	return nil
}

func notices(ctx context.Context, tx *db.Tx, w *where, limit int) (items []Notice, err error) {
	w.args = append(w.args, limit)
	items = []Notice{}
	query := `SELECT notice.id, notice.kind, notice.matter, COALESCE(matter.title, ''), notice.says_zh, notice.says_en, notice.day, notice.made_at, notice.read_at <> ''
		FROM notice LEFT JOIN matter ON matter.id = notice.matter WHERE ` + w.String() + ` ORDER BY notice.made_at DESC, notice.id DESC` + fmt.Sprintf(` LIMIT $%d`, len(w.args))
	err = rows(ctx, tx, "notices", query, w.args, func(r interface{ Scan(...any) error }) error {
		var n Notice
		var day string
		if err := r.Scan(&n.ID, &n.Kind, &n.Matter, &n.Of, &n.Says.ZH, &n.Says.EN, &day, &n.MadeAt, &n.Read); err != nil {
			return err
		}
		items = append(items, n)
		return items[len(items)-1].Day.UnmarshalText([]byte(day))
	})
	return items, err
}

// MarkRead marks notices of the actor as read or unread: those named, or all if none is.
func (s *Service) MarkRead(ctx context.Context, by access.Account, ids []string, read bool) error {
	return s.db.InTx(ctx, func(tx *db.Tx) error {
		at := ""
		if read {
			at = db.Time(tx.Now)
		}
		if len(ids) == 0 {
			_, err := tx.Exec(ctx, `UPDATE notice SET read_at = $1 WHERE account = $2 AND (read_at = '') = ($1 <> '')`, at, by.ID)
			return err
		}
		for _, id := range ids {
			if !db.Storable(id) {
				return noSuchNotice()
			}
			n, err := tx.Exec(ctx, `UPDATE notice SET read_at = $1 WHERE id = $2 AND account = $3`, at, id, by.ID)
			if err != nil {
				return fmt.Errorf("mark a notice: %w", err)
			}
			if n == 0 {
				return noSuchNotice()
			}
		}
		return nil
	})
}

func noSuchNotice() error {
	return fault.NotFoundf("没有这条提醒。", "There is no such notice.")
}

// daysEN is a number of days in English.
func daysEN(n int) string {
	if n == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", n)
}
