package main

import (
	"encoding/json"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/matter"
	"github.com/mingjian/mingjian/web"
)

// writes are the commands that leave an entry in the record, with the verbs of which one is
// in it; the store of what is acted on writes it, or the command before it shows anything.
func writes() map[string][]audit.Verb {
	one := func(v ...audit.Verb) []audit.Verb { return v }
	move := one(audit.Move, audit.AsideClue, audit.HoldClue, audit.BulkClues)
	return map[string][]audit.Verb{
		"import judgments": one(audit.ImportRecords), "import table": one(audit.ImportRecords), "lake forget": one(audit.ForgetImport),
		"export table": one(audit.Export), "quarantine list": one(audit.LookRecords), "quarantine export": one(audit.ExportRecords), "quarantine drop": one(audit.DropRows),
		"link lake": one(audit.Renew), "scan": one(audit.Register, audit.LookRecords), "check": one(audit.CheckFiling),
		"clue list": one(audit.Search), "clue show": one(audit.LookClue), "clue export": one(audit.Export), "clue why-not": one(audit.LookDocument),
		"clue aside": move, "clue assign": move, "clue next": move, "clue bulk": move, "clue undo": one(audit.BulkClues, audit.RestoreClue),
		"clue merge": one(audit.MergeClue), "clue split": one(audit.SplitClue),
		"matter list": one(audit.Search), "matter show": one(audit.LookMatter), "matter open": one(audit.OpenMatter), "matter step": one(audit.TakeStep, audit.ProposeStep),
		"matter paper": one(audit.Export), "matter attach": one(audit.MovePaper), "matter receipt": one(audit.LookMatter), "matter verify": one(audit.CheckRemedy),
		"model backtest": one(audit.LookRecords), "model compare": one(audit.LookRecords), "model install": one(audit.InstallModel), "model remove": one(audit.RemoveModel),
		"node add": one(audit.AddPartner), "node confirm": one(audit.ConfirmPartner), "node end": one(audit.EndPartner),
		"transfer offer": one(audit.SendDispatch), "transfer send": one(audit.SendDispatch), "transfer step": one(audit.SendDispatch), "transfer answer": one(audit.SendDispatch),
		"transfer take": one(audit.TakeDispatch, audit.RefuseLetter), "transfer sync": one(audit.TakeDispatch, audit.TakeReceipt, audit.GiveReceipt), "transfer read": one(audit.LookDispatch),
		"transfer save": one(audit.LookDispatch), "transfer proof": one(audit.LookDispatch), "transfer seen": one(audit.SeeAlarm),
		"transfer joint open": one(audit.ChangeJoint), "transfer joint invite": one(audit.ChangeJoint), "transfer joint task": one(audit.ChangeJoint), "transfer joint work": one(audit.ChangeJoint),
		"transfer joint evidence": one(audit.ChangeJoint), "transfer joint hand": one(audit.ChangeJoint), "transfer joint receive": one(audit.ChangeJoint),
		"transfer joint save": one(audit.LookDispatch), "transfer joint end": one(audit.ChangeJoint), "transfer joint tie": one(audit.ChangeJoint),
		"user add": one(audit.MakeAccount), "user password": one(audit.SetPassword), "user disable": one(audit.Disable), "user enable": one(audit.Enable), "user move": one(audit.ChangeAccount),
		"user unlock": one(audit.Unlock), "user drop-factor": one(audit.DropFactor), "user link": one(audit.LinkAccount), "user end-sessions": one(audit.EndSession),
		"user identify": one(audit.Identify), "user detect-ties": one(audit.Recuse), "office put": one(audit.PutOffice),
		"audit who": one(audit.LookAudit), "audit verify": one(audit.VerifyLog), "audit forget": one(audit.Forget),
		"backup": one(audit.Backup), "restore": one(audit.Restore),
	}
}

