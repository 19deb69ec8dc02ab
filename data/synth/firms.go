package synth

// A firm is a company, bank, shop or office.
type firm struct {
	name    string
	address string
	head    string // name of 法定代表人 or 负责人
	office  string // 法定代表人, 负责人, 经营者
	post    string // 总经理
	code    string // unified social credit code
	staff   []string
	habit   uint64  // how its papers are drafted
	chief   *person // who the head is, where a story needs to know
	partner *person // a supervisor with a share, likewise
	fined   day     // the day on which it was punished for registering marks in bad faith
}

// newFirm makes a firm with the given name.
func (w *world) newFirm(d dice, name string) *firm {
	at := w.places.home(d)
	f := &firm{name: name, head: w.names.full(d, d.chance(0.3)), office: "法定代表人",
		post: pick(d, "董事长", "总经理", "执行董事", "经理"), habit: d.Uint64()}
	f.address = province + at.whole() + roads(d) + number(d.between(1, 800)) + "号"
	f.code = creditCode(d, at.division)
	for range 4 {
		f.staff = append(f.staff, w.names.full(d, d.chance(0.5)))
	}
	return f
}

// trader makes a firm of a given line of business.
func (w *world) trader(d dice, lines ...string) *firm {
	core := pick(d, "恒", "瑞", "鑫", "广", "华", "永", "盛", "宏", "金", "天", "泰", "嘉", "润", "康", "中") +
		pick(d, "达", "源", "丰", "茂", "通", "信", "禾", "成", "隆", "泽", "远", "博", "诚", "和", "宇")
	line := pick(d, lines...)
	at := pick(d, city, "云浦", "清渠县", "望台市", "浙江")
	name := at + core + line + pick(d, "有限公司", "有限公司", "有限责任公司")
	return w.newFirm(d, name)
}

// shop makes a one-man business, which is party under the name on its sign.
func (w *world) shop(d dice) *firm {
	at := w.places.home(d)
	name := at.name + pick(d, "老", "阿", "小", "新", "好") + pick(d, "福", "林", "兴", "旺", "顺", "达") + pick(d, "建材经营部", "五金店", "食品店", "家具店", "汽车修理厂", "水果批发部", "服装店")
	f := w.newFirm(d, name)
	f.office, f.post = "经营者", ""
	return f
}

// creditCode makes a code as GB 32100 describes it, with a correct check character.
func creditCode(d dice, division string) string {
	const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	b := append([]byte("91"), division...)
	for range 9 {
		b = append(b, alphabet[d.IntN(len(alphabet))])
	}
	weights := [17]int{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28}
	sum := 0
	for i, c := range b {
		for v := range len(alphabet) {
			if alphabet[v] == c {
				sum += v * weights[i]
			}
		}
	}
	return string(append(b, alphabet[(31-sum%31)%31]))
}
