package audit

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/transparency-dev/merkle/rfc6962"
	"github.com/transparency-dev/tessera/api"
	"github.com/transparency-dev/tessera/api/layout"
	"golang.org/x/mod/sumdb/note"

	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

// A Finding is one thing wrong with a log, and where.
type Finding struct {
	Place int64      `json:"place"` // the entry, from 1; 0 if it is not about one entry
	File  string     `json:"file"`  // within the log's folder; may be empty
	Says  fault.Text `json:"says"`
}

// A Verdict is what [Verify] found.
type Verdict struct {
	Origin   string    `json:"origin"`   // name of the log
	Key      string    `json:"key"`      // the public key it was checked with: to be compared with the one known from elsewhere
	Entries  int64     `json:"entries"`  // that the checkpoint covers
	Root     string    `json:"root"`     // hash over them all
	Findings []Finding `json:"findings"` // none if the log is sound
}

// A Check is what a log is held against.
type Check struct {
	Dir     string   // folder of the log, or of a copy
	Key     string   // public key; empty means the one in the folder
	Earlier []string // checkpoints of this log seen before, which must still fit it
	Printed []Stamp  // as they stand on papers, which must still fit it
}

// Verify reads the whole log and nothing else: every hash is computed from the entries
// anew, and compared with what is on disk and with the signed checkpoint. The error is set
// only if it cannot be read at all.
func Verify(c Check) (Verdict, error) {
	open := func() (*verifier, error) { return newVerifier(c.Dir) }
	if c.Key != "" {
		open = func() (*verifier, error) { return verifierWith(c.Dir, c.Key) }
	}
	v, err := open()
	if err != nil {
		return Verdict{}, err
	}
	v.run(c)
	return v.verdict, nil
}

// newVerifier returns one that trusts the key in the folder.
func newVerifier(dir string) (*verifier, error) {
	b, err := os.ReadFile(filepath.Join(dir, publicKey))
	if err != nil {
		return nil, fault.Invalidf("%s 里没有操作记录的公钥 key.pub。", "There is no public key key.pub of a log in %s.", dir).Because(err)
	}
	v, err := verifierWith(dir, string(b))
	if err == nil && (string(b) != v.verdict.Key+"\n" || !strings.HasPrefix(v.verdict.Key, fmt.Sprintf("%s+%08x+", v.key.Name(), v.key.KeyHash()))) {
		v.find(0, publicKey, "公钥文件不是写入时的样子。", "The file of the public key is not as it was written.")
	}
	return v, err
}

func verifierWith(dir, key string) (*verifier, error) {
	v := &verifier{dir: dir}
	v.verdict.Key = strings.TrimSpace(key)
	known, err := note.NewVerifier(v.verdict.Key)
	if err != nil {
		return nil, fault.Invalidf("公钥无法识别。", "The public key cannot be read.").Because(err)
	}
	v.key, v.verdict.Origin = known, known.Name()
	return v, nil
}

// A verifier is one run over a log.
type verifier struct {
	dir     string
	key     note.Verifier
	size    int64
	root    []byte
	levels  [][][]byte // levels[k]: hashes of the whole subtrees of 256^k entries
	entries [][]byte
	verdict Verdict
}

func (v *verifier) find(place int64, file, zh, en string, args ...any) {
	v.verdict.Findings = append(v.verdict.Findings, Finding{place, file, fault.Text{ZH: fmt.Sprintf(zh, args...), EN: fmt.Sprintf(en, args...)}})
}

func (v *verifier) run(c Check) {
	swept, told := os.ReadFile(filepath.Join(v.dir, sweptName)) // before the checkpoint, which a log at work moves on meanwhile
	raw, err := os.ReadFile(filepath.Join(v.dir, layout.CheckpointPath))
	if err != nil {
		v.find(0, layout.CheckpointPath, "检查点缺失。", "The checkpoint is missing.")
		return
	}
	if v.size, v.root, err = v.checkpoint(raw); err != nil {
		v.find(0, layout.CheckpointPath, "检查点的签名或格式不对。", "The signature or the form of the checkpoint is wrong.")
		return
	}
	v.verdict.Entries, v.verdict.Root = v.size, hex.EncodeToString(v.root)
	v.readEntries()
	v.build()
	v.checkTiles()
	v.checkState()
	if told == nil {
		v.checkSwept(swept)
	}
	if int64(len(v.entries)) == v.size && !bytes.Equal(rootOf(v.levels[0]), v.root) {
		v.find(v.firstBad(), layout.CheckpointPath, "全部条目的哈希与签名的检查点不符：条目被改动、删除或调换过。",
			"The hash over all entries is not that of the signed checkpoint: entries were changed, removed or reordered.")
	}
	for i, text := range c.Earlier {
		v.checkEarlier(i, text)
	}
	for _, s := range c.Printed {
		v.checkPrinted(s)
	}
}