// silent are the commands that leave none, with the reason.
func silent() map[string]string {
	const (
		given   = "works on files that it is given; nothing of the home is read"
		program = "shows what the program brings along or the office has set up; nobody is named"
		counts  = "shows counts, and names nobody"
		staff   = "shows who works here, to whoever runs the server; nothing of a case"
		lists   = "shows which exchanges there are and where they stand; what was exchanged is read by transfer read, which is recorded"
	)
	return map[string]string{
		"demo": "makes a home of invented people; what it does in it is recorded by the parts", "demo-agencies": "the same, five times", "synth": "invents people",
		"parse": given, "mask": given, "link table": given, "standard match": given, "transfer verify": given, "model test": "runs on the invented cases of the model",
		"quality": counts, "lake log": "shows which imports there are, not what is in them", "lake due": "the same", "doctor": counts, "figures": "says what the figures mean",
		"model duplicates": counts, "model calibrate": "shows weights and counts of decisions; the draft it writes is a file that nothing runs",
		"model list": program, "model check": program, "model explain": program, "model key": "shows the key that signs packages", "model pack": "writes a rule card and its invented cases", "model schema": program,
		"model new":      "writes a rule card and its invented cases, which nothing runs",
		"procedure list": program, "procedure show": program, "procedure check": program, "procedure test": program, "procedure schema": program,
		"template list": program, "template show": program, "template export": program, "template check": program,
		"standard list": program, "standard show": program, "standard schema": program, "law list": program, "law show": program,
		"law calendar list": program, "law calendar add": "puts a public notice of holidays into the home; what it changes is recorded when deadlines are counted anew",
		"deadline": "counts days", "access matrix": program, "version": program, "openapi": program,
		"remind": "writes notices to those who have the matter, and shows how many", "serve": "what is done in the workbench is recorded there",
		"user list": staff, "user sessions": staff, "user ties": staff, "office list": program,
		"node init": "makes the keys of a home, before which nothing can be exchanged", "node card": "prints public keys", "node list": "shows partners and their public keys", "node rotate": "makes a new key, which partners must confirm: they record that",
		"transfer list": lists, "transfer show": lists, "transfer joint list": lists, "transfer joint show": lists, "transfer alarms": lists,
		"transfer pack":   "seals dispatches that were recorded when they were signed, for their receiver alone",
		"transfer schema": program, "transfer checkpoint": "signs the head of the log", "transfer checkpoints": "shows heads of logs", "audit checkpoint": "prints the head of the log",
	}
}

// commands are all commands, from the tree that reads the command line.
func commands(t *testing.T) (all []string) {
	t.Helper()
	var c cli
	parser, err := kong.New(&c, help("zh"))
	if err != nil {
		t.Fatal(err)
	}
	for _, leaf := range parser.Model.Leaves(false) {
		var words []string
		for n := leaf; n != nil && n.Type == kong.CommandNode; n = n.Parent {
			words = append([]string{n.Name}, words...)
		}
		all = append(all, strings.Join(words, " "))
	}
	return all
}

// TestEveryCommandLeavesATrace: each command writes an entry or says why it need not.
func TestEveryCommandLeavesATrace(t *testing.T) {
	all, w, s := commands(t), writes(), silent()
	if len(all) < 100 {
		t.Fatalf("only %d commands: %q", len(all), all)
	}
	for _, c := range all {
		if (w[c] == nil) == (s[c] == "") {
			t.Errorf("%s: entry %v, reason for none %q: there has to be one of them", c, w[c], s[c])
		}
		delete(w, c)
		delete(s, c)
	}
	if len(w)+len(s) > 0 {
		t.Errorf("no such commands: %q %q", slices.Sorted(maps.Keys(w)), slices.Sorted(maps.Keys(s)))
	}
}

// untried are the commands of writes that no test below runs, with the reason.
func untried() map[string]string {
	return map[string]string{
		"transfer sync": "asks partners on the network: the entries are those of transfer take", "transfer answer": "runs until it is told to stop, and does what transfer take does",
	}
}

