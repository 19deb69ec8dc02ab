package main

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
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

// TestCommandsOnTheLakeLeaveATrace: what is brought in, taken out, given up and removed on the
// command line is in the record, and so is who asked for the record.
func TestCommandsOnTheLakeLeaveATrace(t *testing.T) {
	dir, home := t.TempDir(), t.TempDir()
	file, out := write(t, dir, "立案.csv", []byte(docket)), filepath.Join(dir, "out.csv")
	first, r := importTable(t, home, "docket", file, "--authorisation", "清检调〔2023〕7号", "--purpose", "虚假诉讼监督")
	if r.code != 0 {
		t.Fatal(r.err)
	}
	papers := write(t, dir, "判决.txt", []byte(strings.Replace(invented, "%d", "1", 1)))
	seen := 0
	entries := func() []audit.Entry {
		a := app{ctx: t.Context(), home: home, now: time.Now}
		var list []audit.Entry
		err := a.withStore(database{}, func(store *db.DB) (err error) {
			list, err = audit.NewLog(store).List(t.Context(), audit.Filter{Limit: 1000})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	check := func(name string) {
		t.Helper()
		all := entries()
		if !slices.ContainsFunc(all[seen:], func(e audit.Entry) bool {
			return slices.Contains(writes()[name], e.Verb) && e.Actor == "local" && e.Office == "home"
		}) {
			t.Errorf("%s: entries %+v, want one of %v", name, all[seen:], writes()[name])
		}
		seen = len(all)
	}
	check("import table")
	for _, x := range []struct {
		name string
		args []string
	}{
		{"import judgments", []string{papers}},
		{"export table", []string{"docket", "--out", out, "--purpose", "核对立案数据"}},
		{"quarantine list", nil},
		{"quarantine export", []string{out, "--import", first.Import, "--purpose", "改正后重新导入"}},
		{"quarantine drop", []string{first.Import, "--reason", "无法补正"}},
		{"link lake", nil},
		{"scan", nil},
		{"clue list", nil},
		{"matter list", nil},
		{"lake forget", []string{first.Import, "--reason", "保存期限届满", "--yes"}},
		{"audit who", []string{first.Import}},
		{"audit verify", nil},
		{"backup", []string{filepath.Join(dir, "copy.tar.gz")}},
	} {
		args := append(append([]string{"--home", home}, strings.Fields(x.name)...), x.args...)
		if r := command(t, "", args...); r.code != 0 {
			t.Errorf("%v: exit %d, %s", args, r.code, r.err)
			continue
		}
		check(x.name)
	}
	for _, e := range entries() {
		if why := e.Detail["purpose"]; e.Verb == audit.ExportRecords && (e.Object != first.Import || why != "改正后重新导入") {
			t.Errorf("the export of rows put aside: %+v", e)
		}
	}
}
