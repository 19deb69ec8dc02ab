package synth

import "strconv"

// A court of the county.
type court struct {
	name   string
	code   string // 浙1902
	place  string // 云浦区; empty for the intermediate court
	above  *court
	judges []*magistrate
	clerks []string
	habit  uint64 // layout that the whole court shares
}

// A magistrate is a judge and the habits of his or her pen.
type magistrate struct {
	name  string
	rank  string // 审判员, 代理审判员
	habit uint64
	style moneyStyle
}

// A counsel acts for parties.
type counsel struct {
	name string
	firm string // law firm, legal service, legal-aid centre; empty for a citizen
	post string // 律师, 实习律师, 法律工作者; for a citizen how he is related
}

// newCourts makes the three basic courts and the one above them, with staff in
// proportion to the work.
func (w *world) newCourts(documents int) []*court {
	top := &court{name: province + city + "中级人民法院", code: "浙19"}
	w.staff(top, 9+documents/2500, 0)
	courts := []*court{}
	for i, p := range w.places {
		name := province + city + p.name + "人民法院"
		if p.division[4] != '0' {
			name = province + p.name + "人民法院"
		}
		c := &court{name: name, code: "浙" + p.division[2:], place: p.name, above: top}
		w.staff(c, 8+documents/700, i+1)
		courts = append(courts, c)
	}
	return append(courts, top)
}

func (w *world) staff(c *court, n, part int) {
	d := newDice(w.seed^0x636f757274, uint64(part))
	c.habit = d.Uint64()
	for range n {
		m := &magistrate{name: w.names.full(d, d.chance(0.45)), rank: "审判员", habit: d.Uint64()}
		if d.chance(0.12) {
			m.rank = "代理审判员"
		}
		m.style = []moneyStyle{plainMoney, commaMoney, wanMoney}[d.weighted(7, 1, 2)]
		c.judges = append(c.judges, m)
		c.clerks = append(c.clerks, w.names.full(d, d.chance(0.7)))
	}
}

// newCounsel makes the lawyers and legal workers of the county.
func (w *world) newCounsel(documents int) (lawyers, workers []*counsel) {
	d := newDice(w.seed^0x6c6177796572, 0)
	var firms []string
	for range 6 + documents/1500 {
		firms = append(firms, "浙江"+pick(d, "澜", "云", "清", "望", "泽", "衡", "明", "正", "信")+pick(d, "江", "石", "平", "岳", "渠", "诚", "达", "和", "尚")+"律师事务所")
	}
	for range 24 + documents/45 {
		c := &counsel{name: w.names.full(d, d.chance(0.4)), firm: firms[d.low(len(firms))], post: "律师"}
		if d.chance(0.06) {
			c.post = "实习律师"
		}
		lawyers = append(lawyers, c)
	}
	for range 8 + documents/200 {
		at := w.places.home(d)
		workers = append(workers, &counsel{name: w.names.full(d, d.chance(0.3)), firm: at.name + pick(d, "城关", "东亭", "柳渡", "望江") + "法律服务所", post: pick(d, "法律工作者", "基层法律服务工作者")})
	}
	return lawyers, workers
}

func number(n int) string { return strconv.Itoa(n) }
