package pack

import (
	"fmt"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/fault"
)

// Lacks returns, one sentence each, what the standards of this office do not have that
// the model needs: a data set, a field, or a field of the right type.
func (m Manifest) Lacks(lib standard.Library) (lacks []fault.Text) {
	add := func(zh, en string, args ...any) {
		lacks = append(lacks, fault.Text{ZH: fmt.Sprintf(zh, args...), EN: fmt.Sprintf(en, args...)})
	}
	for _, n := range m.Needs {
		s, ok := lib[n.Standard]
		if !ok {
			add("缺少数据标准 %[1]s（%[2]s）；其定义见包内 contract/%[1]s.json，可写成 standards/%[1]s.yaml", "the standard %[1]s (%[3]s) is missing; contract/%[1]s.json in the package describes it, and standards/%[1]s.yaml can hold it", n.Standard, n.Title.ZH, n.Title.EN)
			continue
		}
		for _, f := range n.Fields {
			switch have, ok := s.Field(f.Name); {
			case !ok:
				add("数据标准 %[1]s 缺少字段 %[2]s（%[3]s）", "the standard %[1]s has no field %[2]s (%[4]s)", n.Standard, f.Name, f.Title.ZH, f.Title.EN)
			case have.Type != f.Type:
				add("数据标准 %s 的字段 %s 应为 %s，本院为 %s", "the field %[2]s of the standard %[1]s must be of type %[3]s and is %[4]s here", n.Standard, f.Name, f.Type, have.Type)
			}
		}
	}
	return lacks
}

// Differs returns, one sentence each, which standards have another version here than the
// one for which the model was made. The model may still be right: Lacks tells.
func (m Manifest) Differs(lib standard.Library) (differs []fault.Text) {
	for _, n := range m.Needs {
		if s, ok := lib[n.Standard]; ok && s.Version != n.Version {
			differs = append(differs, fault.Text{
				ZH: fmt.Sprintf("数据标准 %s：模型按第 %d 版编写，本院为第 %d 版", n.Standard, n.Version, s.Version),
				EN: fmt.Sprintf("standard %s: the model was made for version %d, here it is version %d", n.Standard, n.Version, s.Version),
			})
		}
	}
	return differs
}