// checkpoint reads a signed checkpoint (https://c2sp.org/tlog-checkpoint).
func (v *verifier) checkpoint(raw []byte) (size int64, root []byte, err error) {
	n, err := note.Open(raw, note.VerifierList(v.key))
	if err != nil {
		return 0, nil, err
	}
	for _, s := range n.Sigs { // base64 leaves bits that say nothing: they are as they were written
		if _, err := base64.StdEncoding.Strict().DecodeString(s.Base64); err != nil {
			return 0, nil, err
		}
	}
	lines := strings.Split(n.Text, "\n")
	if len(lines) < 4 || lines[0] != v.key.Name() {
		return 0, nil, errors.New("not a checkpoint of this log")
	}
	size, err1 := strconv.ParseInt(lines[1], 10, 64)
	root, err2 := base64.StdEncoding.DecodeString(lines[2])
	return size, root, errors.Join(err1, err2)
}

// readEntries reads every bundle that the checkpoint implies. Earlier, shorter versions of
// a bundle that still lie about must be the beginning of it.
func (v *verifier) readEntries() {
	for from := int64(0); from < v.size; from += layout.EntryBundleWidth {
		index, part := uint64(from/layout.EntryBundleWidth), uint8(0)
		if rest := v.size - from; rest < layout.EntryBundleWidth {
			part = uint8(rest)
		}
		name := layout.EntriesPath(index, part)
		raw, err := os.ReadFile(filepath.Join(v.dir, name))
		if errors.Is(err, fs.ErrNotExist) && part > 0 { // the log has grown since: the whole bundle has them too
			name = layout.EntriesPath(index, 0)
			raw, err = os.ReadFile(filepath.Join(v.dir, name))
		}
		var b api.EntryBundle
		if err == nil {
			err = b.UnmarshalText(raw)
		}
		want := min(v.size-from, layout.EntryBundleWidth)
		if err != nil || int64(len(b.Entries)) < want {
			v.find(from+1, name, "第 %[1]d 至 %[2]d 条缺失或无法读取。", "Entries %[1]d to %[2]d are missing or cannot be read.", from+1, from+want)
			return
		}
		if part == 0 && int64(len(b.Entries)) != want {
			v.find(from+1, name, "第 %d 条之后多出了条目。", "There are more entries after entry %d than there may be.", from+want)
		}
		v.entries = append(v.entries, b.Entries[:want]...)
		v.checkParts(layout.EntriesPath(index, 1), raw, from)
	}
}

// checkParts compares earlier versions of a bundle or tile, which lie in one folder.
func (v *verifier) checkParts(one string, whole []byte, from int64) {
	folder := filepath.Dir(one)
	list, err := os.ReadDir(filepath.Join(v.dir, folder))
	if err != nil {
		return // there are none
	}
	for _, e := range list {
		name := filepath.Join(folder, e.Name())
		part, err := os.ReadFile(filepath.Join(v.dir, name))
		if errors.Is(err, fs.ErrNotExist) { // a log at work: the storage gave it its lasting name, or removed it
			continue
		}
		if err != nil || !bytes.HasPrefix(whole, part) && !bytes.HasPrefix(part, whole) { // it may be newer than the checkpoint
			v.find(from+1, name, "文件与其后的版本不一致。", "The file is not what its later version begins with.")
		}
	}
}

// build computes all hashes from the entries.
func (v *verifier) build() {
	leaves := make([][]byte, len(v.entries))
	for i, e := range v.entries {
		leaves[i] = rfc6962.DefaultHasher.HashLeaf(e)
	}
	v.levels = [][][]byte{leaves}
	for below := leaves; len(below) >= 256; {
		var next [][]byte
		for i := 0; i+256 <= len(below); i += 256 {
			next = append(next, rootOf(below[i:i+256]))
		}
		v.levels = append(v.levels, next)
		below = next
	}
}

// rootOf is the Merkle tree hash of RFC 6962 over hashes that are there.
func rootOf(hashes [][]byte) []byte {
	switch len(hashes) {
	case 0:
		return rfc6962.DefaultHasher.EmptyRoot()
	case 1:
		return hashes[0]
	}
	split := 1
	for split*2 < len(hashes) {
		split *= 2
	}
	return rfc6962.DefaultHasher.HashChildren(rootOf(hashes[:split]), rootOf(hashes[split:]))
}

