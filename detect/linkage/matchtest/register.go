// Package matchtest invents registers whose truth is known: mentions of persons as they
// arrive from agencies, with the mistakes that people make when they write down others.
package matchtest

import (
	"fmt"
	"math/rand/v2"
	"strings"

	pinyin "github.com/mozillazg/go-pinyin"

	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/data/synth"
)

// Headings are the columns of an invented register.
var Headings = []string{"编号", "姓名", "性别", "出生日期", "身份证号", "电话", "行政区划代码", "住址"}

// A Mention is one row, with the person it is about.
type Mention struct {
	Row    []string // in the order of Headings
	Person string
	Masked bool
}

// Register invents n mentions of about a third as many persons and calls yield for each, in an
// order that tells nothing. The same seed always gives the same mentions.
func Register(seed uint64, n int, yield func(Mention) error) error {
	names, err := synth.ReadNames()
	if err != nil {
		return err
	}
	v := &village{Rand: rand.New(rand.NewPCG(seed, 11)), names: names, sounds: map[string][]rune{}, taken: map[string]bool{}}
	v.learnSounds()
	var all []Mention
	for len(all) < n {
		all = v.household(all)
	}
	all = all[:n]
	v.Shuffle(n, func(i, j int) { all[i], all[j] = all[j], all[i] })
	for i, m := range all {
		m.Row[0] = fmt.Sprintf("m%07d", i+1)
		if err := yield(m); err != nil {
			return err
		}
	}
	return nil
}

// village invents households, one after another.
type village struct {
	*rand.Rand
	names  *synth.Names
	sounds map[string][]rune
	taken  map[string]bool // numbers
	people int
}

type person struct {
	id, name, sex, born, number, phone string
	home                               home
}

type home struct{ code, province, city, district, road, number, room, phone string }

var districts = []struct{ code, province, city, district string }{
	{"330106", "浙江省", "杭州市", "西湖区"}, {"330108", "浙江省", "杭州市", "滨江区"}, {"330212", "浙江省", "宁波市", "鄞州区"},
	{"330782", "浙江省", "金华市", "义乌市"}, {"320102", "江苏省", "南京市", "玄武区"}, {"320583", "江苏省", "苏州市", "昆山市"},
	{"341102", "安徽省", "滁州市", "琅琊区"}, {"340111", "安徽省", "合肥市", "包河区"}, {"360102", "江西省", "南昌市", "东湖区"},
	{"410105", "河南省", "郑州市", "金水区"}, {"510107", "四川省", "成都市", "武侯区"}, {"440305", "广东省", "深圳市", "南山区"},
}

var roads = strings.Fields(`文三路 文一路 解放路 人民路 中山路 建设路 和平路 新华街 胜利街 学院路 南山路 环城西路 东风路 朝阳路 长江路 黄河路 育才巷 桃源街
	青年路 光明路 红旗街 振兴路 迎宾大道 工业路 体育场路 凤起路 庆春路 清江路 之江路 江南大道`)

func (v *village) chance(p float64) bool { return v.Float64() < p }

// learnSounds groups the characters of given names by their sound.
func (v *village) learnSounds() {
	for _, c := range v.names.Characters() {
		s := pinyin.LazyConvert(c, nil)
		if len(s) == 1 {
			v.sounds[s[0]] = append(v.sounds[s[0]], []rune(c)...)
		}
	}
}

// household adds the mentions of one to four people who live together: some share the surname,
// some a character of the given name, some the telephone.
func (v *village) household(all []Mention) []Mention {
	d := districts[v.IntN(len(districts))]
	h := home{d.code, d.province, d.city, d.district, roads[v.IntN(len(roads))], fmt.Sprint(1 + v.IntN(600)), "", v.mobile()}
	if v.chance(0.7) {
		h.room = fmt.Sprintf("%d幢%d单元%d0%d室", 1+v.IntN(20), 1+v.IntN(4), 1+v.IntN(18), 1+v.IntN(4))
	}
	surname := v.names.Surname(v.Rand)
	shared := ""
	called := map[string]bool{} // nobody is called like somebody in the house
	for range 1 + v.IntN(4) {
		p := v.person(h, surname, &shared)
		if called[p.name] {
			continue
		}
		called[p.name] = true
		for range 1 + v.IntN(3) + v.IntN(3) {
			all = append(all, v.mention(p))
		}
	}
	return all
}

func (v *village) mobile() string { return fmt.Sprintf("1%d%09d", 3+v.IntN(7), v.IntN(1e9)) }

func (v *village) person(h home, surname string, shared *string) person {
	v.people++
	woman := v.chance(0.5)
	if v.chance(0.4) {
		surname = v.names.Surname(v.Rand) // married into it
	}
	given := []rune(v.names.Given(v.Rand, woman))
	if len(given) == 2 {
		if *shared != "" && v.chance(0.5) {
			given[0] = []rune(*shared)[0]
		}
		*shared = string(given[:1])
	}
	y, m, d := 1940+v.IntN(70), 1+v.IntN(12), 1+v.IntN(28)
	p := person{id: fmt.Sprintf("p%07d", v.people), name: surname + string(given), born: fmt.Sprintf("%04d%02d%02d", y, m, d), home: h, phone: v.mobile()}
	p.sex = "男"
	sequence := 1 + 2*v.IntN(400)
	if woman {
		p.sex = "女"
		sequence++
	}
	code := h.code
	if v.chance(0.3) {
		code = districts[v.IntN(len(districts))].code
	}
	for p.number == "" || v.taken[p.number] {
		p.number = check(code + p.born + fmt.Sprintf("%03d", sequence))
		sequence = (sequence + 2) % 1000
	}
	v.taken[p.number] = true
	if v.chance(0.15) {
		p.phone = h.phone
	}
	return p
}

