package draft

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/mingjian/mingjian/detect/backtest"
	"github.com/mingjian/mingjian/fault"
)

// Workbook returns the annex as a workbook in a language, zh or en.
func (x Annex) Workbook(language string) ([]byte, error) {
	b := &book{file: excelize.NewFile(), language: language, next: map[string]int{}}
	defer b.file.Close() //nolint:errcheck // it lives in memory
	b.about(x)
	b.figures(x.Report)
	b.months(x.Report)
	b.findings(x)
	b.levels(x.Report)
	b.courts(x.Report)
	var out bytes.Buffer
	if b.err == nil {
		b.err = b.file.Write(&out)
	}
	if b.err != nil {
		return nil, fmt.Errorf("write the workbook of a test: %w", b.err)
	}
	return out.Bytes(), nil
}

// A book is a workbook being written. The first error stays.
type book struct {
	file     *excelize.File
	language string
	sheet    string
	next     map[string]int // row written last, by sheet
	err      error
}

func (b *book) say(zh, en string) string { return b.in(fault.Text{ZH: zh, EN: en}) }

func (b *book) in(t fault.Text) string {
	if b.language == "en" {
		return t.EN
	}
	return t.ZH
}

// open begins a sheet with the words over its columns, zh and en in turn.
func (b *book) open(zh, en string, columns ...string) {
	b.sheet = b.say(zh, en)
	if len(b.next) == 0 {
		b.keep(b.file.SetSheetName("Sheet1", b.sheet))
	} else {
		_, err := b.file.NewSheet(b.sheet)
		b.keep(err)
	}
	b.next[b.sheet] = 0
	var head []any
	for i := 0; i+1 < len(columns); i += 2 {
		head = append(head, b.say(columns[i], columns[i+1]))
	}
	if len(head) > 0 {
		b.add(head...)
	}
}

// add writes one line. Texts stay texts: a name that begins with = is no formula.
func (b *book) add(cells ...any) {
	b.next[b.sheet]++
	for i, c := range cells {
		at, err := excelize.CoordinatesToCellName(i+1, b.next[b.sheet])
		b.keep(err)
		if c != nil && b.err == nil {
			b.keep(b.file.SetCellValue(b.sheet, at, c))
		}
	}
}

func (b *book) keep(err error) {
	if b.err == nil {
		b.err = err
	}
}

func (b *book) about(x Annex) {
	r := x.Report
	b.open("计划", "Plan")
	against := b.say("不对照", "nothing")
	if r.Against != nil {
		against = fmt.Sprintf("%s v%d", r.Against.Model, r.Against.Version)
	}
	b.add(b.say("模型", "Model"), b.in(r.Title), fmt.Sprintf("%s v%d", r.Model, r.Version))
	b.add(b.say("草稿", "Draft"), x.Draft, b.say(fmt.Sprintf("回测第 %d 稿，现为第 %d 稿（%s）", x.Tested, x.Version, x.State.In().ZH), fmt.Sprintf("version %d tested, version %d now (%s)", x.Tested, x.Version, x.State.In().EN)))
	b.add(b.say("起草人", "Written by"), x.Maker)
	b.add(b.say("回测人", "Tested by"), x.By, x.Started.Format(time.DateTime))
	b.add(b.say("对照", "Compared with"), against)
	b.add(b.say("数据快照", "Snapshot"), r.Snapshot)
	b.add(b.say("月份", "Months"), r.From+" – "+r.To, len(r.Months))
	b.add(b.say("文书公开滞后（天）", "Days until a document is known"), r.Lag)
	b.add(b.say("用时（秒）", "Seconds it took"), r.Cost.Seconds)
	for _, in := range r.Inputs {
		b.add(b.say("数据", "Data"), b.in(in.Title), in.Known, b.say(fmt.Sprintf("共 %d 行，无日期 %d 行", in.Rows, in.Undated), fmt.Sprintf("of %d rows, %d undated", in.Rows, in.Undated)))
	}
	for _, p := range r.Parameters {
		b.add(b.say("参数", "Parameter"), b.in(p.Title), p.Value, b.in(backtest.UnitText(p.Unit)), p.ID)
	}
	b.add(b.say("姓名", "Names"), b.say("自然人和群体只留姓氏，说明句不列", "of persons and groups the family name; sentences are left out"))
	b.add(b.say("性质", "What it is"), b.say("命中是查看的理由，不是结论", "a finding is a reason to look, never a verdict"))
	b.add(b.say("检查点", "Checkpoint"), x.Stamp)
	for _, n := range r.Notes {
		b.add(b.say("须注意", "Bear in mind"), b.in(n))
	}
}

func (b *book) figures(r backtest.Report) {
	b.open("结果", "Result", "指标", "Figure", "数", "Count", "分母", "Of", "比率", "Rate", "下限（95%）", "Low, 95 %", "上限", "High")
	b.add(b.say("期末命中", "Found at the end"), r.Standing)
	if r.Against != nil {
		b.add(b.say("新增", "Gained"), r.Against.Gained.Count)
		b.add(b.say("减少", "Lost"), r.Against.Lost.Count)
		b.add(b.say("共同命中", "Found by both"), r.Against.Both.Count)
	}
	b.decided(b.say("草稿", "draft"), r.Decided)
	if r.Against != nil {
		b.decided(b.say("对照", "compared with"), r.Against.Decided)
	}
	b.add(b.say("每条线索分钟数", "Minutes a clue"), r.Effort.Minutes, b.in(r.Effort.Source))
	b.add(b.say("首月积存工时", "Hours for the first month"), r.Effort.Backlog)
	b.add(b.say("月均工时", "Hours a month"), r.Effort.Monthly)
	b.add(b.say("最忙的月工时", "Hours in the busiest month"), r.Effort.Busiest)
}

