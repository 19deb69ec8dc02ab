package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/data/record/source"
	"github.com/mingjian/mingjian/fault"
)

type maskCmd struct {
	Paths   []string `arg:"" optional:"" help:"${parse_paths}"`
	Out     string   `help:"${mask_out}" placeholder:"DIR" type:"path"`
	Convert bool     `help:"${convert}"`
}

// Run writes copies in which nobody can be recognised, in the order of the input, using all
// cores: one JSON line a document, or one file each in the folder --out. It needs no home. A
// copy that cannot be vouched for is not written; its document is named on standard error.
// The exit code is 1 only if nothing could be written.
func (c *maskCmd) Run(a *app) error {
	paths := c.Paths
	if len(paths) == 0 {
		paths = []string{"-"}
	}
	var to copies = lineCopies{bufio.NewWriterSize(a.term.out, 1<<20)}
	if c.Out != "" {
		folder, err := newFolderCopies(c.Out)
		if err != nil {
			return err
		}
		to = folder
	}
	bar := a.progress(a.pick("已处理", "masked"))
	tally := newMaskTally()
	err := eachInOrder(a.ctx, a.documents(paths, c.Convert, bar), each(maskOne), func(d maskedDocument, bad *source.Unread) error {
		switch {
		case bad != nil:
			tally.unread++
			bar.clear()
			a.complain(*bad)
			return nil
		case len(d.copy.Doubts) > 0:
			tally.heldBack++
			bar.clear()
			a.holdBack(d)
			return nil
		}
		tally.add(d.copy)
		bar.set(int64(tally.written))
		return to.write(d)
	})
	bar.clear()
	if closeErr := to.close(); err == nil {
		err = closeErr
	}
	tally.print(a.term.err, a.lang)
	if err == nil && tally.written == 0 {
		err = fault.Invalidf("没有写出任何文书。", "no document was written.")
	}
	return err
}

// A maskedDocument is the copy of one document.
type maskedDocument struct {
	id     string // as the copy may show it
	source string // where the document was found
	copy   record.MaskedCopy
}

// maskOne makes the copy of one document. The id may be the name of a file, and so name the
// parties.
func maskOne(doc source.Document) (maskedDocument, error) {
	c := record.Mask(record.Parse(doc.ID, doc.Text), doc.Text)
	return maskedDocument{c.Conceal(doc.ID), doc.Source, c}, nil
}

// holdBack names a document whose copy is not written.
func (a *app) holdBack(d maskedDocument) {
	why := make([]string, len(d.copy.Doubts))
	for i, doubt := range d.copy.Doubts {
		why[i] = doubtText(doubt).In(a.lang)
	}
	fmt.Fprintln(a.term.err, a.pick("未写出：", "not written: ")+d.source+a.pick("：", ": ")+strings.Join(why, a.pick("；", "; "))+a.pick("。", "."))
}

// doubtText says why a copy cannot be vouched for.
func doubtText(d record.Doubt) fault.Text {
	switch d {
	case record.DoubtParties:
		return fault.Text{ZH: "没有读到当事人，不知道该隐去谁", EN: "no party was found, so whom to hide is not known"}
	case record.DoubtUnreadable:
		return fault.Text{ZH: "有无法识别的字符，可能属于姓名", EN: "some characters cannot be read and may belong to a name"}
	case record.DoubtName:
		return fault.Text{ZH: "姓名的位置上不是姓名", EN: "what stands where a name should is none"}
	}
	return fault.Text{ZH: "副本中仍可能有姓名或号码", EN: "the copy may still show a name or a number"}
}

// A maskTally counts what became of the documents and what was hidden in the copies.
type maskTally struct {
	written, heldBack, unread int
	otherwise                 int // copies that read otherwise
	persons                   int
	hidden                    map[string]int
}

func newMaskTally() *maskTally { return &maskTally{hidden: map[string]int{}} }

func (t *maskTally) add(c record.MaskedCopy) {
	t.written++
	t.persons += c.Persons
	if c.Otherwise {
		t.otherwise++
	}
	for kind, n := range c.Hidden {
		t.hidden[kind] += n
	}
}

// print says how much was hidden of each kind, the most frequent first; numbers only.
func (t *maskTally) print(w io.Writer, lang string) {
	in := func(zh, en string) string { return fault.Text{ZH: zh, EN: en}.In(lang) }
	fmt.Fprintf(w, in("写出 %d 份，存疑未写出 %d 份，未读取 %d 处；隐去 %d 人。\n", "%d written, %d held back in doubt, %d not read; %d persons hidden.\n"),
		t.written, t.heldBack, t.unread, t.persons)
	if t.otherwise > 0 {
		fmt.Fprintf(w, in("其中 %d 份的副本读出的内容与原文不同。\n", "%d of the copies are read otherwise than their documents.\n"), t.otherwise)
	}
	kinds := slices.SortedFunc(maps.Keys(t.hidden), func(x, y string) int {
		return cmp.Or(t.hidden[y]-t.hidden[x], strings.Compare(x, y))
	})
	for _, kind := range kinds {
		fmt.Fprintf(w, in("  %s %d 处\n", "  %s: %d\n"), hiddenText(kind).In(lang), t.hidden[kind])
	}
}

// hiddenText names a kind of what is hidden.
func hiddenText(kind string) fault.Text {
	known := map[string]fault.Text{
		record.HidName:        {ZH: "姓名", EN: "names"},
		record.HidBirth:       {ZH: "出生月日", EN: "days of birth"},
		record.HidAddress:     {ZH: "住址", EN: "addresses"},
		record.IDResident:     {ZH: "公民身份号码", EN: "resident IDs"},
		record.IDCredit:       {ZH: "统一社会信用代码", EN: "unified social credit codes"},
		record.IDMobile:       {ZH: "手机号码", EN: "mobile numbers"},
		record.IDLandline:     {ZH: "固定电话", EN: "landline numbers"},
		record.IDBank:         {ZH: "银行账号、卡号", EN: "bank accounts and cards"},
		record.IDPlate:        {ZH: "车牌号", EN: "number plates"},
		record.IDEmail:        {ZH: "电子邮箱", EN: "e-mail addresses"},
		record.IDPassport:     {ZH: "护照", EN: "passports"},
		record.IDPermit:       {ZH: "通行证", EN: "travel permits"},
		record.IDOrganisation: {ZH: "组织机构代码", EN: "organisation codes"},
		record.IDWeChat:       {ZH: "微信号", EN: "WeChat accounts"},
		record.IDQQ:           {ZH: "QQ号", EN: "QQ accounts"},
		record.IDAlipay:       {ZH: "支付宝账号", EN: "Alipay accounts"},
		record.IDOnline:       {ZH: "网络账号", EN: "online accounts"},
		record.IDLicence:      {ZH: "执业证号", EN: "practice licences"},
		record.IDDeed:         {ZH: "权属证书编号", EN: "property deeds"},
	}
	if t, ok := known[kind]; ok {
		return t
	}
	return fault.Text{ZH: kind, EN: kind}
}

// copies is where masked copies are written.
type copies interface {
	write(maskedDocument) error
	close() error
}

// lineCopies writes one JSON line a copy.
type lineCopies struct{ w *bufio.Writer }

func (l lineCopies) write(d maskedDocument) error {
	line, err := json.Marshal(struct {
		ID   string `json:"id"`
		Text string `json:"text"`
	}{d.id, d.copy.Text})
	if err != nil {
		return fmt.Errorf("encode the copy of %s: %w", d.source, err)
	}
	_, err = l.w.Write(append(line, '\n'))
	return err
}

func (l lineCopies) close() error { return l.w.Flush() }
