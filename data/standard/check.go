package standard

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mingjian/mingjian/fault"
)

var fieldName = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// A checker looks at one draft.
type checker struct {
	*loader
	d *draft
}

// check reports everything that is wrong with a draft in itself.
func (l *loader) check(d *draft) {
	c := checker{l, d}
	c.card()
	c.coverage()
	c.fieldList()
	c.mentionList()
	c.tieList()
	c.oneOfList()
	c.lackList()
	c.signList()
	c.headings()
	c.known()
}

// must notes a fault in a part of the draft unless ok.
func (c checker) must(ok bool, part, zh, en string, args ...any) {
	if !ok {
		c.fault(cmp.Or(c.d.from[part], c.d.file), c.d.line(part), zh, en, args...)
	}
}

func both(t fault.Text) bool { return t.ZH != "" && t.EN != "" }

func (c checker) card() {
	d := c.d
	c.must(fieldName.MatchString(d.Name), "name", "名称“%s”须为小写英文", "name %q must be lower-case words", d.Name)
	c.must(d.Version > 0, "version", "版本须从 1 起", "version must be 1 or more")
	c.must(both(d.Title), "title", "标题须有中文和英文", "title needs zh and en")
	_, known := Owners()[d.Owner]
	c.must(known, "owner", "没有数据所属单位“%s”", "there is no owner %q", d.Owner)
	c.must(slices.Contains([]Kind{Reading, Register, Result}, d.Kind), "kind", "没有种类“%s”", "there is no kind %q", d.Kind)
	c.must(len(d.Fields) > 0, "fields", "没有字段", "there are no fields")
	if d.Kind == Register {
		c.must(both(d.Note), "note", "说明须有中文和英文", "note needs zh and en")
	}
}

func (c checker) coverage() {
	v := c.d.Coverage
	if v == nil {
		return
	}
	c.must(c.isDate(v.Date), "coverage", "覆盖的日期字段“%s”不存在或不是日期", "coverage: %q is no date field", v.Date)
	c.must(slices.Contains([]string{"month", "quarter", "year"}, v.Every), "coverage", "覆盖的周期“%s”须为 month、quarter 或 year", "coverage: every is %q, not month, quarter or year", v.Every)
	_, ok := c.d.Field(v.By)
	c.must(v.By == "" || ok, "coverage", "覆盖的分组字段“%s”不存在", "coverage: there is no field %q", v.By)
	c.must(v.Days >= 0, "coverage", "覆盖的天数不能为负", "coverage: days must not be negative")
}

func (c checker) isDate(name string) bool {
	f, ok := c.d.Field(name)
	return ok && f.Type == TypeDate
}

func (c checker) fieldList() {
	seen := map[string]bool{}
	for _, f := range c.d.Fields {
		part := "fields " + f.Name
		c.must(fieldName.MatchString(f.Name) && !seen[f.Name], part, "字段名“%s”不是小写英文或重复", "field name %q is not a lower-case word or stands twice", f.Name)
		seen[f.Name] = true
		c.must(c.d.Kind != Register || !isProvenance(f), part, "字段“%s”由导入自动填写", "field %s is filled by the import", f.Name)
		c.field(f, part)
		c.bounds(f, part)
		c.words(f, part)
	}
}

