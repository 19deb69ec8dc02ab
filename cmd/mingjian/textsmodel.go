package main

import "github.com/mingjian/mingjian/fault"

// textsOfModels is every sentence of the commands about the law, by key.
func textsOfModels() map[string]fault.Text {
	return map[string]fault.Text{
		"law":         {ZH: "法律依据登记簿。", EN: "The register of legal bases."},
		"law.list":    {ZH: "列出法律、版本、条数、施行日期。", EN: "List the laws with version, number of articles and days in force."},
		"law.show":    {ZH: "显示法律条文原文。", EN: "Show an article word for word, or the whole text."},
		"law.name":    {ZH: "法律的简称、全称或英文名，例如 刑法。", EN: "Short or full title, Chinese or English, for example 刑法 or \"criminal law\"."},
		"law.article": {ZH: "条文序号：115、307-1、第三百零七条之一；不写则显示全文。", EN: "Number of the article: 115, 307-1, 第三百零七条之一; the whole text without it."},
		"law.version": {ZH: "版本（通过或最后修正日期），默认最新。", EN: "Version (date of adoption or last amendment), by default the newest."},
	}
}