// A trail is a home in which commands are run, each of which has to leave its entry.
type trail struct {
	t     *testing.T
	home  string
	seen  int
	tried map[string]bool
}

// entries are all entries of the home, the newest last.
func (x *trail) entries() (list []audit.Entry) {
	x.t.Helper()
	a := app{ctx: x.t.Context(), home: x.home, now: time.Now}
	err := a.withStore(database{}, func(store *db.DB) (err error) {
		list, err = audit.NewLog(store).List(x.t.Context(), audit.Filter{Limit: 5000})
		return err
	})
	if err != nil {
		x.t.Fatal(err)
	}
	return list
}

// skip passes over what was recorded until now.
func (x *trail) skip() { x.seen = len(x.entries()) }

// do runs a command, which must succeed, and looks for its entry among the new ones.
func (x *trail) do(name string, args ...string) string {
	x.t.Helper()
	return x.given("", name, args...)
}

// given is do with something on standard input.
func (x *trail) given(input, name string, args ...string) string {
	x.t.Helper()
	all := append(append([]string{"--home", x.home}, strings.Fields(name)...), args...)
	r := command(x.t, input, all...)
	if r.code != 0 {
		x.t.Errorf("%v: exit %d, %s%s", all, r.code, r.out, r.err)
		return r.out
	}
	x.left(name)
	return r.out
}

// left looks for the entry of a command among the new ones.
func (x *trail) left(name string) {
	x.t.Helper()
	list := x.entries()
	if !slices.ContainsFunc(list[x.seen:], func(e audit.Entry) bool {
		who := e.Actor == "local" || e.Actor == "system" || strings.HasPrefix(e.Actor, "agency:") // the agency of a letter
		return slices.Contains(writes()[name], e.Verb) && who && (e.Office == "home" || e.Office == e.Object)
	}) {
		x.t.Errorf("%s: entries %+v, want one of %v", name, list[x.seen:], writes()[name])
	}
	x.seen, x.tried[name] = len(list), true
}

// TestEveryWriteIsRecorded runs every command that changes something or shows who somebody is, in
// offices prepared once, and looks for the entry of each.
func TestEveryWriteIsRecorded(t *testing.T) {
	tried, dir := map[string]bool{}, t.TempDir()
	lakeTrail(&trail{t: t, home: filepath.Join(dir, "lake"), tried: tried}, dir)
	at := &trail{t: t, home: filepath.Join(dir, "jcy"), tried: tried}
	id := screened(t, at.home)
	at.skip()
	clueTrail(at, id)
	userTrail(at)
	matterTrail(at, dir)
	transferTrail(at, &trail{t: t, home: filepath.Join(dir, "ga"), tried: tried}, dir, id)
	whole := filepath.Join(dir, "whole.tar")
	at.do("audit who", id)
	at.do("audit verify")
	for _, e := range at.entries() {
		if e.Verb == audit.LookClue {
			at.do("audit forget", e.ID, "--why", "误填他人信息")
			break
		}
	}
	at.do("backup", whole, "--with-keys")
	back := &trail{t: t, home: filepath.Join(dir, "back"), tried: tried}
	if r := command(t, "", "--home", back.home, "restore", whole); r.code != 0 {
		t.Errorf("restore: %s%s", r.out, r.err)
	}
	back.left("restore")
	why := untried()
	for _, name := range slices.Sorted(maps.Keys(writes())) {
		if tried[name] == (why[name] != "") {
			t.Errorf("%s: tried %v, and the reason not to is %q", name, tried[name], why[name])
		}
	}
}

