package main

import "github.com/mingjian/mingjian/fault"

// textsOfOffice is every sentence of the commands that run an office's installation, by key.
func textsOfOffice() map[string]fault.Text {
	return map[string]fault.Text{
		"access":           {ZH: "权限。", EN: "Who may do what."},
		"access.matrix":    {ZH: "输出权限表和权限规则（Markdown）。", EN: "Print the table of who may do what, and the policy, as Markdown."},
		"office":           {ZH: "院的设置：层级和隶属。", EN: "The tree of offices."},
		"office.put":       {ZH: "新增或修改一个院。", EN: "Add an office or change one."},
		"office.list":      {ZH: "列出本院和下级院。", EN: "List the office and those below it."},
		"office.id":        {ZH: "院的代号。", EN: "Id of the office."},
		"office.name":      {ZH: "院名。", EN: "Its name."},
		"office.level":     {ZH: "层级：national 最高检、provincial 省级、city 市级、county 县级。", EN: "Level: national, provincial, city or county."},
		"office.division":  {ZH: "行政区划代码（GB/T 2260）。", EN: "Division code (GB/T 2260)."},
		"office.parent":    {ZH: "上级院的代号。", EN: "Id of the office above."},
		"audit":            {ZH: "操作记录。", EN: "The record of who did and saw what."},
		"audit.verify":     {ZH: "核对操作记录：有无改动、删除、调换，并指出在哪里。", EN: "Check the log: whether anything was changed, removed or reordered, and where."},
		"audit.who":        {ZH: "谁看过、动过某一项内容，为了什么。", EN: "Who looked at a thing or did something to it, and what for."},
		"audit.checkpoint": {ZH: "输出最新的签名检查点，供院外保存。", EN: "Print the newest signed checkpoint, to be kept outside the office."},
		"audit.log":        {ZH: "日志副本所在的文件夹；不写则核对本机的日志和数据库。", EN: "Folder of a copy of the log; without it the log and the database here are checked."},
		"audit.key":        {ZH: "另行保存的公钥；不写则用副本里的。", EN: "The public key as you keep it; without it the one in the copy is used."},
		"audit.earlier":    {ZH: "以前保存的检查点文件（可重复）：历史被改写的，即使重新签名也能发现。", EN: "File of a checkpoint kept earlier (repeatable): it finds a history that was rewritten and signed again."},
		"audit.printed":    {ZH: "印在文书页脚的检查点（可重复），如 1234-3f2a-91c0-77ab-12de-90aa：核对制发该文书以来历史有无改写。", EN: "Checkpoint printed at the foot of a paper (repeatable), as 1234-3f2a-91c0-77ab-12de-90aa: whether history was rewritten since."},
		"audit.object":     {ZH: "线索、文书、案件、批次或账号的编号。", EN: "Id of a clue, document, matter, import or account."},
		"audit.limit":      {ZH: "最多列出几条。", EN: "At most so many."},
		"backup":           {ZH: "备份整个数据目录，服务可以照常运行。", EN: "Back up the whole home; the server may go on running."},
		"backup.out":       {ZH: "备份文件（.tar），不能已存在。", EN: "File of the backup (.tar); it may not be there yet."},
		"backup.keys":      {ZH: "连同私钥一起备份（操作记录的签名密钥、本机构的密钥）。", EN: "Put the private keys into it too (of the log, and of this agency)."},
		"restore":          {ZH: "把备份恢复到空的数据目录（--home）。", EN: "Restore a backup into an empty home (--home)."},
		"restore.file":     {ZH: "mingjian backup 写的备份文件。", EN: "File that mingjian backup wrote."},
		"metrics.listen":   {ZH: "监控地址：/metrics（Prometheus）、/health、/ready；不写则不开放。不要对外。", EN: "Where monitoring is answered: /metrics (Prometheus), /health and /ready; without it, nowhere. Not for outsiders."},
		"user.office":      {ZH: "所在院的代号。", EN: "Id of the office."},
		"user.department":  {ZH: "部门；联络员填所在单位。", EN: "Department; of a liaison, the agency."},
	}
}
