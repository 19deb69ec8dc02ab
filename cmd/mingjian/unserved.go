package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/fault"
)

// namedModels is how many models a sentence about a missing column names.
const namedModels = 4

// unserved says of each field that a delivery was expected to have and has not which models look
// at it, and so find less in these records or nothing.
func unserved(lib standard.Library, s standard.Standard, missing []string) (says []fault.Text, err error) {
	if len(missing) == 0 {
		return nil, nil
	}
	var readers []models.Model
	for m, err := range models.All() {
		if err != nil {
			return nil, err
		}
		if slices.Contains(m.Inputs, s.Name) {
			readers = append(readers, m)
		}
	}
	for _, name := range missing {
		f, _ := s.Field(name)
		var zh, en []string
		for _, m := range readers {
			if models.ReadsField(m, lib, s.Name, name) {
				zh, en = append(zh, m.Title.ZH), append(en, m.Title.EN)
			}
		}
		says = append(says, withoutColumn(f, zh, en))
	}
	return says, nil
}

func withoutColumn(f standard.Field, zh, en []string) fault.Text {
	text := fault.Text{
		ZH: fmt.Sprintf("没有“%s”列，记录照常导入，该项为空", f.Title.ZH),
		EN: fmt.Sprintf("there is no column for %q: the records are kept without it", f.Title.EN),
	}
	if len(zh) == 0 {
		return fault.Text{ZH: text.ZH + "；没有模型用到它。", EN: text.EN + "; no model reads it."}
	}
	more := fault.Text{}
	if n := len(zh); n > namedModels {
		more = fault.Text{ZH: fmt.Sprintf("等%d个", n), EN: fmt.Sprintf(" and %d more", n-namedModels)}
		zh, en = zh[:namedModels], en[:namedModels]
	}
	return fault.Text{
		ZH: text.ZH + "；" + strings.Join(zh, "、") + more.ZH + "模型要看该项，在这些记录中查不出或者查不全。",
		EN: text.EN + "; these models look at it and find less in them or nothing: " + strings.Join(en, ", ") + more.EN + ".",
	}
}