// lakeTrail: what is brought in, found, tested, taken out, given up and removed.
func lakeTrail(x *trail, dir string) {
	t := x.t
	t.Helper()
	file, out := write(t, dir, "立案.csv", []byte(docket)), filepath.Join(dir, "out.csv")
	first, r := importTable(t, x.home, "docket", file, "--authorisation", "清检调〔2023〕7号", "--purpose", "虚假诉讼监督")
	if r.code != 0 {
		t.Fatal(r.err)
	}
	x.left("import table")
	papers := filepath.Join(dir, "papers")
	if err := os.MkdirAll(papers, 0o700); err != nil {
		t.Fatal(err)
	}
	for i := range 14 {
		write(t, papers, itoa(i)+".txt", []byte(document(i+1)))
	}
	x.do("import judgments", papers)
	x.do("export table", "docket", "--out", out, "--purpose", "核对立案数据")
	x.do("quarantine list")
	x.do("quarantine export", out, "--import", first.Import, "--purpose", "改正后重新导入")
	x.do("quarantine drop", first.Import, "--reason", "无法补正")
	x.do("link lake")
	x.do("scan")
	x.do("clue list")
	x.do("clue why-not", "（2021）测01民初1号", "--model", "civil/professional-lender")
	x.do("check", write(t, dir, "filing.json", []byte(`{"court":"清溪县人民法院","cause":"民间借贷纠纷","filed_on":"2026-01-05","amount":50000,"parties":[{"side":"claiming","kind":"person","name":"丁安远"},{"side":"defending","kind":"person","name":"尤嘉言"}],"note":"借条"}`)))
	id := promise(t, x.home, func(args ...string) string { return agencyAt{t, x.home}.run(args...) })
	x.skip()
	x.do("matter verify", id)
	x.do("matter list")
	modelTrail(x, dir)
	tieTrail(x, dir)
	x.do("lake forget", first.Import, "--reason", "保存期限届满", "--yes")
	for _, e := range x.entries() {
		if why := e.Detail["purpose"]; e.Verb == audit.ExportRecords && (e.Object != first.Import || why != "改正后重新导入") {
			t.Errorf("the export of rows put aside: %+v", e)
		}
	}
}

// modelTrail: a model is tested over history, compared, installed and removed.
func modelTrail(x *trail, dir string) {
	x.t.Helper()
	p := packing{dir: dir, home: x.home, key: filepath.Join(dir, "key.pem")}
	p.print = p.makeKey(x.t, p.key)
	file := p.pack(x.t, "first", p.key)
	draft := filepath.Join(dir, "first", "civil", "repeat-plaintiff")
	x.do("model backtest", draft, "--from", "2021-03", "--to", "2021-05")
	x.do("model compare", draft, "civil/professional-lender")
	x.do("model install", file, "--trust", p.print)
	x.do("model remove", "civil/repeat-plaintiff")
}

// clueTrail: one clue is read, put aside, given away, changed with others, merged and taken apart.
func clueTrail(x *trail, id string) {
	t := x.t
	t.Helper()
	until := time.Now().AddDate(0, 1, 0).Format(time.DateOnly)
	x.given("correct-horse-battery\n", "user add", "zhang", "--display", "张检察官")
	x.do("clue show", id)
	x.do("clue export")
	x.do("clue aside", id, "--until", until, "--note", "等待笔迹鉴定")
	agencyAt{t, x.home}.run("clue", "aside", id)
	x.skip()
	x.do("clue assign", id, "--to", "zhang", "--until", until)
	agencyAt{t, x.home}.run("clue", "assign", id)
	x.skip()
	bulk, _, _ := strings.Cut(x.do("clue bulk", "--do", "move", "--become", "found", "--state", "screening"), "：")
	x.do("clue undo", bulk)
	agencyAt{t, x.home}.run("clue", "bulk", "--do", "move", "--become", "found", id)
	x.skip()
	x.do("clue next", "--to", "zhang", "--until", until)
	agencyAt{t, x.home}.run("clue", "assign", id)
	other := anotherClue(t, x.home)
	x.skip()
	x.do("clue merge", id, other, "--note", "同一事实")
	x.do("clue split", id, "--note", "并非同一事实")
}