// check appends the check character of GB 11643.
func check(s string) string {
	for _, c := range "0123456789X" {
		if record.ResidentID(s + string(c)) {
			return s + string(c)
		}
	}
	return s + "0"
}

// mention writes a person down as one of several registers would: with the number or without,
// with the telephone or the address, and with the mistakes of whoever wrote it.
func (v *village) mention(p person) Mention {
	m := Mention{Person: p.id, Row: []string{"", v.nameOf(p.name), p.sex, v.dateOf(p.born), "", "", p.home.code, v.addressOf(p.home)}}
	number, phone := v.chance(0.5), v.chance(0.6)
	switch {
	case !number && v.chance(0.08):
		m.Masked = true
		m.Row[1] = string([]rune(p.name)[:1]) + []string{"某", "某某", "某1", "×"}[v.IntN(4)]
	case !number && v.chance(0.1):
		m.Row[3] = ""
	}
	if number {
		m.Row[4] = v.numberOf(p)
		if v.chance(0.3) {
			m.Row[3] = ""
		}
		if v.chance(0.3) {
			m.Row[7] = ""
		}
	}
	if phone {
		m.Row[5] = v.phoneOf(p.phone)
	}
	if v.chance(0.05) {
		m.Row[2] = ""
	}
	if v.chance(0.1) {
		m.Row[6] = ""
	}
	if v.chance(0.05) { // moved
		d := districts[v.IntN(len(districts))]
		m.Row[6] = d.code
		m.Row[7] = d.province + d.city + d.district + roads[v.IntN(len(roads))] + fmt.Sprint(1+v.IntN(600)) + "号"
	}
	return m
}

func (v *village) nameOf(name string) string {
	c := []rune(name)
	last := len(c) - 1
	switch x := v.Float64(); {
	case x < 0.015: // heard, not read
		if s := pinyin.LazyConvert(string(c[last]), nil); len(s) == 1 && len(v.sounds[s[0]]) > 0 {
			c[last] = v.sounds[s[0]][v.IntN(len(v.sounds[s[0]]))]
		}
	case x < 0.02:
		c[last] = []rune(v.names.Given(v.Rand, true))[0]
	case x < 0.024 && len(c) > 2:
		c[last], c[last-1] = c[last-1], c[last]
	case x < 0.034:
		return string(c[:1]) + " " + string(c[1:])
	case x < 0.05:
		return strings.NewReplacer("张", "張", "刘", "劉", "陈", "陳", "杨", "楊", "国", "國", "华", "華", "伟", "偉", "丽", "麗", "军", "軍").Replace(name)
	}
	return string(c)
}

func (v *village) dateOf(born string) string {
	b := []byte(born)
	switch x := v.Float64(); {
	case x < 0.008:
		b[3+v.IntN(5)] = byte('0' + v.IntN(10))
	case x < 0.012:
		b[4], b[5], b[6], b[7] = b[6], b[7], b[4], b[5]
	case x < 0.02:
		b[6], b[7] = '0', '1'
	}
	s := string(b)
	switch v.IntN(4) {
	case 0:
		return s[:4] + "-" + s[4:6] + "-" + s[6:]
	case 1:
		return s[:4] + "年" + strings.TrimPrefix(s[4:6], "0") + "月" + strings.TrimPrefix(s[6:], "0") + "日"
	case 2:
		return s[:4] + "/" + s[4:6] + "/" + s[6:]
	}
	return s
}

func (v *village) numberOf(p person) string {
	s := []byte(p.number)
	switch x := v.Float64(); {
	case x < 0.01:
		i := v.IntN(16)
		s[i], s[i+1] = s[i+1], s[i]
	case x < 0.02:
		s[v.IntN(17)] = byte('0' + v.IntN(10))
	case x < 0.04 && p.born < "1985":
		return string(s[:6]) + string(s[8:17])
	case x < 0.05:
		return strings.ToLower(string(s))
	}
	return string(s)
}

func (v *village) phoneOf(s string) string {
	b := []byte(s)
	switch x := v.Float64(); {
	case x < 0.1:
		return v.mobile() // another one
	case x < 0.115:
		b[3+v.IntN(8)] = byte('0' + v.IntN(10))
	case x < 0.15:
		return s[:3] + "-" + s[3:7] + "-" + s[7:]
	}
	return string(b)
}

func (v *village) addressOf(h home) string {
	s := h.road + h.number + "号" + h.room
	switch x := v.Float64(); {
	case x < 0.12:
		return ""
	case x < 0.4:
		return h.district + s
	case x < 0.5:
		return h.city + h.district + h.road + h.number + "号"
	case x < 0.55:
		return strings.TrimSuffix(h.province, "省") + strings.TrimSuffix(h.city, "市") + h.district + s
	}
	return h.province + h.city + h.district + s
}
