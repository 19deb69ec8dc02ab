package law

import (
	"fmt"
	"strings"

	"github.com/mingjian/mingjian/fault"
)

// Caution returns what must be known before the article is cited: that its version was
// replaced, and by which, or that nobody has compared it with an official text. It is
// false if there is nothing to say.
func (r Register) Caution(a Article) (fault.Text, bool) {
	cite := a.Cite()
	switch newest, _ := r.Newest(a.Law); {
	case a.Status == Unverified:
		return fault.Text{
			ZH: fmt.Sprintf("%s未与官方文本核对；来源：%s。", cite.ZH, a.Source.ZH),
			EN: fmt.Sprintf("%s is not compared with an official text; source: %s.", cite.EN, a.Source.EN),
		}, true
	case newest.Version > a.Version:
		return fault.Text{
			ZH: fmt.Sprintf("%s已由 %s 版取代%s，只适用于此前的案件；请核对新版的条文序号。", cite.ZH, newest.Version, a.until().ZH),
			EN: fmt.Sprintf("%s is replaced by the version of %s%s and holds for earlier cases only; check the number of the article in the new version.", cite.EN, newest.Version, a.until().EN),
		}, true
	case a.Replaced.ZH != "":
		return fault.Text{ZH: cite.ZH + "：" + a.Replaced.ZH, EN: cite.EN + ": " + a.Replaced.EN}, true
	case a.To != "":
		return fault.Text{
			ZH: fmt.Sprintf("%s已失效%s，登记簿中没有取代它的版本。", cite.ZH, a.until().ZH),
			EN: fmt.Sprintf("%s is repealed%s; the register has no version that replaces it.", cite.EN, a.until().EN),
		}, true
	}
	return fault.Text{}, false
}

// until says the last day in force, if it is known.
func (v Edition) until() fault.Text {
	if v.To == "" {
		return fault.Text{}
	}
	return fault.Text{ZH: fmt.Sprintf("（施行至 %s）", v.To), EN: fmt.Sprintf(" (in force until %s)", v.To)}
}

// Absent says why the register has no such article: whether it is the law, the version
// or the article that it does not have, and what it has instead.
func (r Register) Absent(law, version, article string) fault.Text {
	var versions []string
	for _, v := range r.laws {
		if v.Law == law {
			versions = append(versions, v.Version)
		}
	}
	if len(versions) == 0 {
		return r.absentLaw(law)
	}
	if all := r.Articles(law, version); len(all) > 0 {
		if all[0].Status == Unverified {
			return absentUnverified(all, article)
		}
		first, last := all[0].Number, all[len(all)-1].Number
		return fault.Text{
			ZH: fmt.Sprintf("《%s》（%s）没有第 %s 条；登记簿中有第 %s 至 %s 条", law, version, article, first, last),
			EN: fmt.Sprintf("%s (%s) has no art. %s; the register has arts. %s to %s", law, version, article, first, last),
		}
	}
	return fault.Text{
		ZH: fmt.Sprintf("法律登记簿中没有《%s》的 %s 版；有：%s", law, version, strings.Join(versions, "、")),
		EN: fmt.Sprintf("the register has no version %s of %s; it has %s", version, law, strings.Join(versions, ", ")),
	}
}

func (r Register) absentLaw(law string) fault.Text {
	t := fault.Text{
		ZH: fmt.Sprintf("法律登记簿中没有《%s》（用 mingjian law list 查看全部）", law),
		EN: fmt.Sprintf("the register has no law called %s (see mingjian law list)", law),
	}
	if like := r.Find(law); len(like) > 0 {
		t.ZH += "；是否指《" + like[0].Law + "》"
		t.EN += "; do you mean " + like[0].Law
	}
	return t
}

func absentUnverified(all []Article, article string) fault.Text {
	var numbers []string
	for _, a := range all {
		numbers = append(numbers, a.Number)
	}
	return fault.Text{
		ZH: fmt.Sprintf("登记簿中没有《%s》（%s）的文本，第 %s 条也无人核实；可以引用（未核对）的有第 %s 条", all[0].Law, all[0].Version, article, strings.Join(numbers, "、")),
		EN: fmt.Sprintf("the register has no text of %s (%s), and nobody vouches for art. %s; arts. %s can be cited, unverified", all[0].Law, all[0].Version, article, strings.Join(numbers, ", ")),
	}
}
