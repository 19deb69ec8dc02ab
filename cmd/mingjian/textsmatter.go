package main

import "github.com/mingjian/mingjian/fault"

// textsOfMatters is every sentence of the commands about procedures and matters, by key.
func textsOfMatters() map[string]fault.Text {
	return map[string]fault.Text{
		"procedure":         {ZH: "办案流程。", EN: "Procedures by which matters are handled."},
		"procedure.list":    {ZH: "列出办案流程。", EN: "List the procedures."},
		"procedure.show":    {ZH: "显示一个办案流程：步骤、期限、规则及其依据。", EN: "Show one procedure: steps, deadlines, rules with their articles."},
		"procedure.check":   {ZH: "检查办案流程，一次列出全部问题及其行号。", EN: "Check procedures; every fault at once, with its line."},
		"procedure.test":    {ZH: "运行办案流程自带的用例。", EN: "Run the cases that procedures bring."},
		"procedure.schema":  {ZH: "输出办案流程文件的 JSON Schema，供编辑器使用。", EN: "Print the JSON Schema of the file of a procedure, for editors."},
		"procedure.id":      {ZH: "办案流程的编号，例如 civil-effective-judgments。", EN: "Id of the procedure, for example civil-effective-judgments."},
		"procedure.dir":     {ZH: "含有 <编号>.yaml 的文件夹；默认为程序自带的和本院的（数据目录下 procedures）。", EN: "Folder with <id>.yaml; by default those of the program and of the office (procedures in the home)."},
		"matter":            {ZH: "案件。", EN: "Matters."},
		"matter.list":       {ZH: "列出案件，最近有变动的在前。", EN: "List matters, the one that changed last first."},
		"matter.show":       {ZH: "显示一个案件：状态、期限及其计算、办理经过、可办的步骤。", EN: "Show one matter: state, deadlines and how they were counted, what was done, what can be done."},
		"matter.open":       {ZH: "立案：由线索、申请或者依职权。", EN: "Open a matter: on a clue, an application, or ex officio."},
		"matter.step":       {ZH: "办理一个步骤；需要批准的，先提出。", EN: "Take a step; one that needs approval is proposed."},
		"matter.id":         {ZH: "案件编号。", EN: "Id of the matter."},
		"matter.stepid":     {ZH: "步骤编号，见 procedure show。", EN: "Id of the step, see procedure show."},
		"matter.closed":     {ZH: "列出已办结的。", EN: "Those that have ended."},
		"matter.procedure":  {ZH: "只列这个流程的。", EN: "Only of this procedure."},
		"matter.overdue":    {ZH: "只列有期限逾期的。", EN: "Only those with a deadline that has passed."},
		"matter.limit":      {ZH: "最多几个，0 为全部。", EN: "At most so many, 0 for all."},
		"matter.title":      {ZH: "案件名称。", EN: "What people call it."},
		"matter.origin":     {ZH: "启动方式：clue、application、ex-officio、petition、accusation、transfer、superior、report。", EN: "How it begins: clue, application, ex-officio, petition, accusation, transfer, superior, report."},
		"matter.clue":       {ZH: "由这条线索立案（可重复）。", EN: "Clue it is opened on (repeatable)."},
		"matter.on":         {ZH: "步骤的日期，默认今天。", EN: "Day of the step, by default today."},
		"matter.field":      {ZH: "步骤要求填写的内容：名称=值，列表以逗号分隔（可重复）。", EN: "What the step asks: NAME=VALUE, lists parted by commas (repeatable)."},
		"matter.paper":      {ZH: "把一份文书写成文件，页脚印有操作记录的检查点。", EN: "Write a paper into a file, with the checkpoint of the log at its foot."},
		"paper.id":          {ZH: "文书编号，见 matter show --json。", EN: "Id of the paper, see matter show --json."},
		"paper.out":         {ZH: "写入的文件。", EN: "File to write."},
		"paper.pdf":         {ZH: "写成 PDF（需要 LibreOffice）。", EN: "As PDF (needs LibreOffice)."},
		"paper.masked":      {ZH: "隐去自然人姓名和号码，供公开。", EN: "With names and numbers of persons hidden, for publication."},
		"paper.version":     {ZH: "第几版，默认最新。", EN: "Which version, by default the newest."},
		"template":          {ZH: "文书模板（可在 Word、WPS 中编辑）。", EN: "Templates of papers, to be edited in a word processor."},
		"template.list":     {ZH: "列出文书模板。", EN: "List the templates."},
		"template.show":     {ZH: "显示一个模板的文字和字段。", EN: "Show what a template says, and its fields."},
		"template.export":   {ZH: "把模板写入文件夹，供修改；改好后放入数据目录的 templates。", EN: "Write templates into a folder to be changed; put what was changed into templates in the home."},
		"template.check":    {ZH: "检查本院的模板：未知字段、不成对的括号，指出文件和段落。", EN: "Check the office's templates: unknown fields, braces that are no pair, with file and paragraph."},
		"template.id":       {ZH: "模板编号，见 template list。", EN: "Id of the template, see template list."},
		"template.dir":      {ZH: "写入的文件夹。", EN: "Folder to write into."},
		"template.checkdir": {ZH: "模板所在的文件夹，默认数据目录的 templates。", EN: "Folder of the templates, by default templates in the home."},
	}
}