// anotherClue registers a clue of another model.
func anotherClue(t *testing.T, home string) string {
	t.Helper()
	store := storeAt(t, home)
	defer store.Close()
	f := scan.Finding{Model: "civil/arbitration", Version: 1, Snapshot: "s-2", Risk: 0.5, Subject: scan.Subject{Kind: "organisation", ID: "o-2", Name: "清溪县某砂石厂"},
		Cases: []string{"（2021）浙0698民初2号"}, Documents: []string{"d-2"}, Courts: []string{"清溪县人民法院"}, Summary: fault.Text{ZH: "集中申请", EN: "filed together"},
		Indicators: []scan.Indicator{{ID: "together", Title: fault.Text{ZH: "集中申请", EN: "filed together"}, Share: 0.9}}}
	if _, err := clue.NewService(store).Register(t.Context(), access.CommandLine(access.Home), clue.Scan{Snapshot: "s-2", Models: []string{f.Model}, Findings: []scan.Finding{f}, At: time.Now()}); err != nil {
		t.Fatal(err)
	}
	return string(clue.NewID(f.Model, f.Subject.ID))
}

// userTrail: accounts and offices.
func userTrail(x *trail) {
	x.t.Helper()
	x.given("another-long-password\n", "user password", "zhang")
	x.do("office put", "east", "--name", "清溪县东区人民检察院")
	x.do("user move", "zhang", "--display", "张某")
	x.do("user disable", "zhang")
	x.do("user enable", "zhang")
	x.do("user unlock", "zhang")
	x.do("user drop-factor", "zhang")
	x.do("user link", "zhang", "--issuer", "https://id.example", "--subject", "u-1")
	store := storeAt(x.t, x.home)
	s, err := access.NewService(store)
	if err != nil {
		x.t.Fatal(err)
	}
	if _, err := s.Make(x.t.Context(), access.CommandLine(access.Home), access.Account{Name: "li", Role: access.Handler}, "another-long-password"); err != nil {
		x.t.Fatal(err)
	}
	if _, _, err := s.SignIn(x.t.Context(), "li", "another-long-password", access.From{}); err != nil {
		x.t.Fatal(err)
	}
	store.Close()
	x.skip()
	x.do("user end-sessions", "li")
}

// tieTrail: an account says who it is, and later registers tell of somebody else it is tied to.
func tieTrail(x *trail, dir string) {
	t := x.t
	t.Helper()
	const head = "结婚证字号,男方姓名,男方身份证号,女方姓名,女方身份证号,登记日期\n"
	married := func(name, row string) {
		if _, r := importTable(t, x.home, "marriage", write(t, dir, name, []byte(head+row)), "--authorisation", "清检调〔2023〕8号", "--purpose", "核对回避情形"); r.code != 0 {
			t.Fatal(r.err)
		}
		agencyAt{t, x.home}.run("link", "lake")
		x.skip()
	}
	x.given("correct-horse-battery\n", "user add", "wang")
	married("婚姻一.csv", "清结字010001,王一,330199198001010017,李二,33019919810202002X,2010-01-05\n")
	x.given("330199198001010017\n", "user identify", "wang")
	married("婚姻二.csv", "清结字010002,王一,330199198001010017,赵三,330199198203030032,2020-01-05\n")
	x.do("user detect-ties")
}

// matterTrail: a matter is opened and taken on, and its paper with the scan of its receipt read.
func matterTrail(x *trail, dir string) {
	t := x.t
	t.Helper()
	var m struct {
		ID string `json:"id"`
	}
	opened := x.do("matter open", "civil-effective-judgments", "--title", "王某案", "--field", "case_no=（2021）甲0101民督1号",
		"--field", "court=青石县人民法院", "--field", "court_level=same", "--field", "document_kind=judgment", "--json")
	if err := json.Unmarshal([]byte(opened), &m); err != nil || m.ID == "" {
		t.Fatalf("%v: %s", err, opened)
	}
	x.do("matter step", m.ID, "register")
	x.do("matter show", m.ID)
	paper := servedPaper(t, x.home, matter.ID(m.ID))
	x.skip()
	x.do("matter paper", m.ID, paper, "-o", filepath.Join(dir, "w.docx"))
	x.do("matter attach", m.ID, paper, write(t, dir, "回证.pdf", []byte("%PDF-1.4\n1 0 obj\n")))
	x.do("matter receipt", m.ID, paper, "1", "-o", filepath.Join(dir, "r.pdf"), "--purpose", "核对送达日期")
}