func (c checker) field(f Field, part string) {
	c.must(both(f.Title), part, "字段“%s”：标题须有中文和英文", "field %s: title needs zh and en", f.Name)
	c.must(slices.Contains([]Type{TypeText, TypeInteger, TypeNumber, TypeBoolean, TypeDate}, f.Type), part, "字段“%s”：没有类型“%s”", "field %s: unknown type %q", f.Name, f.Type)
	c.must(slices.Contains([]Sensitivity{Public, Personal, Sensitive}, f.Sensitivity), part, "字段“%s”：没有敏感级别“%s”", "field %s: unknown sensitivity %q", f.Name, f.Sensitivity)
	c.must(f.Format == "" || slices.Contains(formats()[f.Type], f.Format), part, "字段“%s”：类型 %s 没有格式“%s”", "field %s: %s has no format %q", f.Name, f.Type, f.Format)
	if f.Unit != "" {
		_, known := Units()[f.Unit]
		c.must(known, part, "字段“%s”：没有单位“%s”", "field %s: unknown unit %q", f.Name, f.Unit)
		c.must(f.Type == TypeNumber || f.Type == TypeInteger, part, "字段“%s”：只有数值才有单位", "field %s: only numbers have a unit", f.Name)
	}
	for _, other := range f.Instead {
		_, stands := c.d.Field(other)
		c.must(stands && f.Derived == "", part, "字段“%s”：instead 中的“%s”不存在", "field %s: instead: there is no field %q", f.Name, other)
	}
	begun, ok := c.d.Field(f.Ends)
	c.must(f.Ends == "" || ok && f.Format == FormatPeriodTo && begun.Format == FormatPeriodFrom, part, "字段“%s”：ends 只能由 period_to 指向 period_from 字段", "field %s: ends leads from a period_to to a period_from", f.Name)
	c.must(c.d.Kind != Register || !f.Key || f.Required || f.Usual, part, "字段“%s”：主键须必填或者常有", "field %s: a key must be required or usual", f.Name)
	c.or(f, part)
	c.must(!f.Titled || len(f.Words) > 0, part, "字段“%s”：只有代码字段才可由标题说明", "field %s: only codes can be told by a title", f.Name)
	c.told(f, part)
	c.must(f.Derived == "" || !f.Key && !f.Required, part, "字段“%s”：计算得出的字段不能必填", "field %s: what is derived cannot be required", f.Name)
}

// or checks what may stand in the place of a field that is required.
func (c checker) or(f Field, part string) {
	c.must(len(f.Or) == 0 || f.Required, part, "字段“%s”：只有必填字段才写 or", "field %s: or is for what is required", f.Name)
	c.must(!f.Usual || !f.Required && f.Derived == "", part, "字段“%s”：usual 不能与必填并用，也不能用于计算得出的字段", "field %s: what is usual is neither required nor derived", f.Name)
	for _, name := range f.Or {
		other, known := c.d.Field(name)
		c.must(known && other.Derived == "" && name != f.Name, part, "字段“%s”：or 中的“%s”不存在或不由文件提供", "field %s: or: %q is no other field of a file", f.Name, name)
	}
}

// told checks where and as what a value is looked for in texts.
func (c checker) told(f Field, part string) {
	kind, ok := Sayings()[f.As]
	c.must((f.As == "") == (len(f.ToldIn) == 0) && (f.As == "" || ok && kind == f.Type), part, "字段“%s”：told_in 与 as 须同时写明，as“%s”须适合字段的类型", "field %s: told_in and as go together, and as %q must suit its type", f.Name, f.As)
	c.must(f.As == "" || !f.Required && !f.Key, part, "字段“%s”：必填字段不能从文字中读取", "field %s: what is required is not looked for in texts", f.Name)
	for _, name := range f.ToldIn {
		source, known := c.d.Field(name)
		c.must(known && (source.Type == TypeText || f.As == "state" || f.As == "sum") && source.Derived == "", part, "字段“%s”：told_in 中的“%s”不是文本字段", "field %s: told_in: %q is no text field", f.Name, name)
	}
}

// bounds checks that least and most are values of the type of f, in their order.
func (c checker) bounds(f Field, part string) {
	value := func(s string) (v float64, ok bool) {
		switch {
		case s == "":
			return 0, true
		case f.Type == TypeDate && s == "today":
			return float64(1 << 40), true
		case f.Type == TypeDate:
			t, err := time.Parse(time.DateOnly, s)
			return float64(t.Unix()), err == nil
		case f.Type == TypeNumber || f.Type == TypeInteger:
			v, err := strconv.ParseFloat(s, 64)
			return v, err == nil
		}
		return 0, false
	}
	least, okLeast := value(f.Least)
	most, okMost := value(f.Most)
	c.must(okLeast, part, "字段“%s”：下限“%s”不是%s的值", "field %s: least %q is no %s", f.Name, f.Least, f.Type)
	c.must(okMost, part, "字段“%s”：上限“%s”不是%s的值", "field %s: most %q is no %s", f.Name, f.Most, f.Type)
	c.must(f.Least == "" || f.Most == "" || !okLeast || !okMost || least <= most, part, "字段“%s”：下限大于上限", "field %s: least is more than most", f.Name)
}

