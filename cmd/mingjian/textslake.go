package main

import "github.com/mingjian/mingjian/fault"

// textsOfLake is every sentence of the commands about registers and the lake, by key.
func textsOfLake() map[string]fault.Text {
	return map[string]fault.Text{
		"import.table":        {ZH: "导入其他部门的登记数据（CSV、XLSX、JSON、Parquet）。", EN: "Import files of another agency's register (CSV, XLSX, JSON, Parquet)."},
		"import.id":           {ZH: "导入批次，见 mingjian lake log。", EN: "Import, as mingjian lake log lists it."},
		"table.standard":      {ZH: "数据标准的名称，例如 insurance_payment 或 社会保险缴费；导入时可写 auto 自动识别。", EN: "Name of the standard, for example insurance_payment; auto to recognise it at import."},
		"table.files":         {ZH: "文件；每个文件是一个导入批次。", EN: "Files; each is an import of its own."},
		"table.map":           {ZH: "列对照表（YAML，每行“列名: 字段”或“列名: {field: 字段, unit: 单位}”，不要的列写“列名: -”）。", EN: "Map of columns (YAML, a line \"heading: field\" or \"heading: {field: name, unit: unit}\" each, \"heading: -\" to leave out)."},
		"table.sheet":         {ZH: "只导入这个工作表（可重复）。", EN: "Import this sheet only (repeatable)."},
		"table.mends":         {ZH: "此文件改正该批次的文件：隔离区中位置相同、内容大体相同的行随之移出。", EN: "The file corrects that of this import: rows in quarantine that stand in the same place and are much the same leave it."},
		"table.dry":           {ZH: "只试读前面的行，不导入。", EN: "Try the first rows only, import nothing."},
		"retain":              {ZH: "保存到哪一天；到期的批次由 mingjian lake due 列出。", EN: "Day until which the data is kept; mingjian lake due lists what is past it."},
		"by":                  {ZH: "经手人。", EN: "Who does it."},
		"look.purpose":        {ZH: "查看、导出的目的，记入操作记录。", EN: "What it is looked at for; it is recorded."},
		"reason":              {ZH: "理由，留存备查。", EN: "Reason, which is kept."},
		"export":              {ZH: "导出数据湖中的数据。", EN: "Export from the lake."},
		"export.table":        {ZH: "导出登记数据为 CSV，列名为标准的中文名。", EN: "Export a register as CSV with the Chinese titles of its standard as headings."},
		"export.out":          {ZH: "写入文件，默认标准输出。", EN: "Write to this file instead of standard output."},
		"quarantine":          {ZH: "隔离区：导入时因故搁置的行。", EN: "Quarantine: rows that an import put aside."},
		"quarantine.list":     {ZH: "列出隔离的行和原因。", EN: "List the rows and why they are there."},
		"quarantine.export":   {ZH: "导出隔离的行（原列名，另加原因），改正后重新导入。", EN: "Export the rows under their own headings, with the reason, to be corrected and imported again."},
		"quarantine.drop":     {ZH: "放弃隔离的行，写明理由。", EN: "Give rows up, with a reason."},
		"quarantine.import":   {ZH: "只看这个导入批次。", EN: "Only this import."},
		"quarantine.standard": {ZH: "只看这个数据标准。", EN: "Only this standard."},
		"quarantine.file":     {ZH: "CSV 文件。", EN: "CSV file."},
		"quarantine.rows":     {ZH: "隔离编号；不写则为该批次的全部。", EN: "Rows (q-…); all of the import if none is named."},
		"quality":             {ZH: "数据质量和覆盖情况：缺失、不合格、重复、缺期缺单位。", EN: "Quality and coverage: what is missing, invalid, twice, and which periods and agencies never came."},
		"quality.standard":    {ZH: "数据标准；不写则列出全部登记数据的覆盖情况。", EN: "Standard; without one, the coverage of all registers."},
		"quality.import":      {ZH: "只看这个导入批次。", EN: "Only this import."},
		"lake":                {ZH: "数据湖：导入记录、到期数据、删除。", EN: "The lake: imports, what is past its time, forgetting."},
		"lake.log":            {ZH: "列出全部导入批次及其授权。", EN: "List all imports and by what right they are here."},
		"lake.due":            {ZH: "列出超过保存期限的导入批次。", EN: "List the imports that are past their time."},
		"lake.forget":         {ZH: "从所有快照中永久删除一个导入批次的数据。", EN: "Remove what came with an import from all snapshots, for good."},
		"lake.yes":            {ZH: "不再询问。", EN: "Do not ask."},
	}
}
