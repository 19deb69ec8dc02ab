package main

import (
	"bytes"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/data/table"
	"github.com/mingjian/mingjian/fault"
)

// A named is what a person said of one column: which field it is and in what unit.
type named struct {
	Field string `yaml:"field"` // - for none
	Unit  string `yaml:"unit"`
}

// UnmarshalYAML reads a field alone, or a field with its unit.
func (n *named) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind == yaml.ScalarNode {
		n.Field = node.Value
		return nil
	}
	type plain named
	return node.Decode((*plain)(n))
}

// readMap reads the columns that a person named, by heading.
func readMap(b []byte) (map[string]named, error) {
	columns := map[string]named{}
	d := yaml.NewDecoder(bytes.NewReader(b))
	d.KnownFields(true)
	if err := d.Decode(&columns); err != nil && !errors.Is(err, io.EOF) {
		return nil, fault.Invalidf("列对照表读不懂；每行写“列名: 字段”，或“列名: {field: 字段, unit: 单位}”，不要的列写“列名: -”。",
			"The map of columns cannot be read; write \"heading: field\" a line, or \"heading: {field: name, unit: unit}\", and \"heading: -\" for a column to leave out.").Because(err)
	}
	for heading, n := range columns {
		if n.Field == "" {
			return nil, fault.Invalidf("列对照表里“%s”没有写字段。", "The map of columns names no field for %q.", heading)
		}
	}
	return columns, nil
}

// mapped returns what the columns of a sheet are: as the person said, else as recognised.
func mapped(s standard.Standard, sheet table.Sheet, by map[string]named) lake.MappedSheet {
	m := lake.MappedSheet{Sheet: sheet}
	taken := map[string]bool{}
	for _, h := range sheet.Headings {
		taken[by[strings.TrimSpace(h)].Field] = true
	}
	for i, c := range recognised(s, sheet) {
		if n, ok := by[strings.TrimSpace(sheet.Headings[i])]; ok {
			c = lake.Column{Heading: c.Heading, Field: strings.TrimPrefix(n.Field, "-"), Unit: n.Unit, Score: 1,
				Reason: fault.Text{ZH: "由人指定", EN: "named by a person"}}
		} else if taken[c.Field] {
			c.Field = "" // a person gave the field to another column
		}
		m.Columns = append(m.Columns, c)
	}
	return m
}

// unused lists the headings of a map that no sheet has: most likely misspelt.
func unused(by map[string]named, sheets []lake.MappedSheet) (headings []string) {
	for _, h := range slices.Sorted(maps.Keys(by)) {
		if !slices.ContainsFunc(sheets, func(s lake.MappedSheet) bool {
			return slices.ContainsFunc(s.Headings, func(has string) bool { return strings.TrimSpace(has) == h })
		}) {
			headings = append(headings, h)
		}
	}
	return headings
}

// samples returns the first cells of each column.
func samples(sheet table.Sheet) [][]string {
	const rows = 200
	all, n := make([][]string, len(sheet.Headings)), 0
	for row, err := range sheet.Rows {
		if err != nil {
			continue
		}
		for i := range min(len(all), len(row.Cells)) {
			all[i] = append(all[i], row.Cells[i].Text)
		}
		if n++; n == rows {
			break
		}
	}
	return all
}

// recognised returns what the columns of a sheet seem to be.
func recognised(s standard.Standard, sheet table.Sheet) []lake.Column {
	return columnsOf(standard.Match(s, sheet.Headings, samples(sheet)))
}

func columnsOf(matched []standard.Matched) (columns []lake.Column) {
	for _, m := range matched {
		columns = append(columns, lake.Column{Heading: m.Heading, Field: m.Field, Score: m.Score, Reason: m.Reason})
	}
	return columns
}
