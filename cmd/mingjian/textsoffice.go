package main

import "github.com/mingjian/mingjian/fault"

// textsOfOffice is every sentence of the commands that run an office's installation, by key.
func textsOfOffice() map[string]fault.Text {
	return map[string]fault.Text{
		"access":          {ZH: "权限。", EN: "Who may do what."},
		"access.matrix":   {ZH: "输出权限表和权限规则（Markdown）。", EN: "Print the table of who may do what, and the policy, as Markdown."},
		"office":          {ZH: "院的设置：层级和隶属。", EN: "The tree of offices."},
		"office.put":      {ZH: "新增或修改一个院。", EN: "Add an office or change one."},
		"office.list":     {ZH: "列出本院和下级院。", EN: "List the office and those below it."},
		"office.id":       {ZH: "院的代号。", EN: "Id of the office."},
		"office.name":     {ZH: "院名。", EN: "Its name."},
		"office.level":    {ZH: "层级：national 最高检、provincial 省级、city 市级、county 县级。", EN: "Level: national, provincial, city or county."},
		"office.division": {ZH: "行政区划代码（GB/T 2260）。", EN: "Division code (GB/T 2260)."},
		"office.parent":   {ZH: "上级院的代号。", EN: "Id of the office above."},
		"user.office":     {ZH: "所在院的代号。", EN: "Id of the office."},
		"user.department": {ZH: "部门；联络员填所在单位。", EN: "Department; of a liaison, the agency."},
	}
}
