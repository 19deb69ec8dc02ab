package access

import "github.com/mingjian/mingjian/fault"

// A Right is something that a person may or may not do.
type Right string

// The rights.
const (
	OwnAccount     Right = "own-account"     // see one's own account, sign-ins and ties
	ReadNumbers    Right = "read-numbers"    // totals that name nobody
	ReadFigures    Right = "read-figures"    // the figures of an office, with what stands behind each
	ExportFigures  Right = "export-figures"  // take them out as a workbook, or print them
	ReadModels     Right = "read-models"     // the rule cards
	DraftModels    Right = "draft-models"    // write a model of the office
	ApproveModels  Right = "approve-models"  // approve a model that somebody else has written
	ReviewTests    Right = "review-tests"    // say whether what a test on history found is right, and take the test out
	ReadStandards  Right = "read-standards"  // the data standards
	ReadLaws       Right = "read-laws"       // the texts of laws, the time limits they set and the notices of holidays
	ReadClues      Right = "read-clues"      // clues, with the people they name
	MoveClues      Right = "move-clues"      // claim, screen, accept, dismiss, transfer, reopen
	AssignClues    Right = "assign-clues"    // give a clue to somebody else
	MergeClues     Right = "merge-clues"     // merge clues that are one thing to answer for, and split them
	ExportClues    Right = "export-clues"    // take many clues out at once
	RegisterClues  Right = "register-clues"  // turn the findings of a scan into clues
	ReadDocuments  Right = "read-documents"  // the text of court documents
	CheckFilings   Right = "check-filings"   // at a court: ask the models about a case to be docketed
	DecideIdentity Right = "decide-identity" // say that two mentions are one person or are not
	ImportRecords  Right = "import-records"  // bring in registers of other agencies and mend what was put aside
	ReadRecords    Right = "read-records"    // personal cells of registers, with a stated purpose
	ReadSensitive  Right = "read-sensitive"  // names and numbers in court documents, sensitive fields of matters, with a stated purpose
	ForgetImports  Right = "forget-imports"  // remove all that came with an import
	ReadMatters    Right = "read-matters"    // matters, with the people they name
	OpenMatters    Right = "open-matters"    // open a matter
	HandleMatters  Right = "handle-matters"  // take the steps of a matter, draft its papers
	AssignMatters  Right = "assign-matters"  // name the members of a matter
	ApproveMatters Right = "approve-matters" // approve a step or a paper somebody else has made
	DecideRecusal  Right = "decide-recusal"  // confirm or lift a tie that keeps somebody from a case
	FilePetitions  Right = "file-petitions"  // send a petition and ask for the state of one's own
	ReadDispatches Right = "read-dispatches" // what was sent to or came from other agencies
	SendDispatches Right = "send-dispatches" // send something to another agency
	ManagePartners Right = "manage-partners" // know other agencies by their fingerprints, see to alarms
	ReadAudit      Right = "read-audit"      // who did what and who looked at what
	ManageAccounts Right = "manage-accounts" // make and disable accounts, set passwords, end sign-ins
	ManageOffices  Right = "manage-offices"  // the tree of offices
)

// Rights returns every right.
func Rights() []Right {
	return []Right{OwnAccount, ReadNumbers, ReadFigures, ExportFigures, ReadModels, DraftModels, ApproveModels, ReviewTests, ReadStandards, ReadLaws,
		ReadClues, MoveClues, AssignClues, MergeClues, ExportClues, RegisterClues, ReadDocuments, CheckFilings, DecideIdentity,
		ImportRecords, ReadRecords, ReadSensitive, ForgetImports,
		ReadMatters, OpenMatters, HandleMatters, AssignMatters, ApproveMatters, DecideRecusal,
		FilePetitions, ReadDispatches, SendDispatches, ManagePartners,
		ReadAudit, ManageAccounts, ManageOffices}
}

// In returns what the right allows, for people.
func (r Right) In() fault.Text { return r.words()[0] }

// refusal says that somebody does not have the right.
func (r Right) refusal() fault.Text {
	if r == "" {
		return fault.Text{ZH: "您没有这项权限。", EN: "You may not do this."}
	}
	return r.words()[1]
}

