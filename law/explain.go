package law

import (
	"fmt"

	"github.com/mingjian/mingjian/fault"
)

// say adds a line to the explanation; its articles are those that applied on the day of
// the event.
func (c *clock) say(kind string, basis []Ref, zh, en string, args ...any) {
	c.lines = append(c.lines, Line{
		Kind: kind, Date: c.last, Basis: c.laws.Applying(basis, c.facts.From),
		Says: fault.Text{ZH: fmt.Sprintf(zh, args...), EN: fmt.Sprintf(en, args...)},
	})
}

// day writes a day with what kind of day it is.
func (c *clock) day(d Date) fault.Text {
	what := c.cal.What(d)
	return fault.Text{ZH: fmt.Sprintf("%s（%s）", d, what.ZH), EN: fmt.Sprintf("%s (%s)", d, what.EN)}
}

func (c *clock) sayLength() {
	x, length := c.limit, c.facts.Length.Text()
	zh, en := "%[1]s：%[3]s，自%[5]s之日起；义务人：%[7]s。", "%[2]s: %[4]s from the day of this event: %[6]s. Who must act: %[8]s."
	if x.Back {
		zh, en = "%[1]s：至迟在%[5]s %[3]s 前；义务人：%[7]s。", "%[2]s: at the latest %[4]s before this event: %[6]s. Who must act: %[8]s."
	}
	c.say("length", x.Basis, zh, en, x.Title.ZH, x.Title.EN, length.ZH, length.EN, x.From.ZH, x.From.EN, x.Who.ZH, x.Who.EN)
}

func (c *clock) sayStart() {
	c.say("start", c.counting.Start, "%[1]s 是开始的日，不计算在内，从 %[2]s 起算。", "%[1]s is the day of the event and does not count; counting begins on %[2]s.",
		c.facts.From, c.facts.From.AddDays(1))
}

func (c *clock) sayEnd() {
	length, on := c.facts.Length.Text(), c.day(c.last)
	if u := c.facts.Length.Unit; (u == Months || u == Years) && c.last.Day() != c.facts.From.Day() {
		c.say("end", nil, "满 %[1]s的月份没有 %[5]d 日，以该月最后一日 %[3]s为届满之日（民法典第二百零二条；该文本不在登记簿中，未核对）。",
			"the month in which %[2]s are over has no day %[5]d; its last day ends the period: %[4]s (Civil Code art. 202; its text is not in the register, unverified).",
			length.ZH, length.EN, on.ZH, on.EN, c.facts.From.Day())
		return
	}
	c.say("end", nil, "%[1]s于 %[3]s届满。", "%[2]s are over on %[4]s.", length.ZH, length.EN, on.ZH, on.EN)
}

func (c *clock) sayExtended(g Granted) {
	e, length, on := c.limit.Extension, g.Length.Text(), c.day(c.last)
	by := fault.Text{ZH: e.Approver.ZH, EN: e.Approver.EN}
	if g.By != "" {
		by = fault.Text{ZH: by.ZH + "，" + g.By, EN: by.EN + ", " + g.By}
	}
	if !g.On.IsZero() {
		by = fault.Text{ZH: by.ZH + "，" + g.On.String(), EN: by.EN + ", " + g.On.String()}
	}
	c.say("extended", e.Basis, "延长 %[1]s（批准：%[5]s），至 %[3]s。", "Extended by %[2]s (approved by: %[6]s), to %[4]s.", length.ZH, length.EN, on.ZH, on.EN, by.ZH, by.EN)
}

func (c *clock) saySpan(p pending, n int) {
	on, unit := c.day(c.last), fault.Text{ZH: "日", EN: "day"}
	if c.facts.Length.Unit == WorkingDays {
		unit = fault.Text{ZH: "个工作日", EN: "working day"}
	}
	if n != 1 {
		unit.EN += "s"
	}
	zh, en := "%[1]s：%[3]s 至 %[4]s，期限内 %[5]d %[6]s不计入，顺延至 %[8]s。", "%[2]s: %[3]s to %[4]s, of which %[5]d %[7]s of the running time do not count; the end moves to %[9]s."
	if p.kind == "suspended" {
		zh, en = "%[1]s：%[3]s 至 %[4]s 停止计算（%[5]d %[6]s），次日恢复，届满日为 %[8]s。", "%[2]s: the clock stood from %[3]s to %[4]s (%[5]d %[7]s) and ran again the day after; the end is %[9]s."
	}
	c.say(p.kind, p.ground.Basis, zh, en, p.ground.Title.ZH, p.ground.Title.EN, p.From, p.To, n, unit.ZH, unit.EN, on.ZH, on.EN)
}

