package record

import "strings"

// Notices list no parties. They name whom they are for in a line of its own after the case
// number (张三：, 某某银行某支行：) and the others in the sentence that tells the case.

// readAddressee finds the addressees of a notice and gives them the role that its title implies.
func (r *reader) readAddressee() bool {
	limit := min(r.shortLines(), maxHead)
	title := ""
	for i := 0; i < limit; {
		end := i + strings.IndexByte(r.text[i:], '\n')
		if end < i {
			return false
		}
		line := r.trimPlace(place{i, end}, "")
		words := r.of(line)
		switch bare := squeeze(words); {
		case strings.HasSuffix(bare, "通知书"), strings.HasSuffix(bare, "限制消费令"):
			title = bare
		case title != "" && addresses(words):
			r.addAddressees(noticeStation(title), line)
			return len(r.j.Parties) > 0
		}
		i = end + 1
	}
	return false
}

// addresses reports whether a line is an address: a name, or several, and a colon.
func addresses(line string) bool {
	name := strings.TrimRight(line, "：:")
	return name != line && name != "" && runes(name) <= 60 && indexMark(name, "，。；：") < 0
}

// noticeStation tells what the addressee of a notice is to the case, by its title
// (民事诉讼文书样式 2016, 立案 and 执行).
func noticeStation(title string) station {
	switch {
	case strings.Contains(title, "协助"):
		return station{role: RoleOther, side: SideUnknown}
	case strings.Contains(title, "参加诉讼"):
		return station{role: ThirdParty, side: Third}
	case containsAny(title, "应诉"):
		return station{role: Defendant, side: Defending}
	case containsAny(title, "受理", "立案", "举证", "预交"):
		return station{role: Plaintiff, side: Claiming}
	case containsAny(title, "驳回申诉", "驳回再审"):
		return station{role: Applicant, side: Claiming}
	case containsAny(title, "执行通知", "限制消费", "报告财产", "履行"):
		return station{role: Respondent, side: Defending}
	}
	return station{role: RoleOther, side: SideUnknown}
}

// addAddressees adds the names of an address as parties and those whom the sentence on the case
// names with their roles.
func (r *reader) addAddressees(st station, line place) {
	names := place{line.Start, line.Start + len(strings.TrimRight(r.of(line), "：:"))}
	for names.Start < names.End {
		end := names.End
		if k := strings.Index(r.of(names), "、"); k >= 0 {
			end = names.Start + k
		}
		if name := r.trimPlace(place{names.Start, end}, ""); name.Known() {
			r.addNamed(st, place{}, name, line)
		}
		names.Start = end + len("、")
	}
	r.partiesFromCase()
	r.head.parties, r.head.body = line.Start, line.End
}
