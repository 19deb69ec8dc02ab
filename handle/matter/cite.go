package matter

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// Cite writes articles one after the other, those that follow each other in one law as a
// range: 第六十二条至第七十条.
func Cite(laws law.Register, articles []law.Ref) fault.Text {
	var zh, en []string
	for len(articles) > 0 {
		n := 1
		for n < len(articles) && follows(articles[n-1], articles[n]) {
			n++
		}
		run := articles[:n]
		if n < 3 {
			run = articles[:1]
		}
		first := laws.Cite(run[0])
		if last := run[len(run)-1]; len(run) > 1 {
			first.ZH += "至" + heading(laws, last)
			first.EN += "–" + last.Article
		}
		zh, en = append(zh, first.ZH), append(en, first.EN)
		articles = articles[len(run):]
	}
	return fault.Text{ZH: strings.Join(zh, "、"), EN: strings.Join(en, "; ")}
}

// follows reports whether b is the article after a.
func follows(a, b law.Ref) bool {
	m, err1 := strconv.Atoi(a.Article)
	n, err2 := strconv.Atoi(b.Article)
	return err1 == nil && err2 == nil && a.Law == b.Law && a.Version == b.Version && n == m+1
}

func heading(laws law.Register, r law.Ref) string {
	if a, ok := laws.Get(r.Law, r.Version, r.Article); ok {
		return a.Heading()
	}
	return fmt.Sprintf("第 %s 条", r.Article)
}
