package main

import "github.com/mingjian/mingjian/fault"

// texts is every sentence of the command line, by key.
func texts() map[string]fault.Text {
	return map[string]fault.Text{
		"description": {ZH: "明鉴：大数据法律监督。线索不是结论。", EN: "Mingjian: data-driven legal supervision. A clue is never a verdict."},
		"usage":       {ZH: "命令写得不对：%v\n用 mingjian --help 查看用法。", EN: "wrong usage: %v\nSee mingjian --help."},
		"interrupted": {ZH: "已中断；已完成的部分都在，可以重新运行。", EN: "Interrupted; what was finished is kept, and the command can be run again."},

		"home": {ZH: "数据目录。", EN: "Folder of the data."},
		"json": {ZH: "输出 JSON，每行一个对象。", EN: "Print JSON, one object a line."},
		"lang": {ZH: "输出语言：zh 或 en。", EN: "Language of the output: zh or en."},
		"db":   {ZH: "办案数据库：sqlite:文件 或 postgres://…；默认在数据目录内。", EN: "Workflow database: sqlite:FILE or postgres://…; by default a file in the home."},
		"addr": {ZH: "监听地址，默认 127.0.0.1:8420（仅本机）。", EN: "Address to listen on, by default 127.0.0.1:8420 (this machine only)."},
		"port": {ZH: "只改端口。", EN: "Change the port only."},

		"demo":            {ZH: "生成示范县，导入、扫描，然后打开工作台。", EN: "Make the demonstration county, import it, scan it, and open the workbench."},
		"demo.people":     {ZH: "示范县人口。", EN: "Inhabitants of the county."},
		"demo.seed":       {ZH: "随机种子；同一种子总是同一个县。", EN: "Seed; the same seed always makes the same county."},
		"demo.prepare":    {ZH: "只准备数据，不启动工作台。", EN: "Prepare the data only; do not serve."},
		"parse":           {ZH: "阅读法院文书，输出 JSON Lines。", EN: "Read court documents, print JSON Lines."},
		"parse.paths":     {ZH: "文件、目录、zip、JSON；- 为标准输入。", EN: "Files, folders, zip archives, JSON; - is standard input."},
		"convert":         {ZH: "用本机安装的 LibreOffice 转换 .doc、.wps、.rtf，用 Tesseract 识别扫描件和图片。", EN: "Convert .doc, .wps and .rtf with LibreOffice and recognise scans and pictures with Tesseract, where they are installed."},
		"parse.explain":   {ZH: "打印文书原文并标出读到的每个字段，供人核对；不输出 JSON。", EN: "Print the text with every field marked where it was read, for a person to check, instead of JSON."},
		"mask":            {ZH: "隐名处理：写出隐去姓名和号码、可供展示或外发的副本。", EN: "Write copies without names and numbers, fit to be shown or handed on."},
		"mask.out":        {ZH: "每份文书写成此目录（新建或空目录）中的一个 .txt；默认向标准输出写 JSON Lines。", EN: "Write one .txt a document to this folder, which must be new or empty; by default JSON Lines on standard output."},
		"import":          {ZH: "导入数据湖。", EN: "Import into the lake."},
		"import.judgment": {ZH: "导入法院文书。", EN: "Import court documents."},
		"agency":          {ZH: "提供数据的单位。", EN: "Agency that supplied the data."},
		"authorisation":   {ZH: "授权文书编号。", EN: "Number of the authorising document."},
		"purpose":         {ZH: "用途。", EN: "Purpose."},
		"scan":            {ZH: "在快照上运行监督模型，登记线索。", EN: "Run models over a snapshot and register clues."},
		"scan.model":      {ZH: "只运行这个模型（可重复）。", EN: "Run only this model (repeatable)."},
		"scan.snapshot":   {ZH: "快照编号，默认最新。", EN: "Snapshot, by default the newest."},
		"scan.engine":     {ZH: "分析引擎。", EN: "Engine."},
		"scan.asof":       {ZH: "截至日期（YYYY-MM-DD），默认快照中最晚的日期。", EN: "As-of date (YYYY-MM-DD), by default the latest date in the snapshot."},
		"scan.memory":     {ZH: "分析引擎可用内存，例如 4GB。", EN: "Memory the engine may use, for example 4GB."},
		"scan.excluded":   {ZH: "同时列出因属合法形态而排除的主体和理由。", EN: "Also list the subjects left out as lawful look-alikes, with the reason."},
		"clue":            {ZH: "线索。", EN: "Clues."},
		"clue.list":       {ZH: "列出线索，风险高的在前。", EN: "List clues, highest risk first."},
		"clue.show":       {ZH: "显示一条线索。", EN: "Show one clue."},
		"clue.export":     {ZH: "导出全部线索（JSON Lines）。", EN: "Export all clues (JSON Lines)."},
		"clue.id":         {ZH: "线索编号。", EN: "Number of the clue."},
		"clue.state":      {ZH: "只看这些状态（逗号分隔）：found,screening,accepted,dismissed,transferred。", EN: "Only these states (comma-separated): found,screening,accepted,dismissed,transferred."},
		"clue.model":      {ZH: "只看这些模型（逗号分隔）。", EN: "Only these models (comma-separated)."},
		"clue.limit":      {ZH: "最多显示几条；0 为全部。", EN: "How many at most; 0 for all."},
		"clue.out":        {ZH: "写入文件，默认标准输出。", EN: "Write to this file instead of standard output."},
		"model":           {ZH: "监督模型。", EN: "Models."},
		"model.list":      {ZH: "列出模型。", EN: "List the models."},
		"model.check":     {ZH: "检查模型文件夹，一次报出全部问题。", EN: "Check model folders and report every fault at once."},
		"model.test":      {ZH: "运行模型自带的测试用例。", EN: "Run the cases that models bring."},
		"model.explain":   {ZH: "显示模型的规则卡和编译出的 SQL。", EN: "Show a model's rule card and the SQL it compiles to."},
		"model.id":        {ZH: "模型编号，例如 civil/professional-lender。", EN: "Id of the model, for example civil/professional-lender."},
		"model.dir":       {ZH: "模型库目录（其下为 <领域>/<编号>/），默认随程序的模型库。", EN: "Folder of a library (with <branch>/<id>/ in it), by default the one in the program."},
		"synth":           {ZH: "生成一个虚构的县：文书和真相清单 truth.jsonl。", EN: "Make an invented county: its files and truth.jsonl."},
		"synth.out":       {ZH: "输出目录。", EN: "Folder to write to."},
		"synth.documents": {ZH: "文书数量，默认由人口决定。", EN: "Number of documents, by default decided by the inhabitants."},
		"serve":           {ZH: "启动工作台。", EN: "Serve the workbench."},
		"https":           {ZH: "用户经由前置的 HTTPS 服务器访问：会话 Cookie 只经加密连接发送。", EN: "People reach the workbench by HTTPS, through a web server in front: the session cookie is sent over nothing else."},
		"user":            {ZH: "账号。", EN: "Accounts."},
		"user.add":        {ZH: "新增账号；口令从标准输入读取。", EN: "Add an account; the password is read from standard input."},
		"user.list":       {ZH: "列出账号。", EN: "List the accounts."},
		"user.password":   {ZH: "修改口令；新口令从标准输入读取。", EN: "Change a password, read from standard input."},
		"user.disable":    {ZH: "停用账号。", EN: "Disable an account."},
		"user.name":       {ZH: "登录名。", EN: "Name to sign in with."},
		"user.display":    {ZH: "显示的姓名。", EN: "Name to show."},
		"user.role":       {ZH: "角色：handler 办案人、analyst 分析员、leader 负责人、admin 管理员。", EN: "Role: handler, analyst, leader or admin."},
		"user.office":     {ZH: "所在院。", EN: "Office."},
		"doctor":          {ZH: "检查数据目录、数据库、快照和模型是否完好。", EN: "Check that home, database, snapshots and models are sound."},
		"version":         {ZH: "显示版本。", EN: "Show the version."},
		"openapi":         {ZH: "输出 HTTP 接口说明（OpenAPI 3.1）。", EN: "Print the description of the HTTP API (OpenAPI 3.1)."},
	}
}

// say returns the sentence called key in language lang.
func say(key, lang string) string { return texts()[key].In(lang) }

// pick returns zh or en by language: for sentences used in one place.
func (a *app) pick(zh, en string) string { return fault.Text{ZH: zh, EN: en}.In(a.lang) }
