package main

import "github.com/mingjian/mingjian/fault"

// textsOfModels is every sentence of the commands about the law and about packages of
// models, by key.
func textsOfModels() map[string]fault.Text {
	return map[string]fault.Text{
		"law":                {ZH: "法律依据登记簿。", EN: "The register of legal bases."},
		"law.list":           {ZH: "列出法律、版本、条数、施行日期。", EN: "List the laws with version, number of articles and days in force."},
		"law.show":           {ZH: "显示法律条文原文。", EN: "Show an article word for word, or the whole text."},
		"law.name":           {ZH: "法律的简称、全称或英文名，例如 刑法。", EN: "Short or full title, Chinese or English, for example 刑法 or \"criminal law\"."},
		"law.article":        {ZH: "条文序号：115、307-1、第三百零七条之一；不写则显示全文。", EN: "Number of the article: 115, 307-1, 第三百零七条之一; the whole text without it."},
		"law.version":        {ZH: "版本（通过或最后修正日期），默认最新。", EN: "Version (date of adoption or last amendment), by default the newest."},
		"deadline":           {ZH: "计算期限的最后一日，逐行说明依据；不写期限则列出全部。", EN: "Compute the last day of a time limit and explain it line by line; without a limit, list them all."},
		"deadline.rule":      {ZH: "期限的编号，例如 civil-review。", EN: "Id of the time limit, for example civil-review."},
		"deadline.from":      {ZH: "起算的日期（送达、受理、立案……之日）。", EN: "Day of the event: served, accepted, filed …"},
		"deadline.length":    {ZH: "改用可选的长度，例如 7 working days。", EN: "Another length that the limit offers, for example 7 working days."},
		"deadline.excluded":  {ZH: "不计入的日期，首尾都不计；可写事由，例如 appraisal:2026-03-01..2026-03-10、road:…（可重复）。", EN: "Days not counted, first and last included, if need be with the ground: appraisal:2026-03-01..2026-03-10, road:… (repeatable)."},
		"deadline.suspended": {ZH: "中止的日期；尚未恢复则不写后一个日期（可重复）。", EN: "Days on which the clock stood; without the last day it still stands (repeatable)."},
		"deadline.extended":  {ZH: "批准的延长，例如 “1 month@2026-05-20”，@ 后为批准之日（可重复）。", EN: "An extension that was approved, for example \"1 month@2026-05-20\", the day of approval after @ (repeatable)."},
		"deadline.custody":   {ZH: "有人在押：不因休息日延长。", EN: "Somebody is in custody: rest days do not prolong it."},

		"model.new":      {ZH: "开始写一个模型：写出可以通过检查的 model.yaml 和 cases.yaml，再行改写。", EN: "Begin a model: write a model.yaml and cases.yaml that are sound, to be rewritten."},
		"new.id":         {ZH: "新编号，例如 civil/repeat-lender。", EN: "The new id, for example civil/repeat-lender."},
		"new.from":       {ZH: "以这个模型为底稿；默认为手册中的示例。", EN: "Begin with the text of this model; by default the example of the manual."},
		"new.dir":        {ZH: "模型库目录，写入其下的 <领域>/<编号>/。", EN: "The folder of models; the files go to <branch>/<name>/ within."},
		"explain.engine": {ZH: "显示这一引擎的 SQL：duckdb 或 spark。", EN: "Show the SQL of this engine: duckdb or spark."},
		"model.key":      {ZH: "生成签署模型包的密钥（Ed25519）。", EN: "Make a key for signing packages of models (Ed25519)."},
		"model.keyfile":  {ZH: "新文件，只有本人可读；已有的不会被覆盖。", EN: "New file, for its owner's eyes only; nothing is overwritten."},
		"model.pack":     {ZH: "把模型打成一个签名的文件：规则、数据要求、用例、规则卡。", EN: "Put a model into one signed file: rule, data contract, cases and card."},
		"pack.model":     {ZH: "模型编号，或含有 model.yaml 的文件夹。", EN: "Id of the model, or a folder with model.yaml."},
		"pack.key":       {ZH: "签署用的密钥文件。", EN: "Key to sign with."},
		"pack.publisher": {ZH: "发布者名称，例如 某市人民检察院。", EN: "Name of the publisher, for example that of the office."},
		"pack.created":   {ZH: "制作日期，默认今天。", EN: "Date of making, by default today."},
		"pack.out":       {ZH: "写入这个新文件，例如 model.mjmodel。", EN: "Write to this new file, for example model.mjmodel."},
		"model.install":  {ZH: "检验并安装模型包：核对签名，运行用例，显示本院数据的覆盖情况；不扫描。", EN: "Prove and install a package: its signature, its cases, and what the data here covers; nothing is scanned."},
		"install.file":   {ZH: "模型包文件。", EN: "The package."},
		"install.trust":  {ZH: "信任具有此密钥指纹的发布者；指纹须另行向其核对。", EN: "Trust the publisher whose key has this fingerprint; compare it with them by another way."},
		"model.remove":   {ZH: "移除已安装的模型；文件留在 HOME/models/.removed，已有线索仍可查对。", EN: "Remove an installed model; its files stay in HOME/models/.removed, for clues that cite it."},
		"remove.id":      {ZH: "模型编号，例如 civil/lender。", EN: "Id of the model, for example civil/lender."},
		"install.dry":    {ZH: "只检验，不安装。", EN: "Prove only, install nothing."},
	}
}
