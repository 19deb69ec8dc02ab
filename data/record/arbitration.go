package record

import "strings"

// arbitrators are the words that the names of bodies of arbitration end with: 劳动争议调解仲裁法(2007-12-29) 第十七条 for labour; those of
// 仲裁法 are unverified, for it is not among the texts compared.
var arbitrators = []string{"仲裁委员会", "仲裁院", "仲裁委", "仲裁中心"}

// arbitralTitles are the papers with which arbitrators end a case (for labour 劳动争议调解仲裁法(2007-12-29) 第四十二条、第四十六条).
var arbitralTitles = []string{"裁决书", "调解书", "决定书"}

// headLines is how many lines of a paper are looked at for the body that issued it.
const headLines = 6

// arbitralHead finds the name of the body of arbitration at the top of a paper that it issued: a line of its own, or
// the beginning of the line with the title. A court's paper names a court there.
func arbitralHead(text string) (body place, ok bool) {
	from := 0
	for range headLines {
		end := len(text)
		if i := strings.IndexByte(text[from:], '\n'); i >= 0 {
			end = from + i
		}
		line := text[from:end]
		switch short := squeeze(line); {
		case len(short) > 3*60 || strings.Contains(short, "法院"):
			return place{}, false
		case !body.Known():
			body = issuer(line, from)
		}
		if body.Known() && suffixOf(squeeze(line), arbitralTitles) != "" {
			return body, true
		}
		if end == len(text) {
			break
		}
		from = end + 1
	}
	return place{}, false
}

// issuer finds the name of a body of arbitration that a line begins with, and nothing but a title behind it.
func issuer(line string, from int) place {
	for _, w := range arbitrators {
		i := strings.Index(line, w)
		if i < len("某") {
			continue
		}
		end := i + len(w)
		if rest := squeeze(line[end:]); rest != "" && suffixOf(rest, arbitralTitles) == "" {
			return place{}
		}
		start := skipBlank(line, 0)
		if indexMark(line[start:end], "，。；：:、《") >= 0 {
			return place{}
		}
		return place{from + start, from + end}
	}
	return place{}
}

// courtWords are the words that arbitrators use for themselves and for what they hold, and those of the same length that
// courts use: a paper of theirs is read as a court's.
var courtWords = strings.NewReplacer("本委", "本院", "本会", "本院", "本仲裁庭", "本审判庭", "裁决如下", "判决如下", "裁决：", "判决：", "裁决:", "判决:",
	"申请人请求：", "申请人诉称：", "申请人请求:", "申请人诉称:", "仲裁请求：", "诉讼请求：", "仲裁请求:", "诉讼请求:")

// asCourts puts a paper of arbitrators into the words of courts, each character in its place. The head keeps its own.
func (r *reader) asCourts() {
	if body, ok := arbitralHead(r.text); ok {
		r.arbitral = body
		r.text = r.text[:body.End] + courtWords.Replace(r.text[body.End:])
	}
}

// readArbitrators reads of a paper of arbitrators what a court's tells otherwise: who issued it, under which number,
// and, where no sentence names the cause, what the body is for and what is asked of it.
func (r *reader) readArbitrators() {
	if !r.arbitral.Known() {
		return
	}
	r.j.Court = squeeze(r.of(r.arbitral))
	r.setRead("court", r.arbitral, Formal)
	r.j.Procedure = ""
	r.setProcedure(Arbitration, r.arbitral, Formal)
	r.readAwardNo()
}

// readAwardNo reads a number whose year stands behind the name of the body: 某劳人仲案字〔2024〕第210号.
func (r *reader) readAwardNo() {
	for from := r.arbitral.End; from < r.head.parties; {
		end := r.head.parties
		if i := strings.IndexByte(r.text[from:end], '\n'); i >= 0 {
			end = from + i
		}
		at := r.trimPlace(place{from, end}, "")
		if no := NormalCaseNo(r.of(at)); awardNo(no) {
			r.j.CaseNo = no // the whole, where what follows the code looks like a court's number
			r.replaceRead("case_no", at, Formal)
			return
		}
		from = end + 1
	}
}

// awardNo reports whether a line in the normal form of numbers is one of arbitrators: their code, a year in
// brackets, a running number.
func awardNo(no string) bool {
	code, rest, ok := strings.Cut(no, "（")
	year, serial, closed := strings.Cut(rest, "）")
	serial, numbered := strings.CutSuffix(strings.TrimPrefix(serial, "第"), "号")
	_, n := yearAt(year)
	return ok && closed && numbered && n == len(year) && n > 0 && serialOf(serial) != "" && runes(code) <= 16 && strings.Contains(code, "仲")
}

// arbitralCause is the cause that a labour dispute has by what is asked for, where the paper names none. What the two
// settle on is not asked for: that a relation has ended is confirmed in most settlements.
func (r *reader) arbitralCause() {
	if !r.containsAny(r.of(r.arbitral), "劳动", "人事") {
		return
	}
	cause, at := "劳动争议", r.arbitral
	asked := place{r.head.body, r.lineEnd(r.head.body)}
	if p := r.relationAsked(asked); p.Known() {
		cause, at = "确认劳动关系纠纷", p
	} else if i, w := firstOf(r.of(asked), "工资", "劳动报酬", "欠薪", "薪资"); i >= 0 {
		cause, at = "追索劳动报酬纠纷", within(asked.Start, i, i+len(w))
	}
	r.j.Cause = cause
	r.setRead("cause", at, Guessed)
}

// relationAsked returns the phrase that asks to confirm that there was an employment, and not only that it ended.
func (r *reader) relationAsked(asked place) place {
	s := r.of(asked)
	for from := 0; ; {
		i := strings.Index(s[from:], "确认")
		if i < 0 {
			return place{}
		}
		from += i
		end := len(s)
		if k := indexMark(s[from:], "，。；;,"); k >= 0 {
			end = from + k
		}
		phrase := s[from:end]
		if strings.Contains(phrase, "劳动关系") && (strings.Contains(phrase, "存在") || !containsAny(phrase, "解除", "终止")) {
			return within(asked.Start, from, end)
		}
		from = end
	}
}