// checkTiles compares every tile of hashes on disk with what the entries give.
func (v *verifier) checkTiles() {
	span := int64(1) // entries under one hash of the level
	for level, hashes := range v.levels {
		for i := 0; i < len(hashes); i += 256 {
			v.checkTile(uint64(level), uint64(i/256), hashes[i:min(i+256, len(hashes))], int64(i)*span, span)
		}
		span *= 256
	}
}

func (v *verifier) checkTile(level, index uint64, want [][]byte, from, span int64) {
	name := layout.TilePath(level, index, uint8(len(want)%256))
	raw, err := os.ReadFile(filepath.Join(v.dir, name))
	if errors.Is(err, fs.ErrNotExist) && len(want) < 256 {
		name = layout.TilePath(level, index, 0)
		raw, err = os.ReadFile(filepath.Join(v.dir, name))
	}
	if err != nil {
		v.find(from+1, name, "第 %d 条起的哈希缺失。", "The hashes from entry %d on are missing.", from+1)
		return
	}
	for i, h := range want {
		if len(raw) < (i+1)*32 || !bytes.Equal(raw[i*32:(i+1)*32], h) {
			first, last := from+int64(i)*span+1, from+int64(i+1)*span
			v.find(first, name, "第 %[1]d 至 %[2]d 条与其哈希不符：条目或哈希被改动过。", "Entries %[1]d to %[2]d are not what their hash says: the entry or the hash was changed.", first, last)
			return
		}
	}
	if len(raw) != len(want)*32 && !strings.Contains(name, ".p") && len(want) == 256 {
		v.find(from+1, name, "哈希文件的长度不对。", "The file of hashes has the wrong length.")
	}
	v.checkParts(layout.TilePath(level, index, 1), raw, from)
}

// checkState compares what the program itself believes of the log, where that was copied.
func (v *verifier) checkState() {
	const form, name = ".state/version", ".state/treeState"
	if raw, err := os.ReadFile(filepath.Join(v.dir, form)); err == nil && string(raw) != "1" {
		v.find(0, form, "日志存储格式的版本号不对。", "The version of the storage is not the one that was written.")
	}
	raw, err := os.ReadFile(filepath.Join(v.dir, name))
	if err != nil {
		return
	}
	size, root, err := treeState(raw)
	if err == nil && size > v.size { // the checkpoint follows in a moment
		ahead := &verifier{dir: v.dir, size: size}
		ahead.readEntries()
		ahead.build()
		if int64(len(ahead.entries)) != size || !bytes.Equal(rootOf(ahead.levels[0]), root) {
			err = errors.New("the entries are not there")
		}
	}
	if err != nil || size < v.size || size == v.size && !bytes.Equal(root, v.root) {
		v.find(0, name, "程序记下的日志状态与检查点不符。", "What the program noted of the log does not fit the checkpoint.")
	}
}

// sweptName is where the storage notes up to which entry it has removed earlier versions of bundles.
const sweptName = ".state/gcState"

// checkSwept looks at what stood there: the end of a whole bundle that a checkpoint covered.
func (v *verifier) checkSwept(raw []byte) {
	size, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimPrefix(string(raw), `{"fromSize":`), "}"), 10, 64)
	if err != nil || fmt.Sprintf(`{"fromSize":%d}`, size) != string(raw) || size%layout.EntryBundleWidth != 0 || size > v.size {
		v.find(0, sweptName, "日志存储的清理记录不是写入时的样子。", "What the storage notes of its upkeep is not as it was written.")
	}
}

// A treeNote is what the program notes of its log.
type treeNote struct {
	Size int64  `json:"size"`
	Root []byte `json:"root"`
}

// treeState reads how the program notes the size and the root of the log.
func treeState(raw []byte) (size int64, root []byte, err error) {
	var s treeNote
	if err := json.Unmarshal(raw, &s); err != nil {
		return 0, nil, err
	}
	if same, err := json.Marshal(s); err != nil || !bytes.Equal(same, raw) {
		return 0, nil, errors.New("not as it was written")
	}
	return s.Size, s.Root, nil
}

// firstBad is the first entry that an untouched tile disagrees with, or 0.
func (v *verifier) firstBad() int64 {
	for _, f := range v.verdict.Findings {
		if f.Place > 0 {
			return f.Place
		}
	}
	return 0
}

// checkEarlier holds the log to a checkpoint that somebody kept.
func (v *verifier) checkEarlier(i int, text string) {
	size, root, err := v.checkpoint([]byte(text))
	switch {
	case err != nil:
		v.find(0, "", "第 %d 个旧检查点不是本日志签发的。", "Earlier checkpoint %d was not signed by this log.", i+1)
	case size > int64(len(v.entries)):
		v.find(int64(len(v.entries))+1, "", "旧检查点有 %[1]d 条，现在只有 %[2]d 条：后面的条目被删除。", "An earlier checkpoint has %[1]d entries, now there are %[2]d: the last ones were removed.", size, len(v.entries))
	case !bytes.Equal(rootOf(v.levels[0][:size]), root):
		v.find(size, "", "前 %d 条与旧检查点不符：历史被改写过。", "The first %d entries do not fit an earlier checkpoint: history was rewritten.", size)
	}
}