func (b *book) decided(whose string, d *backtest.Decided) {
	if d == nil {
		b.add(b.say("准确率：", "Precision: ")+whose, nil, 0, b.say("尚无已决线索和标注", "nothing is decided or marked"))
		return
	}
	for _, x := range []struct {
		zh, en string
		share  backtest.Share
	}{
		{"准确率（命中且已判断者中属实）：", "Precision (right, of those found and judged): ", d.Precision},
		{"查全（属实者中命中）：", "Recall (found, of those right): ", d.Kept},
		{"不属实者中不再命中：", "Dropped (not found, of those wrong): ", d.Dropped},
		{"与人的判断一致：", "Agreement: ", d.Agreement},
	} {
		if s := x.share; s.Of > 0 {
			b.add(b.say(x.zh, x.en)+whose, s.Count, s.Of, s.Value, s.Low, s.High)
		} else {
			b.add(b.say(x.zh, x.en)+whose, s.Count, s.Of)
		}
	}
	b.add(b.say("其中标注：", "Of them labels: ")+whose, d.Labels)
	b.add(b.say("命中而无人判断：", "Found, judged by nobody: ")+whose, d.Undecided)
}

func (b *book) months(r backtest.Report) {
	b.open("逐月", "Months", "月末", "As of", "新命中", "New", "在列", "Standing", "不再命中", "Gone", "新增", "Gained", "减少", "Lost", "首月", "First month")
	for _, m := range r.Months {
		var first any
		if m.First {
			first = b.say("是", "yes")
		}
		b.add(m.AsOf, m.New, m.Standing, m.Gone, m.Gained, m.Lost, first)
	}
}

func (b *book) findings(x Annex) {
	labels := map[string]Label{}
	for _, l := range x.Labels {
		labels[l.Subject] = l
	}
	b.open("新增与减少", "Gained and lost", "类别", "Side", "主体", "Subject", "编号", "Id", "风险系数", "Risk", "案件", "Cases", "主要理由", "Main reasons",
		"线索处理", "Clue decided", "标注", "Label", "标注人", "By", "时间", "At", "起草人本人", "By the writer")
	side := func(name string, s backtest.Side) {
		for _, e := range s.Examples {
			line := []any{name, e.Subject.Name, e.Subject.ID, e.Risk, e.Cases, b.reasons(e.Reasons), b.in(Verdict(e.Decided).In())}
			if l, ok := labels[e.Subject.ID]; ok {
				line = append(line, b.in(l.Verdict.In()), l.By, l.At.Format(time.DateTime))
				if l.Own {
					line = append(line, b.say("是", "yes"))
				}
			}
			b.add(line...)
		}
		if n := s.Count - len(s.Examples); n > 0 {
			b.add(name, b.say(fmt.Sprintf("另有 %d 条未列出，列出的风险最高", n), fmt.Sprintf("%d more are not listed; those listed are of the greatest risk", n)))
		}
	}
	if v := x.Report.Against; v != nil {
		side(b.say("新增", "gained"), v.Gained)
		side(b.say("减少", "lost"), v.Lost)
	}
	side(b.say("示例", "example"), backtest.Side{Count: len(x.Report.Examples), Examples: x.Report.Examples})
}

func (b *book) reasons(list []backtest.Reason) string {
	var out []string
	for _, r := range list {
		out = append(out, fmt.Sprintf("%s +%.2f（%g %s ≥ %g）", b.in(r.Title), r.Share, r.Value, b.in(backtest.UnitText(r.Unit)), r.Threshold))
	}
	if b.language == "en" {
		return strings.NewReplacer("（", " (", "）", ")").Replace(strings.Join(out, "; "))
	}
	return strings.Join(out, "；")
}

func (b *book) levels(r backtest.Report) {
	b.open("阈值", "Thresholds", "风险系数不低于", "Risk at least", "期末命中", "Found at the end", "首月积存工时", "Hours for the first month", "月均工时", "Hours a month",
		"准确率", "Precision", "属实", "Right", "已判断", "Judged", "查全", "Recall", "仍命中", "Found", "属实总数", "Right in all")
	for _, l := range r.Levels {
		line := []any{l.Least, l.Standing, l.Backlog, l.Monthly}
		for _, s := range []backtest.Share{l.Precision, l.Kept} {
			var rate any
			if s.Of > 0 {
				rate = s.Value
			}
			line = append(line, rate, s.Count, s.Of)
		}
		b.add(line...)
	}
}

func (b *book) courts(r backtest.Report) {
	b.open("各法院", "Courts", "法院（按名称，不是排名）", "Court, by name: no ranking", "新命中", "New", "占命中", "Of findings", "占文书", "Of documents", "离散度（1 为随机）", "Dispersion, 1 at random", "备注", "Note")
	for _, c := range r.Courts {
		var few any
		if c.Few {
			few = b.say("太少，不足以判断", "too few to tell")
		}
		b.add(c.Court, c.New, c.Share, c.Documents, c.Dispersion, few)
	}
}
