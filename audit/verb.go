package audit

import "github.com/mingjian/mingjian/fault"

// A Kind is what sort of act a verb is.
type Kind string

// The kinds.
const (
	Looks   Kind = "look"   // somebody saw something
	Exports Kind = "export" // somebody took something out
	Changes Kind = "change" // something became different
	Entries Kind = "entry"  // somebody came in, went out or was kept out
	Admits  Kind = "admit"  // who may come in, and as what, became different
	Upkeep  Kind = "upkeep" // the program and its log were looked after
)

// Kinds returns every kind.
func Kinds() []Kind { return []Kind{Looks, Exports, Changes, Entries, Admits, Upkeep} }

// Of returns the verbs of a kind.
func (k Kind) Of() (list []Verb) {
	for _, w := range verbs() {
		if w.kind == k {
			list = append(list, w.verb)
		}
	}
	return list
}

// Kind returns what sort of act v is.
func (v Verb) Kind() Kind { return v.word().kind }

// In returns what was done, for people.
func (v Verb) In() fault.Text {
	w := v.word()
	return fault.Text{ZH: w.zh, EN: w.en}
}

type verbWord struct {
	verb   Verb
	kind   Kind
	zh, en string
}

func (v Verb) word() verbWord {
	for _, w := range verbs() {
		if w.verb == v {
			return w
		}
	}
	return verbWord{v, Changes, string(v), string(v)}
}

// verbs are all verbs, in the order in which people are shown them.
func verbs() []verbWord {
	return []verbWord{
		{LookClue, Looks, "查看线索", "looked at a clue"},
		{LookDocument, Looks, "查看文书", "looked at a court document"},
		{LookMatter, Looks, "查看案件", "looked at a matter"},
		{LookNetwork, Looks, "查看关系网络", "looked at a network"},
		{LookRecords, Looks, "查看个人信息", "looked at personal data"},
		{LookFigures, Looks, "查看指标明细", "looked at the rows behind a figure"},
		{LookDispatch, Looks, "查看往来内容", "looked at an exchange"},
		{LookAudit, Looks, "查看操作记录", "looked at the record"},
		{Search, Looks, "检索", "searched"},
		{Export, Exports, "导出", "exported"},
		{ExportRecords, Exports, "导出隔离行", "exported rows put aside"},

		{Register, Changes, "登记线索", "registered clues"},
		{Move, Changes, "处理线索", "moved a clue"},
		{AsideClue, Changes, "暂缓线索", "put a clue aside"},
		{HoldClue, Changes, "分派线索", "gave a clue to somebody"},
		{RestoreClue, Changes, "撤回线索改动", "took a change of a clue back"},
		{MergeClue, Changes, "合并线索", "merged clues"},
		{SplitClue, Changes, "拆分线索", "split clues"},
		{BulkClues, Changes, "批量处理线索", "changed many clues"},
		{CheckFiling, Changes, "查询拟立案件", "checked a case to be docketed"},
		{OpenMatter, Changes, "立案", "opened a matter"},
		{TakeStep, Changes, "办理步骤", "took a step"},
		{ProposeStep, Changes, "提请审批", "proposed a step"},
		{ApproveStep, Changes, "批准步骤", "approved a step"},
		{ReturnStep, Changes, "退回步骤", "gave a step back"},
		{ExplainLate, Changes, "说明逾期", "explained why it is late"},
		{AcceptLate, Changes, "认可逾期理由", "accepted why it is late"},
		{Recount, Changes, "重算期限", "counted deadlines anew"},
		{JoinMatter, Changes, "线索并入案件", "let a clue join a matter"},
		{AssignMatter, Changes, "指定承办人", "named a member of a matter"},
		{ChangeMatter, Changes, "修改案件", "changed a matter"},
		{NoteMatter, Changes, "写工作记录", "wrote a note"},
		{DraftPaper, Changes, "起草文书", "drafted a paper"},
		{MovePaper, Changes, "流转文书", "moved a paper"},
		{DecideIdentity, Changes, "核对身份", "decided who is who"},
		{UndoIdentity, Changes, "撤回身份核对", "took back who is who"},
		{Renew, Changes, "重新关联并扫描", "linked and scanned again"},
		{Upload, Changes, "上传文件", "brought a file in"},
		{ImportRecords, Changes, "导入数据", "imported records"},
		{CancelImport, Changes, "停止导入", "stopped an import"},
		{ForgetImport, Changes, "清除导入数据", "had an import forgotten"},
		{DropRows, Changes, "放弃隔离行", "gave up rows put aside"},
		{AddPartner, Changes, "登记往来伙伴", "added a partner"},
		{ConfirmPartner, Changes, "核对伙伴指纹", "confirmed a partner"},
		{EndPartner, Changes, "终止往来", "ended a partnership"},
		{SendDispatch, Changes, "发出移送", "sent a dispatch"},
		{TakeDispatch, Changes, "收到移送", "took a dispatch"},
		{RefuseLetter, Changes, "拒收", "refused a letter"},
		{RefuseAsk, Changes, "拒绝对方的要求", "refused what a partner asked"},
		{GiveReceipt, Changes, "出具回执", "gave a receipt"},
		{TakeReceipt, Changes, "收到回执", "took a receipt"},
		{ChangeJoint, Changes, "变更联合办案", "changed a joint matter"},
		{CheckRemedy, Changes, "以后续数据复核整改", "looked at later data"},
		{SeeAlarm, Changes, "处理告警", "saw to an alarm"},
		{DraftModel, Changes, "编写、审批监督模型", "wrote a model or took it on"},
		{TestModel, Changes, "回测监督模型", "tested a model on history"},
		{LabelFinding, Changes, "标注回测命中", "marked what a test found"},
		{InstallModel, Changes, "安装模型", "installed a model"},
		{RemoveModel, Changes, "移除模型", "removed a model"},

		{SignIn, Entries, "登录", "signed in"},
		{SignInFailed, Entries, "登录失败", "failed to sign in"},
		{SignOut, Entries, "退出", "signed out"},
		{EndSession, Entries, "结束登录", "ended a session"},

		{MakeAccount, Admits, "开设账号", "made an account"},
		{ChangeAccount, Admits, "调整账号", "changed an account"},
		{LinkAccount, Admits, "关联统一登录", "linked an account"},
		{Disable, Admits, "停用账号", "disabled an account"},
		{Enable, Admits, "启用账号", "enabled an account"},
		{Unlock, Admits, "解除锁定", "unlocked an account"},
		{SetPassword, Admits, "设置密码", "set a password"},
		{SetFactor, Admits, "设置第二因素", "set a second factor"},
		{DropFactor, Admits, "取消第二因素", "dropped a second factor"},
		{RenewCodes, Admits, "更换恢复码", "renewed recovery codes"},
		{PutOffice, Admits, "设置院", "changed the tree of offices"},
		{RenameDept, Admits, "部门更名", "renamed a department"},
		{Recuse, Admits, "回避", "tied to a party"},
		{LiftRecusal, Admits, "解除回避", "lifted a tie"},
		{Identify, Admits, "认定本人身份", "said who they are"},

		{VerifyLog, Upkeep, "核验操作记录", "checked the log"},
		{Forget, Upkeep, "清除记录说明", "forgot what an entry says"},
		{Backup, Upkeep, "备份", "made a backup"},
		{Restore, Upkeep, "恢复", "restored a backup"},
	}
}