// words checks the codes of f: each once, called in both languages, and no way of writing
// that means two codes.
func (c checker) words(f Field, part string) {
	means, rests := map[string]string{}, 0
	for _, w := range f.Words {
		if w.Rest {
			rests++
		}
		c.must(len(w.Parts) == 0 || f.Type == TypeText || f.Type == TypeBoolean, part, "字段“%s”：只有文字和是否的取值有 parts", "field %s: only words of texts and of yes or no have parts", f.Name)
		c.must(!w.Rest || f.Type == TypeText, part, "字段“%s”：只有文字的取值有 rest", "field %s: only words of texts have rest", f.Name)
		c.must(rests < 2, part, "字段“%s”：只能有一个取值写 rest", "field %s: only one word can be the rest", f.Name)
		c.must(w.Code != "" && both(w.Title), part, "字段“%s”的取值“%s”须有代码和中英文名称", "field %s: the word for %q needs code, zh and en", f.Name, w.Code)
		c.must(f.Type != TypeBoolean || w.Code == "true" || w.Code == "false", part, "字段“%s”：是否类的取值只能是 true、false", "field %s: a boolean has the codes true and false, not %q", f.Name, w.Code)
		c.must(len(f.Codes) == 0 || slices.Contains(f.Codes, w.Code), part, "字段“%s”的取值“%s”不在代码中", "field %s: %q is not among its codes", f.Name, w.Code)
		for _, way := range append([]string{w.Code, w.Title.ZH}, w.Aliases...) {
			other, taken := means[way]
			c.must(!taken || other == w.Code, part, "字段“%s”的写法“%s”既是 %s 又是 %s", "field %s: %q is both %s and %s", f.Name, way, other, w.Code)
			means[way] = w.Code
		}
	}
	c.must(len(f.Words) == 0 || f.Type == TypeText || f.Type == TypeBoolean, part, "字段“%s”：只有文字和是否类有取值", "field %s: only text and booleans have words", f.Name)
}

func (c checker) mentionList() {
	seen, entities := map[string]bool{}, map[string]bool{}
	for _, m := range c.d.Mentions {
		part := "mentions " + m.Name
		c.must(m.Name != "" && !seen[m.Name], part, "主体名“%s”为空或重复", "mention name %q is empty or stands twice", m.Name)
		c.must(both(m.Title), part, "主体“%s”：标题须有中文和英文", "mention %s: title needs zh and en", m.Name)
		kind, isField := c.d.Field(m.Kind)
		c.must(m.Kind == "person" || m.Kind == "organisation" || isField && kind.Type == TypeText, part, "主体“%s”：种类“%s”须为 person、organisation 或一个字段", "mention %s: kind %q is not person, organisation or a field", m.Name, m.Kind)
		entity, ok := c.d.Field(m.Entity)
		c.must(ok && entity.Derived == "linkage" && !entities[m.Entity], part, "主体“%s”：“%s”须为只属于它的 derived: linkage 字段", "mention %s: %q must be a field of its own with derived: linkage", m.Name, m.Entity)
		seen[m.Name], entities[m.Entity] = true, true
		c.traits(m, part)
	}
	for _, f := range c.d.Fields {
		c.must(f.Derived != "linkage" || entities[f.Name] || c.d.Kind != Register, "fields "+f.Name, "字段“%s”不属于任何主体", "field %s is the entity of no mention", f.Name)
	}
}

func (c checker) traits(m Mention, part string) {
	card, ok := c.d.Field(m.Card)
	number, _ := c.d.Field(m.By[TraitNumber])
	c.must(m.Card == "" || ok && card.Format == FormatAccount && number.Format == FormatAccount, part, "主体“%s”：卡号字段“%s”和账号字段的格式须为 account", "mention %s: the card %q and its number must have the format account", m.Name, m.Card)
	c.must(m.By[TraitName] != "", part, "主体“%s”：须有 name", "mention %s: name is missing", m.Name)
	for _, trait := range slices.Sorted(maps.Keys(m.By)) {
		f, ok := c.d.Field(m.By[trait])
		fit, known := told()[trait]
		c.must(known, part, "主体“%s”：没有特征“%s”", "mention %s: unknown trait %q", m.Name, trait)
		c.must(ok, part, "主体“%s”：没有字段“%s”", "mention %s: there is no field %q", m.Name, m.By[trait])
		right := f.Format == "" || slices.Contains(fit, f.Format)
		if trait == TraitBornOn {
			right = f.Type == TypeDate
		}
		c.must(!ok || !known || right && (f.Type == TypeText || trait == TraitBornOn), part, "主体“%s”：字段“%s”不能说明 %s", "mention %s: field %s cannot tell %s", m.Name, f.Name, trait)
	}
}