// servedPaper drafts a paper of a matter and brings it to whom it is for.
func servedPaper(t *testing.T, home string, id matter.ID) string {
	t.Helper()
	store := storeAt(t, home)
	defer store.Close()
	a := &app{ctx: t.Context(), home: home, lang: "zh", term: terminal{out: io.Discard, err: os.Stderr}, now: time.Now}
	rules, err := a.rules()
	if err != nil {
		t.Fatal(err)
	}
	s, by := matter.NewService(store, rules), access.CommandLine(access.Home)
	accounts, err := access.NewService(store)
	if err != nil {
		t.Fatal(err)
	}
	leader, err := accounts.Make(t.Context(), by, access.Account{Name: "zhao", Role: access.Leader}, "another-long-password")
	if err != nil {
		t.Fatal(err)
	}
	m, err := s.Get(t.Context(), by, id)
	if err == nil {
		m, err = s.DraftPaper(t.Context(), by, id, matter.PaperDraft{Kind: "acceptance-notice", Prefix: "清检民监", To: "清溪县人民法院", Body: "正文"}, matter.Request{Seen: m.Version})
	}
	if err != nil {
		t.Fatal(err)
	}
	paper := m.Papers[0].ID
	for _, x := range []struct {
		by access.Account
		to matter.PaperMove
	}{{by, matter.PaperMove{To: "review"}}, {leader, matter.PaperMove{To: "approved"}}, {by, matter.PaperMove{To: "sealed"}}, {by, matter.PaperMove{To: "served", Receiver: "收发室"}}} {
		if m, err = s.MovePaper(t.Context(), x.by, id, paper, x.to, matter.Request{Seen: m.Version}); err != nil {
			t.Fatal(err)
		}
	}
	return paper
}