// VerifyDatabase also compares a log with the database that it was written from: what each
// entry committed to, what the database lacks, and what it has that the log does not.
func VerifyDatabase(ctx context.Context, c Check, d *db.DB) (Verdict, error) {
	verdict, err := Verify(c)
	if err != nil {
		return verdict, err
	}
	v := &verifier{dir: c.Dir, size: verdict.Entries, verdict: verdict}
	v.readEntries()
	v.verdict.Findings = verdict.Findings // readEntries has told before what is wrong
	seen := int64(0)
	const page = 5000
	for after := int64(0); ; {
		var list []placed
		var waiting []row // as the same state of the database has them
		err := d.View(ctx, func(tx *db.Tx) (err error) {
			if list, err = placedAfter(ctx, tx, after, page); err == nil && len(list) < page {
				waiting, err = rows(ctx, tx, `WHERE place = $1 ORDER BY id`, 0)
			}
			return err
		})
		if err != nil {
			return Verdict{}, err
		}
		for _, p := range list {
			for seen+1 < p.place && seen < int64(len(v.entries)) {
				seen++
				v.find(seen, "", "数据库没有日志的第 %d 条：数据库被回退或删除过。", "The database lacks entry %d of the log: it was set back or the row was removed.", seen)
			}
			if p.place <= int64(len(v.entries)) || p.at < db.Time(d.Now().Add(-settling)) {
				v.compare(p)
			}
			seen = max(seen, p.place)
			after = p.place
		}
		if len(list) < page {
			seen = v.passUnnoted(seen, waiting)
			break
		}
	}
	if missing := int64(len(v.entries)) - seen; missing > 0 {
		v.find(seen+1, "", "数据库没有日志的第 %[1]d 至 %[2]d 条：数据库被回退或删除过。",
			"The database lacks entries %[1]d to %[2]d of the log: it was set back or the rows were removed.", seen+1, len(v.entries))
	}
	return v.verdict, nil
}

// passUnnoted returns the last of the entries behind seen whose rows wait in the database for their
// places: the log publishes an entry a moment before the database notes where it stands, and a program
// that was stopped between the two notes it when it starts again.
func (v *verifier) passUnnoted(seen int64, waiting []row) int64 {
	leaves := make(map[string]bool, len(waiting))
	for _, r := range waiting {
		leaves[string(r.leaf())] = r.salt == forgotten || r.commit() == r.commitment
	}
	for seen < int64(len(v.entries)) && leaves[string(v.entries[seen])] {
		seen++
	}
	return seen
}

func (v *verifier) compare(p placed) {
	switch {
	case p.place > int64(len(v.entries)):
		v.find(p.place, "", "日志没有数据库所说的第 %d 条：日志被截断过。", "The log has no entry %d, which the database says is there: it was cut.", p.place)
	case !bytes.Equal(v.entries[p.place-1], p.leaf()):
		v.find(p.place, "", "数据库中的第 %d 条与日志不符：数据库被改动过。", "Entry %d of the database is not that of the log: the database was changed.", p.place)
	case p.salt != forgotten && p.commit() != p.commitment:
		v.find(p.place, "", "数据库中的第 %d 条内容与其承诺不符：数据库被改动过。", "What the database says of entry %d is not what it committed to: the database was changed.", p.place)
	}
}

// settling is how long after an act its checkpoint is published at the latest, while the
// program runs.
const settling = time.Minute

type placed struct {
	row
	place int64
}

func placedAfter(ctx context.Context, tx *db.Tx, after int64, limit int) ([]placed, error) {
	found, err := tx.Query(ctx, `SELECT id, at, actor, verb, object, office, detail, salt, commitment, place
		FROM audit_outbox WHERE place > $1 ORDER BY place LIMIT $2`, after, limit)
	if err != nil {
		return nil, fmt.Errorf("read the outbox: %w", err)
	}
	defer found.Close()
	var list []placed
	for found.Next() {
		var r placed
		if err := found.Scan(&r.id, &r.at, &r.actor, &r.verb, &r.object, &r.office, &r.detail, &r.salt, &r.commitment, &r.place); err != nil {
			return nil, fmt.Errorf("read the outbox: %w", err)
		}
		list = append(list, r)
	}
	return list, found.Err()
}
