package synth

import "strings"

// appeal writes a judgment of second instance, or the ruling that lets it be withdrawn.
func (wr *writer) appeal() {
	s, b := wr.s, wr.b
	wr.earlier()
	title := "民事判决书"
	if s.result == "withdrawn" {
		title = "民事裁定书"
	}
	wr.head(title)
	wr.parties(wr.former("上诉人", s.claims[0]), s.claims)
	for _, p := range s.oppose {
		wr.parties(wr.former("被上诉人", p), []*party{p})
	}
	if s.result == "withdrawn" {
		wr.say("appeal.withdrawn")
		wr.sign(true)
		return
	}
	wr.say("appeal.opening")
	b.set("reply", b.phrase("appeal.reply"))
	wr.say("appeal.body")
	wr.say("appeal.first")
	if s.result == "changed" {
		wr.say("appeal.changed")
	} else {
		wr.say("appeal.affirmed")
	}
	wr.say("appeal.costs")
	wr.put("本判决为终审判决。\n")
	wr.sign(true)
}

// former adds what a party was in the first instance.
func (wr *writer) former(role string, p *party) string {
	was := "被告"
	for _, x := range wr.s.basis.claims {
		if x.name() == p.name() {
			was = "原告"
		}
	}
	return role + "（" + wr.b.phrase("formerly") + was + "）"
}

// earlier fills in the case that went before.
func (wr *writer) earlier() {
	b, e := wr.b, wr.s.basis
	b.set("before", e.no)
	b.set("beforecourt", e.court.name)
	b.set("beforeday", e.decided.zh())
	b.set("beforepaper", map[paper]string{mediationPaper: "民事调解书"}[e.paper])
	if e.paper != mediationPaper {
		b.set("beforepaper", "民事判决")
	}
	b.set("A", wr.list(wr.s.claims))
	b.set("B", wr.list(wr.s.oppose))
	b.set("appealart", article(cplArticle(wr.s.decided, "appeal"))+"第一款第一项")
	b.set("changeart", article(cplArticle(wr.s.decided, "appeal"))+"第一款第二项")
	b.set("reviewart", article(cplArticle(wr.s.decided, "review"))+"第一款")
	b.set("groundsart", article(cplArticle(wr.s.decided, "grounds")))
	b.set("stopart", article(519))
	if wr.s.decided >= date(2022, 4, 10) {
		b.set("stopart", article(517))
	}
	first := e
	for first.basis != nil {
		first = first.basis
	}
	wr.speak(wr.s.judge.habit)
	b.set("FP", wr.list(first.claims))
	b.set("FD", wr.list(first.oppose))
}

// review writes the ruling that dismisses an application for retrial.
func (wr *writer) review() {
	s := wr.s
	wr.earlier()
	wr.head("民事裁定书")
	wr.parties(wr.former("再审申请人", s.claims[0]), s.claims)
	for _, p := range s.oppose {
		wr.parties(wr.former("被申请人", p), []*party{p})
	}
	wr.say("review.body")
	wr.sign(true)
}

// enforcement writes how an enforcement ended.
func (wr *writer) enforcement() {
	s, b := wr.s, wr.b
	wr.earlier()
	b.set("got", (s.award / 20 / yuan * yuan).zh(s.judge.style))
	b.set("owed", (s.award + s.sum/40).zh(s.judge.style))
	wr.head("执行裁定书")
	wr.parties("申请执行人", s.claims)
	wr.parties("被执行人", s.oppose)
	wr.say("enforce." + s.result)
	wr.sign(s.judge.habit>>20%2 == 0)
}

// paymentOrder writes a payment order.
func (wr *writer) paymentOrder() {
	s, b := wr.s, wr.b
	b.set("A", wr.list(s.claims))
	b.set("B", wr.list(s.oppose))
	b.set("orderclaim", article(cplArticle(s.decided, "orderclaim")))
	b.set("orderart", article(cplArticle(s.decided, "order")))
	wr.speak(s.judge.habit)
	b.set("p", "申请人")
	b.set("d", "被申请人")
	wr.head("支付令")
	wr.parties("申请人", s.claims)
	wr.parties("被申请人", s.oppose)
	b.set("story", b.phrase("story."+s.topic))
	b.set("prooflist", strings.Trim(b.phrase("proof."+s.topic), "、"))
	wr.say("order.body")
	wr.sign(false)
}

// slips puts in what typists and scanners do to papers now and then.
func (wr *writer) slips() []byte {
	d := wr.own
	if !d.chance(0.06) {
		return wr.out
	}
	text := string(wr.out)
	switch d.IntN(5) {
	case 0: // half-width punctuation
		text = strings.NewReplacer("：", ":", "，", ",").Replace(text)
	case 1: // a blank inside the date
		text = strings.Replace(text, "年", "年 ", 3)
	case 2: // doubled full stop
		text = strings.Replace(text, "。\n", "。。\n", 1)
	case 3: // half-width brackets in the number
		text = strings.NewReplacer("（20", "(20", "）浙", ")浙").Replace(text)
	case 4: // a look-alike character
		text = strings.Replace(text, "借款", "借欵", 1)
	}
	return []byte(text)
}