func (c checker) tieList() {
	mentioned := func(name string) bool {
		return slices.ContainsFunc(c.d.Mentions, func(m Mention) bool { return m.Name == name })
	}
	for i, t := range c.d.Ties {
		part := fmt.Sprintf("ties %d", i)
		_, known := TieKinds()[t.Kind]
		f, isField := c.d.Field(t.Kind)
		c.must(known || isField && f.Type == TypeText && len(f.Words) > 0, part, "没有关系“%s”", "there is no tie %q", t.Kind)
		shared, ok := c.d.Field(t.Within)
		home, isPlace := c.d.Field(t.Else)
		c.must(t.Else == "" || t.Within != "" && isPlace && home.Format == FormatAddress, part, "户的住址字段“%s”不是住址，或者没有 within", "tie: else %q is no address, or there is no within", t.Else)
		c.must(t.Within == "" || isField && ok && shared.Type == TypeText, part, "户的字段“%s”不是文本字段，或者关系不是字段", "tie: %q is no text field, or the kind is no field", t.Within)
		for _, name := range []string{t.From, t.To} {
			c.must(mentioned(name), part, "关系的一方“%s”不是主体", "tie: %q is no mention", name)
		}
		for _, name := range []string{t.Since, t.Until} {
			c.must(name == "" || c.isDate(name), part, "关系的日期“%s”不是日期字段", "tie: %q is no date field", name)
		}
	}
}

// headings checks that no heading of a register means two fields.
func (c checker) headings() {
	if c.d.Kind != Register {
		return
	}
	means := map[string]string{}
	for _, f := range c.d.Fields {
		if f.Derived != "" {
			continue
		}
		for _, word := range append([]string{f.Title.ZH}, f.Aliases...) {
			folded := fold(word)
			other, taken := means[folded]
			c.must(folded != "", "fields "+f.Name, "字段“%s”的别名“%s”没有字", "field %s: the alias %q has no letters", f.Name, word)
			c.must(!taken || other == f.Name, "fields "+f.Name, "别名“%s”既是字段“%s”又是字段“%s”", "alias %q is given to the fields %s and %s", word, other, f.Name)
			means[folded] = f.Name
		}
	}
}

// signList checks by which values a register is told from others.
func (c checker) signList() {
	for i, s := range c.d.Signs {
		part := fmt.Sprintf("signs %d", i)
		f, ok := c.d.Field(s.Field)
		c.must(ok && f.Type == TypeText, part, "signs 中的字段“%s”不是文本字段", "signs: %q is no text field", s.Field)
		c.must(len(s.Holds)+len(s.Never) > 0, part, "signs 须写 holds 或者 never", "signs needs holds or never")
	}
}

// oneOfList checks the fields of which a file must have one.
func (c checker) oneOfList() {
	for _, name := range c.d.OneOf {
		f, ok := c.d.Field(name)
		c.must(ok && f.Derived == "", "one_of", "one_of 中的字段“%s”不存在", "one_of: there is no field %q", name)
	}
}

// lackList checks what is said of a delivery without some fields.
func (c checker) lackList() {
	for i, l := range c.d.Lacks {
		part := fmt.Sprintf("lacks %d", i)
		c.must(len(l.Fields) > 0 && both(l.Says), part, "lacks 须有字段和中英文说明", "lacks needs fields and what to say in zh and en")
		for _, name := range l.Fields {
			_, ok := c.d.Field(name)
			c.must(ok, part, "lacks 中的字段“%s”不存在", "lacks: there is no field %q", name)
		}
	}
}

// references checks that the standards which a draft refers to exist.
func (l *loader) references(d *draft) {
	c := checker{l, d}
	for _, f := range d.Fields {
		_, ok := l.lib[f.Refers]
		c.must(f.Refers == "" || ok, "fields "+f.Name, "字段“%s”引用的标准“%s”不存在", "field %s refers to unknown standard %q", f.Name, strings.TrimSpace(f.Refers))
	}
}
