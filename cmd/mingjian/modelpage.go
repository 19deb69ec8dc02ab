package main

import (
	"fmt"
	"strings"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/fault"
)

// branches are the branches of the procuratorate in the order of the page of models.
func branches() []struct {
	id    string
	title fault.Text
} {
	return []struct {
		id    string
		title fault.Text
	}{
		{"civil", fault.Text{ZH: "民事检察", EN: "Civil"}},
		{"criminal", fault.Text{ZH: "刑事执行检察", EN: "Criminal and execution"}},
		{"administrative", fault.Text{ZH: "行政检察", EN: "Administrative"}},
		{"public-interest", fault.Text{ZH: "公益诉讼检察", EN: "Public interest"}},
	}
}

// modelsMarkdown writes the page of the models that come with the program.
func modelsMarkdown(list []models.Model, lib standard.Library) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# 监督模型 · Models\n\nWritten by `make models`; do not edit. %d models. Each is a folder of "+
		"[detect/models/library](../detect/models/library) with its rule card, its cases and its versions; what they get right and wrong "+
		"is in [accuracy.md](accuracy.md).\n", len(list))
	for _, branch := range branches() {
		fmt.Fprintf(&b, "\n## %s · %s\n\n| 模型 | 监督点 | 数据 | 法律依据 | 用例 |\n|---|---|---|---|---|\n", branch.title.ZH, branch.title.EN)
		for _, m := range list {
			if m.Branch == branch.id {
				fmt.Fprintf(&b, "| **%s** %s<br>[`%s`](../detect/models/library/%s/model.yaml) v%d | %s<br>%s | %s | %s | %d |\n",
					m.Title.ZH, m.Title.EN, m.ID, m.ID, m.Version, m.Point.ZH, m.Point.EN, strings.Join(inputTitles(m, lib), "、"), basisLine(m), len(m.Cases))
			}
		}
	}
	return b.String()
}

// printModelsPage prints the page of the models that come with the program.
func (a *app) printModelsPage() error {
	lib, err := standard.Load()
	if err != nil {
		return err
	}
	var list []models.Model
	for m, err := range models.All() {
		if err != nil {
			return err
		}
		list = append(list, m)
	}
	_, err = fmt.Fprint(a.term.out, modelsMarkdown(list, lib))
	return err
}

// inputTitles names the data sets that a model reads; the parts of a court document are
// the document.
func inputTitles(m models.Model, lib standard.Library) (titles []string) {
	documents := false
	for _, name := range m.Inputs {
		switch s := lib[name]; s.Kind {
		case standard.Register:
			titles = append(titles, s.Title.ZH)
		case standard.Reading:
			documents = true
		}
	}
	if documents {
		titles = append([]string{"裁判文书"}, titles...)
	}
	return titles
}

func basisLine(m models.Model) string {
	var list []string
	for _, x := range m.Basis {
		list = append(list, x.Law+" "+x.Article)
	}
	return strings.Join(list, "；")
}
