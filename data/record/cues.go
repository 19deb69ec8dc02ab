package record

// The cues that open a section. Their order here has no meaning.
const (
	cueNone        cue = iota
	cueClaims          // what the claiming party asks and tells
	cueDefence         // what the other side answers
	cueEvidence        // who put in what
	cueFacts           // what the court found
	cueEarlier         // what an earlier instance found or held
	cueReasoning       // what the court holds
	cueDisposition     // 判决如下
	cueSettlement      // 达成如下协议
	cueAppeal          // 如不服本判决
)

// cueWords is the lexicon of the reader: the words by which courts show what a passage is.
// They were gathered from how the document forms of the Supreme People's Court
// (民事诉讼文书样式, 2016) word these passages and from the habits before them.
func cueWords() []struct {
	cue   cue
	words string
} {
	return []struct {
		cue   cue
		words string
	}{
		{cueClaims, `诉称 起诉称 诉讼请求： 诉讼请求: 提出诉讼请求 提出如下诉讼请求 的诉讼请求： 请求事项 上诉请求 上诉称 提起上诉称
			申请再审称 申请再审请求 再审请求 再审称 申诉称 申请称 申请人称 起诉请求 起诉要求 诉请： 向本院申请称 异议称 复议称`},
		{cueDefence, `辩称 答辩称 未作答辩 未答辩 未到庭答辩 未提交答辩 未提供答辩 未提交书面答辩 未作书面答辩 未提出答辩 提交意见称 提交书面意见称
			答辩意见 提交答辩 述称 陈述意见 未提交意见 未提交书面意见 未发表意见 未陈述意见 未应诉 没有答辩 未作任何答辩 无答辩`},
		{cueEvidence, `依法提交了证据 提交如下证据 提交了如下证据 提交了以下证据 提交以下证据 提供如下证据 提供了如下证据 提供以下证据 提供了以下证据
			提供证据如下 提交证据如下 提供的证据有 提交的证据有 经质证 经庭审质证 经当庭质证 交换和质证 举证如下 下列证据`},
		{cueFacts, `经审理查明 审理查明 经审查查明 审查查明 本院查明 经查明 经查： 经查， 认定事实如下 认定如下事实 认定以下事实 确认如下事实 确认以下事实
			确认如下法律事实 认定如下： 认定下列事实 查明以下事实 查明如下事实 查明事实如下 查明： 另查明 另查， 另查： 再查明 二审查明 再审查明 审理认定 审理确认
			本院经审理认定 基本案情 事实认定如下 确认事实如下 还查明 认定案件事实如下`},
		{cueEarlier, `一审法院认定 一审法院查明 一审法院经审理查明 一审法院审理查明 一审查明 一审认定 一审审理查明 一审经审理查明 原审法院查明 原审法院认定 原审查明 原审认定 原审审理查明
			原审法院经审理查明 原审法院审理查明 一审法院认为 原审法院认为 一审认为 原审认为 二审法院认为 二审法院查明 二审法院认定 二审法院经审理查明 法院一审查明 法院二审查明 法院一审认为 法院二审认为
			法院经审理查明 向一审法院起诉 向一审法院提起 向原审法院起诉 一审诉称 原审诉称 一审辩称 原审辩称`},
		{cueReasoning, `本院认为 本院经审查认为 本院审查认为 本院经审理认为 本院再审认为 本院二审认为 本院经再审认为 裁判理由 本院经审查后认为 合议庭认为 本院综合认为 本院审理认为`},
		{cueDisposition, `判决如下 裁定如下 决定如下 裁判结果 判决： 裁定： 作出如下判决 作出如下裁定 缺席判决如下 通知如下`},
		{cueSettlement, `协议如下 如下协议 以下协议 下列协议 下述协议 调解协议：`},
		{cueAppeal, `如不服本判决 如不服本裁定 不服本判决 不服本裁定 如果不服本判决 如果不服本裁定 本判决为终审判决 本裁定为终审裁定 本裁定送达后 本裁定书送达后 本裁定一经送达 本判决送达后即 本裁定立即 本裁定自`},
	}
}
