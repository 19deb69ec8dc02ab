package stats

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

// MostRows is how many rows of one set a workbook holds at most; it says where there are more.
const MostRows = 2000

// A Book is how a workbook is made.
type Book struct {
	Language string // zh or en
	Masked   bool   // names of persons and of matters are hidden
	Stamp    string // checkpoint of the log of acts, which stands on it
}

// Workbook returns the figures as a workbook: the numbers, what each means, and the rows behind
// them.
func (s *Service) Workbook(ctx context.Context, by access.Account, q Query, b Book) (r Report, content []byte, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		list, at, err := s.scope(ctx, tx, by, access.ExportFigures, q)
		if err != nil {
			return err
		}
		if r, err = s.report(ctx, tx, list, at); err != nil {
			return err
		}
		w := workbook{file: excelize.NewFile(), book: b}
		defer w.file.Close() //nolint:errcheck // it lives in memory
		w.numbers(r, list[0].Name)
		for _, set := range usedSets() {
			if err := s.exportRows(ctx, tx, by, list, at, &w, set); err != nil {
				return err
			}
		}
		content, err = w.bytes()
		return err
	})
	return r, content, err
}

// usedSets are the sets that a figure counts, in their order.
func usedSets() (ids []string) {
	for _, f := range Figures() {
		for _, id := range []string{f.Numerator, f.Denominator} {
			if id != "" && !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

func (s *Service) exportRows(ctx context.Context, tx *db.Tx, by access.Account, list []access.Procuratorate, at place, w *workbook, set string) error {
	wish := Wish{Set: set, Limit: MaxLimit}
	for n := 0; ; {
		p, err := s.rows(ctx, tx, by, list, at, wish)
		if err != nil {
			return err
		}
		for _, r := range p.Items {
			if n++; n > MostRows {
				w.add(rowsSheet, set, w.say(fault.Text{ZH: fmt.Sprintf("只列出最近 %d 行，其余请在页面上查看", MostRows), EN: fmt.Sprintf("the newest %d rows; see the page for the others", MostRows)}))
				return nil
			}
			w.row(set, r)
		}
		if wish.Cursor = p.Next; wish.Cursor == "" {
			return nil
		}
	}
}

// A workbook is one being written. The first error stays.
type workbook struct {
	file *excelize.File
	book Book
	next map[string]int // row to be written, by sheet
	err  error
}

// sheet names, by what is on them.
type sheet int

const (
	aboutSheet sheet = iota
	figureSheet
	partSheet
	modelSheet
	officeSheet
	procedureSheet
	meaningSheet
	rowsSheet
)

func (w *workbook) title(s sheet) string {
	return w.say([]fault.Text{{ZH: "说明", EN: "About"}, {ZH: "指标", EN: "Figures"}, {ZH: "漏斗与存量", EN: "Funnel and ages"}, {ZH: "模型", EN: "Models"}, {ZH: "各院", EN: "Offices"},
		{ZH: "流程统计", EN: "Procedures"}, {ZH: "口径", EN: "Definitions"}, {ZH: "明细", EN: "Rows"}}[s])
}

func (w *workbook) say(t fault.Text) string {
	if w.book.Language == "en" {
		return t.EN
	}
	return t.ZH
}

func (w *workbook) words(list ...fault.Text) []any {
	out := make([]any, len(list))
	for i, t := range list {
		out[i] = w.say(t)
	}
	return out
}

// add writes one line. Texts stay texts: a name that begins with = is no formula.
func (w *workbook) add(s sheet, cells ...any) {
	if w.err != nil {
		return
	}
	name := w.title(s)
	if w.next == nil {
		w.next = map[string]int{}
		w.err = w.file.SetSheetName("Sheet1", w.title(aboutSheet))
	}
	if w.next[name] == 0 && s != aboutSheet && w.err == nil {
		_, w.err = w.file.NewSheet(name)
	}
	w.next[name]++
	for i, c := range cells {
		at, err := excelize.CoordinatesToCellName(i+1, w.next[name])
		if err == nil && c != nil {
			err = w.file.SetCellValue(name, at, c)
		}
		if w.err == nil {
			w.err = err
		}
	}
}

func (w *workbook) bytes() ([]byte, error) {
	var b bytes.Buffer
	if w.err == nil {
		w.err = w.file.Write(&b)
	}
	if w.err != nil {
		return nil, fmt.Errorf("write the workbook of figures: %w", w.err)
	}
	return b.Bytes(), nil
}

// rate is a share as a number, or nothing where none is given.
func rate(n Number) any {
	if n.Rate == nil {
		return nil
	}
	return *n.Rate
}

func (w *workbook) numbers(r Report, office string) {
	w.about(r, office)
	w.figures(r)
	w.add(partSheet, w.words(fault.Text{ZH: "部分", EN: "Part"}, fault.Text{ZH: "内容", EN: "What"}, fault.Text{ZH: "数量", EN: "Rows"})...)
	for _, x := range []struct {
		says  fault.Text
		parts []Part
	}{{fault.Text{ZH: "线索漏斗", EN: "Funnel"}, r.Funnel}, {fault.Text{ZH: "未决线索", EN: "Clues not decided"}, r.ClueAges}, {fault.Text{ZH: "未结案件", EN: "Open matters"}, r.MatterAges}} {
		for _, p := range x.parts {
			w.add(partSheet, w.say(x.says), w.say(p.Says), p.Rows)
		}
	}
	w.add(modelSheet, w.words(fault.Text{ZH: "模型", EN: "Model"}, fault.Text{ZH: "发现", EN: "Found"}, fault.Text{ZH: "决定", EN: "Decided"}, fault.Text{ZH: "不成立", EN: "Dismissed"},
		fault.Text{ZH: "似是而非", EN: "Look-alikes"}, fault.Text{ZH: "属实", EN: "Right"}, fault.Text{ZH: "可判断", EN: "Judged"}, fault.Text{ZH: "属实率", EN: "Yield"}, fault.Text{ZH: "上期属实率", EN: "Yield before"})...)
	for _, m := range r.Models {
		w.add(modelSheet, w.say(m.Title), m.Found, m.Decided, m.Dismissed, m.LookAlike, m.Yield.Numerator, m.Yield.Denominator, rate(m.Yield), rate(m.Before))
	}
	w.add(officeSheet, w.words(fault.Text{ZH: "区划代码", EN: "Division"}, fault.Text{ZH: "院", EN: "Office"}, fault.Text{ZH: "发现线索", EN: "Clues found"}, fault.Text{ZH: "受理立案", EN: "Matters opened"},
		fault.Text{ZH: "提出监督", EN: "Remedies"}, fault.Text{ZH: "逾期期限", EN: "Overdue"})...)
	for _, d := range r.Divisions {
		w.add(officeSheet, d.Division, d.Name, d.Found, d.Opened, d.Remedied, d.Overdue)
	}
	w.add(procedureSheet, w.words(fault.Text{ZH: "流程", EN: "Procedure"}, fault.Text{ZH: "统计项", EN: "Statistic"}, fault.Text{ZH: "本期", EN: "Now"}, fault.Text{ZH: "上期", EN: "Before"},
		fault.Text{ZH: "分母", EN: "Denominator"}, fault.Text{ZH: "本期分母", EN: "Denominator now"}, fault.Text{ZH: "同期比率", EN: "Same-period rate"},
		fault.Text{ZH: "本期金额（元）", EN: "Amount now, yuan"}, fault.Text{ZH: "上期金额（元）", EN: "Amount before, yuan"})...)
	for _, k := range r.Procedures {
		for _, x := range k.Statistics {
			line := []any{w.say(k.Title), w.say(x.Title), x.Now.Numerator, x.Before.Numerator, w.say(x.OfTitle), x.Now.Denominator, rate(x.Now)}
			if x.Sums {
				line = append(line, x.Amount, x.AmountWas)
			}
			w.add(procedureSheet, line...)
		}
	}
	w.add(rowsSheet, w.words(fault.Text{ZH: "统计集", EN: "Set"}, fault.Text{ZH: "日期", EN: "Day"}, fault.Text{ZH: "院", EN: "Office"}, fault.Text{ZH: "名称", EN: "Name"}, fault.Text{ZH: "案号", EN: "Number"},
		fault.Text{ZH: "模型或流程", EN: "Model or procedure"}, fault.Text{ZH: "现状", EN: "Stands"}, fault.Text{ZH: "备注", EN: "Note"}, fault.Text{ZH: "编号", EN: "Id"})...)
}

func (w *workbook) about(r Report, office string) {
	hidden := fault.Text{ZH: "自然人姓名只留姓氏，案件只列案号", EN: "of persons the family name, of matters the number alone"}
	if !w.book.Masked {
		hidden = fault.Text{ZH: "未隐去姓名", EN: "names are not hidden"}
	}
	for _, line := range []struct {
		says  fault.Text
		value any
	}{
		{fault.Text{ZH: "院", EN: "Office"}, office},
		{fault.Text{ZH: "计入的院", EN: "Offices counted"}, len(r.Offices)},
		{fault.Text{ZH: "周期", EN: "Period"}, r.Window.From.String() + " – " + r.Window.To.String()},
		{fault.Text{ZH: "截止日", EN: "As of"}, r.Window.AsOf.String()},
		{fault.Text{ZH: "上期同段", EN: "Before, the same stretch"}, r.Before.From.String() + " – " + r.Before.end().String()},
		{fault.Text{ZH: "去年同段", EN: "A year earlier"}, r.YearBefore.From.String() + " – " + r.YearBefore.end().String()},
		{fault.Text{ZH: "小分母", EN: "Small denominators"}, w.say(fault.Text{ZH: fmt.Sprintf("分母小于 %d 的不计算百分比", r.Least), EN: fmt.Sprintf("no rate of a denominator smaller than %d", r.Least)})},
		{fault.Text{ZH: "排名", EN: "Rankings"}, w.say(fault.Text{ZH: "本表只描述情况，各院按区划代码排列，不作排名，不设目标值", EN: "these figures describe; offices stand by code, nothing is ranked, there are no targets"})},
		{fault.Text{ZH: "姓名", EN: "Names"}, w.say(hidden)},
		{fault.Text{ZH: "检查点", EN: "Checkpoint"}, w.book.Stamp},
	} {
		w.add(aboutSheet, w.say(line.says), line.value)
	}
}

func (w *workbook) figures(r Report) {
	w.add(figureSheet, w.words(fault.Text{ZH: "指标", EN: "Figure"}, fault.Text{ZH: "分子", EN: "Numerator"}, fault.Text{ZH: "分母", EN: "Denominator"}, fault.Text{ZH: "比率", EN: "Rate"},
		fault.Text{ZH: "上期分子", EN: "Numerator before"}, fault.Text{ZH: "上期分母", EN: "Denominator before"}, fault.Text{ZH: "上期比率", EN: "Rate before"}, fault.Text{ZH: "变化", EN: "Change"},
		fault.Text{ZH: "去年分子", EN: "Numerator a year earlier"}, fault.Text{ZH: "去年分母", EN: "Denominator a year earlier"}, fault.Text{ZH: "去年比率", EN: "Rate a year earlier"}, fault.Text{ZH: "较去年变化", EN: "Change in a year"})...)
	w.add(meaningSheet, w.words(fault.Text{ZH: "指标", EN: "Figure"}, fault.Text{ZH: "分子", EN: "Numerator"}, fault.Text{ZH: "分子统计集", EN: "Set above"}, fault.Text{ZH: "分母", EN: "Denominator"},
		fault.Text{ZH: "分母统计集", EN: "Set below"}, fault.Text{ZH: "口径", EN: "Cohort"}, fault.Text{ZH: "来源", EN: "Source"})...)
	for _, f := range r.Figures {
		line := []any{w.say(f.Title)}
		for _, x := range []struct {
			n      Number
			change *float64
			first  bool
		}{{f.Now, nil, true}, {f.Before, f.Change, false}, {f.YearBefore, f.YearChange, false}} {
			var below any
			if f.Form != Count {
				below = x.n.Denominator
			}
			line = append(line, x.n.Numerator, below, rate(x.n))
			if !x.first {
				line = append(line, change(x.change))
			}
		}
		w.add(figureSheet, line...)
		w.add(meaningSheet, w.say(f.Title), w.say(f.NumeratorSays), f.Numerator, w.say(f.DenominatorSays), f.Denominator, w.say(f.Cohort), w.say(f.Source))
	}
}

func change(d *float64) any {
	if d == nil {
		return nil
	}
	return *d
}

func (w *workbook) row(set string, r Row) {
	if w.book.Masked {
		r = r.masked()
	}
	if r.Withheld {
		r.Name = w.say(fault.Text{ZH: "（须回避，不列出）", EN: "(withheld: you are tied to a party)"})
	}
	w.add(rowsSheet, set, r.Day.String(), r.OfficeName, r.Name, r.Number, w.say(r.Sort), w.say(r.Stands), w.say(r.Note), r.Of)
}
