package main

import (
	"fmt"
	"path/filepath"

	"github.com/mingjian/mingjian/law"
)

// checkCalendar says which holiday notices deadlines are counted with, and which is due.
// A year without its notice is not ill: its deadlines say so themselves.
func checkCalendar(a *app) (string, error) {
	cal, err := law.OpenCalendar(filepath.Join(a.home, "calendar"))
	if err != nil {
		return "", err
	}
	years := cal.Years()
	says := fmt.Sprintf(a.pick("有 %d 至 %d 年的放假通知", "the holiday notices of %d to %d"), years[0], years[len(years)-1])
	for _, y := range cal.Missing(law.DateOf(a.now())) {
		says += fmt.Sprintf(a.pick("；缺 %d 年的通知，公布后请放入数据目录的 calendar/%[1]d.yaml", "; that of %d is missing: when it is published, put it into calendar/%[1]d.yaml of the home"), y)
	}
	return says, nil
}