// transferTrail: two agencies know each other, a clue and a file go to one of them, and both work on
// a matter together.
func transferTrail(x, ga *trail, dir, id string) {
	t := x.t
	t.Helper()
	jcy, police := agencyAt{t, x.home}, agencyAt{t, ga.home}
	jcy.run("node", "init", "330698-jcy", "--name", "清溪县人民检察院", "--kind", "procuratorate")
	police.run("node", "init", "330698-ga", "--name", "清溪县公安局", "--kind", "police", "--suite", "sm2")
	for _, p := range []struct{ from, to *trail }{{ga, x}, {x, ga}} {
		from, card := agencyAt{t, p.from.home}, filepath.Join(dir, filepath.Base(p.from.home)+".card")
		code := from.first("node", "card", "-o", card)["code"].(string)
		p.to.do("node add", card)
		p.to.do("node confirm", code, fingerprintOf(t, agencyAt{t, p.to.home}, code))
	}
	n := 0
	carry := func(from, to *trail, code string) {
		t.Helper()
		n++
		disk := filepath.Join(dir, "disk"+itoa(n))
		agencyAt{t, from.home}.run("transfer", "pack", "--to", code, "-o", disk)
		parts, err := filepath.Glob(disk + "*")
		if err != nil {
			t.Fatal(err)
		}
		to.do("transfer take", parts...)
	}
	jcy.run("clue", "bulk", "--do", "move", "--become", "screening", id)
	x.skip()
	x.do("transfer offer", id, "--to", "330698-ga", "--due", "2099-01-31")
	request := write(t, dir, "ask.json", []byte(`{"standard":"judgment","scope":"裁判文书","authorisation":"清检调〔2026〕1号","purpose":"虚假诉讼监督","due":"2099-01-31","basis":[]}`))
	sent := x.do("transfer send", "--to", "330698-ga", "--data", request, "--attach", write(t, dir, "附件.txt", []byte("附件")), "records-ask", "--json")
	var ask struct{ ID string }
	if err := json.Unmarshal([]byte(sent), &ask); err != nil {
		t.Fatalf("%v: %s", err, sent)
	}
	carry(x, ga, "330698-ga")
	asked := police.first("transfer", "show", ask.ID)["items"].([]any)[0].(map[string]any)["id"].(string)
	ga.do("transfer read", asked)
	ga.do("transfer save", asked, "-o", filepath.Join(dir, "saved"))
	ga.do("transfer step", ask.ID, "records-refuse", "--reason", "所附法律文书编号有误")
	carry(ga, x, "330698-jcy")
	x.do("transfer proof", asked, "-o", filepath.Join(dir, "proof.json"))

	if r := command(t, "", "--home", x.home, "transfer", "take", write(t, dir, "junk", []byte("not a letter"))); r.code == 0 {
		t.Log(r.out)
	}
	joint := func(who *trail, what string, args ...string) (d web.JointDetail) {
		t.Helper()
		out := who.do("transfer joint "+what, append(args, "--json")...)
		if err := json.Unmarshal([]byte(out), &d); err != nil {
			t.Fatalf("joint %s: %v: %s", what, err, out)
		}
		return d
	}
	court := agencyAt{t, filepath.Join(dir, "fy")}
	court.run("node", "init", "330698-fy", "--name", "清溪县人民法院", "--kind", "court")
	card := filepath.Join(dir, "fy.card")
	court.run("node", "card", "-o", card)
	x.do("node add", card)
	x.do("node confirm", "330698-fy", fingerprintOf(t, jcy, "330698-fy"))
	j := joint(x, "open", "欠薪专案", "--to", "330698-ga", "--due", "2099-01-31").ID
	carry(x, ga, "330698-ga")
	police.run("transfer", "step", police.board("show", j).Exchange, "joint-join")
	ga.skip()
	carry(ga, x, "330698-jcy")
	joint(x, "invite", j, "--to", "330698-fy", "--due", "2099-01-31")
	task := joint(x, "task", j, "--what", "询问原告", "--who", "330698-ga", "--due", "2099-02-01").Tasks[0].ID
	var m struct{ ID string }
	first, _, _ := strings.Cut(jcy.run("matter", "list", "--json"), "\n")
	if err := json.Unmarshal([]byte(first), &m); err != nil {
		t.Fatal(err)
	}
	x.skip()
	x.do("transfer joint tie", j, m.ID)
	carry(x, ga, "330698-ga")
	joint(ga, "work", j, task, "done", "--note", "笔录已归卷")
	piece := joint(ga, "evidence", j, "--title", "资金流水", "--kind", "electronic", "--source", "调取", "--file", write(t, dir, "流水.csv", []byte("日期,金额\n"))).Evidence[0].ID
	joint(ga, "hand", j, piece, "--to", "330698-jcy", "--note", "当面")
	carry(ga, x, "330698-jcy")
	joint(x, "receive", j, piece, "--note", "完好")
	x.do("transfer joint save", j, piece, "-o", filepath.Join(dir, "piece"))
	joint(x, "end", j, "established", "--says", "均属虚构")
	var alarm struct{ ID string }
	line, _, _ := strings.Cut(jcy.run("transfer", "alarms", "--json"), "\n")
	if err := json.Unmarshal([]byte(line), &alarm); err != nil || alarm.ID == "" {
		t.Fatalf("no alarm: %v %s", err, line)
	}
	x.do("transfer seen", alarm.ID, "--note", "核实系误投的文件")
	x.do("node end", "330698-ga")
}