// words returns what the right allows, and what somebody without it is told.
func (r Right) words() [2]fault.Text {
	switch r {
	case ReadModels:
		return words("查看监督模型", "read the models", "您没有查看监督模型的权限。", "You may not read the models.")
	case ImportRecords:
		return words("导入登记数据", "bring in registers", "您没有导入登记数据的权限，请由建模人员或系统管理员导入。",
			"You may not import registers; an analyst or an administrator may.")
	case ReadRecords:
		return words("写明目的后查看登记数据中的个人信息", "see personal cells of registers, with a purpose",
			"您不能查看含个人信息的数据行，请由办案人员或建模人员写明目的后查看。", "You may not see rows with personal data; a handler or an analyst who states a purpose may.")
	case ForgetImports:
		return words("清除导入的数据", "have imported records forgotten", "只有负责人或系统管理员可以清除导入的数据。", "Only a leader or an administrator may have an import forgotten.")
	case ReadSensitive:
		return words("写明目的和线索、案件后查看文书中的个人信息和案件的敏感内容", "see names and numbers in court documents and sensitive fields of matters, with a purpose and the clue or matter",
			"个人信息和敏感内容已遮盖，请由承办人员写明目的和所依据的线索、案件后查看。", "What is personal or sensitive is masked; who works on a clue or a matter and states the purpose may see it.")
	case DecideIdentity:
		return words("核对主体身份", "say who is who", "您没有核对主体身份的权限。", "You may not review who is who.")
	case MoveClues:
		return words("领取、处理线索", "claim and move clues", "您可以查看线索，但不能处理。", "You may read clues but not move them.")
	}
	for _, w := range plainWords() {
		if w.right == r {
			return words(w.zh, w.en, "您没有"+w.zh+"的权限。", "You may not "+w.en+".")
		}
	}
	return words(string(r), string(r), "您没有这项权限。", "You may not do this.")
}

func words(zh, en, no, noEN string) [2]fault.Text {
	return [2]fault.Text{{ZH: zh, EN: en}, {ZH: no, EN: noEN}}
}

// plainWords are the rights whose refusal needs no sentence of its own.
func plainWords() []struct {
	right  Right
	zh, en string
} {
	return []struct {
		right  Right
		zh, en string
	}{
		{OwnAccount, "管理自己账号", "manage your own account"},
		{ReadNumbers, "查看统计", "read the numbers"},
		{FilePetitions, "提交信访、查询本人信访", "send petitions and ask for their state"},
		{ReadFigures, "查看办案指标", "read the figures"},
		{ExportFigures, "导出、打印办案指标", "export or print the figures"},
		{DraftModels, "编写监督模型", "write models"},
		{ApproveModels, "审批监督模型", "approve models"},
		{ReviewTests, "标注回测结果、导出回测附件", "say whether what a test found is right, or export the test"},
		{ReadStandards, "查看数据标准", "read the data standards"},
		{ReadLaws, "查阅法律条文、法定期限和放假通知", "read laws, time limits and notices of holidays"},
		{ReadClues, "查看线索", "read clues"},
		{AssignClues, "分派线索", "assign clues"},
		{MergeClues, "合并、拆分线索", "merge and split clues"},
		{ExportClues, "导出线索", "export clues"},
		{RegisterClues, "登记线索", "register clues"},
		{ReadDocuments, "查看裁判文书", "read court documents"},
		{CheckFilings, "进行立案审查提示", "check cases to be docketed"},
		{ReadMatters, "查看案件", "read matters"},
		{OpenMatters, "立案", "open matters"},
		{HandleMatters, "办理案件", "handle this matter"},
		{AssignMatters, "指定承办人", "name the members of a matter"},
		{ApproveMatters, "审批", "approve"},
		{DecideRecusal, "决定回避", "decide on recusal"},
		{ReadDispatches, "查看移送事项", "read dispatches"},
		{SendDispatches, "移送", "send dispatches"},
		{ManagePartners, "管理往来伙伴、处理告警", "manage partners and see to alarms"},
		{ReadAudit, "查看操作记录", "read who did what"},
		{ManageAccounts, "管理账号", "manage accounts"},
		{ManageOffices, "管理院的设置", "manage offices"},
	}
}
