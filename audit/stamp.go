package audit

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"github.com/mingjian/mingjian/fault"
)

// stampDigits is how many hexadecimal digits of the root stand on paper: 80 bits, which
// nobody can hit with another history.
const stampDigits = 20

// A Stamp is a state of the log short enough to be printed on a paper and typed again: how
// many entries it had and how the hash over them all begins. Whoever holds the paper can tell
// later whether the log still begins with those entries.
type Stamp struct {
	Origin string // name of the log; not needed to check
	Size   int64
	Root   string // its first hexadecimal digits
}

// StampOf returns the stamp of a checkpoint; false if there is none yet.
func StampOf(checkpoint string) (Stamp, bool) {
	lines := strings.Split(checkpoint, "\n")
	if len(lines) < 3 {
		return Stamp{}, false
	}
	size, err1 := strconv.ParseInt(lines[1], 10, 64)
	root, err2 := base64.StdEncoding.DecodeString(lines[2])
	if err1 != nil || err2 != nil || size < 1 {
		return Stamp{}, false
	}
	digits := hex.EncodeToString(root)
	return Stamp{lines[0], size, digits[:min(stampDigits, len(digits))]}, true
}

// String is the stamp as it is printed: 1234-3f2a-91c0-77ab-12de-90aa.
func (s Stamp) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d", s.Size)
	for i := 0; i < len(s.Root); i += 4 {
		b.WriteString("-" + s.Root[i:min(i+4, len(s.Root))])
	}
	return b.String()
}

// Says is the line that stands on papers, in Chinese as they are.
func (s Stamp) Says() string {
	return fmt.Sprintf("操作记录检查点：%s（%s；核对：mingjian audit verify --printed %[1]s）", s, s.Origin)
}

// ParseStamp reads a stamp as it was printed.
func ParseStamp(printed string) (s Stamp, err error) {
	number, digits, _ := strings.Cut(strings.TrimSpace(printed), "-")
	s.Size, err = strconv.ParseInt(number, 10, 64)
	s.Root = strings.ToLower(strings.NewReplacer("-", "", " ", "").Replace(digits))
	if _, bad := hex.DecodeString(s.Root); err != nil || bad != nil || s.Size < 1 || len(s.Root) < stampDigits || len(s.Root) > 64 {
		return Stamp{}, fault.Invalidf("“%[1]s”不是印在文书上的检查点；写成 1234-3f2a-91c0-77ab-12de-90aa，照文书抄写，一位不少。",
			"%[1]q is no checkpoint as it stands on papers; write 1234-3f2a-91c0-77ab-12de-90aa, every digit as printed.", printed)
	}
	return s, nil
}

// checkPrinted holds the log to a stamp that stands on a paper.
func (v *verifier) checkPrinted(s Stamp) {
	if s.Size > int64(len(v.entries)) {
		v.find(int64(len(v.entries))+1, "", "文书上的检查点有 %[1]d 条，现在只有 %[2]d 条：后面的条目被删除，或者文书不是出自这一日志。",
			"The checkpoint on the paper has %[1]d entries, now there are %[2]d: the last ones were removed, or the paper is of another log.", s.Size, len(v.entries))
		return
	}
	if root := hex.EncodeToString(rootOf(v.levels[0][:s.Size])); !bytes.HasPrefix([]byte(root), []byte(s.Root)) {
		v.find(s.Size, "", "前 %d 条与文书上的检查点不符：历史被改写过，或者文书不是出自这一日志。",
			"The first %d entries do not fit the checkpoint on the paper: history was rewritten, or the paper is of another log.", s.Size)
	}
}