func (c *clock) sayStands(p pending) {
	c.say(p.kind, p.ground.Basis, "%[1]s：自 %[3]s 起停止计算，尚未结束，届满日待恢复后确定。", "%[2]s: the clock has stood since %[3]s and has not been started again; the last day is known then.",
		p.ground.Title.ZH, p.ground.Title.EN, p.From)
}

func (c *clock) sayUseless(p pending) {
	c.say(p.kind, p.ground.Basis, "%[1]s 始于 %[3]s，期限已届满，不影响届满日。", "%[2]s began on %[3]s, when the time was over; it changes nothing.", p.ground.Title.ZH, p.ground.Title.EN, p.From)
}

func (c *clock) sayMoved(rest Date) {
	was, on := c.day(rest), c.day(c.last)
	c.say("rest", c.counting.Rest, "届满日 %[1]s是休息日，顺延至其后第一个工作日 %[3]s。", "The end, %[2]s, is a rest day and moves to the first working day after: %[4]s.", was.ZH, was.EN, on.ZH, on.EN)
}

func (c *clock) sayWorked() {
	on := c.day(c.last)
	c.say("rest", c.counting.Rest, "%[1]s：不是休息日，不顺延。", "%[2]s: it is no rest day, the end does not move.", on.ZH, on.EN)
}

func (c *clock) sayCustody() {
	on := c.day(c.last)
	c.say("rest", c.counting.Rest, "届满日 %[1]s是休息日，但在押期间不因节假日延长，至当日为止。", "The end, %[2]s, is a rest day, but holidays do not prolong custody: it ends that day.", on.ZH, on.EN)
}

func (c *clock) sayFixed() {
	on := c.day(c.last)
	c.say("rest", nil, "届满日 %[1]s是休息日；这是一种状态的存续期间，不是办理事项的期限，至当日为止，不因休息日延长。",
		"The end, %[2]s, is a rest day; it ends a state and is no time to act in, so rest days do not prolong it.", on.ZH, on.EN)
}

func (c *clock) sayBack() {
	length, on := c.facts.Length.Text(), c.day(c.last)
	c.say("end", nil, "与 %[5]s 之间须隔整 %[1]s，至迟为 %[3]s。条文没有写明往前如何计算，取较早的一日。",
		"%[2]s whole must lie before %[5]s, so the last day is %[4]s. No article says how to count back; the earlier day is taken.",
		length.ZH, length.EN, on.ZH, on.EN, c.facts.From)
}

func (c *clock) sayEarlier(rest Date) {
	was, on := c.day(rest), c.day(c.last)
	c.say("rest", nil, "%[1]s是休息日，提前到其前最后一个工作日 %[3]s，以免迟误。", "%[2]s is a rest day; the last working day before it is taken, so as not to be late: %[4]s.", was.ZH, was.EN, on.ZH, on.EN)
}

// sayNotes ends the explanation: what the text does not say, what holds besides, and the
// result.
func (c *clock) sayNotes() {
	for _, note := range []fault.Text{c.counting.Note, c.limit.Note} {
		if note.ZH != "" {
			c.say("note", nil, "%[1]s", "%[2]s", note.ZH, note.EN)
		}
	}
	if c.last.IsZero() {
		return
	}
	if !c.limit.Back && !c.limit.Fixed {
		c.say("note", c.counting.Road, "诉讼文书在期满前交邮的，不算过期。", "A paper posted before the end is in time.")
	}
	on := c.day(c.last)
	c.say("due", nil, "最后一日：%[1]s。", "Last day: %[2]s.", on.ZH, on.EN)
}
