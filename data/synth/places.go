package synth

import "strconv"

// The county is three basic courts' land under one intermediate court. City, districts,
// towns and roads are invented; no court, division code or court code in the public
// lists is used (numbers 浙19 and 3319 are not given to any place).
const (
	province = "浙江省"
	city     = "澜州市"
)

// A place is the land of one basic court.
type place struct {
	name     string // 云浦区
	division string // first six digits of a resident ID
	towns    []string
	weight   int
}

// places is the land of the county.
type places []place

func newPlaces() places {
	return places{
		{"云浦区", "331902", []string{"东亭街道", "沙溪街道", "北坞街道", "南屏街道", "长汀镇"}, 5},
		{"清渠县", "331921", []string{"石门镇", "下塘镇", "柳渡镇", "青枫乡", "双涧镇", "城关镇"}, 3},
		{"望台市", "331981", []string{"望江街道", "鹤岭街道", "桐林镇", "白沙湾镇", "大桥镇"}, 4},
	}
}

// home draws where somebody lives.
func (p places) home(d dice) place {
	weights := make([]int, len(p))
	for i := range p {
		weights[i] = p[i].weight
	}
	return p[d.weighted(weights...)]
}

// whole names the place with the city above it, which a county-level city goes without.
func (p place) whole() string {
	if p.division[4] == '8' {
		return p.name
	}
	return city + p.name
}

// address draws an address in the place.
func (p place) address(d dice) string {
	whole := p.whole()
	switch d.weighted(4, 4, 2, 2) {
	case 0:
		return province + whole + p.towns[d.IntN(len(p.towns))] + villages(d) + strconv.Itoa(d.between(1, 480)) + "号"
	case 1:
		return province + whole + roads(d) + strconv.Itoa(d.between(1, 990)) + "号" + estates(d) + strconv.Itoa(d.between(1, 40)) + "幢" + strconv.Itoa(d.between(1, 3)) + "单元" + strconv.Itoa(d.between(1, 18)) + "0" + strconv.Itoa(d.between(1, 4)) + "室"
	case 2:
		return whole + p.towns[d.IntN(len(p.towns))] + villages(d)
	}
	return whole
}

func villages(d dice) string {
	return pick(d, "上", "下", "东", "西", "前", "后", "大", "小") + pick(d, "塘", "王", "湾", "岙", "溪", "墩", "桥头", "庄", "陈", "泽", "坞") + "村"
}

func roads(d dice) string {
	return pick(d, "望江", "清平", "河沿", "桃源", "学府", "环城", "迎宾", "南屏", "工农", "凤鸣", "云锦", "石渠") + pick(d, "路", "东路", "西路", "街", "南路", "大道")
}

func estates(d dice) string {
	return pick(d, "锦绣", "阳光", "江南", "翠湖", "金色", "桂花", "和润", "云栖", "香樟") + pick(d, "花园", "家园", "名邸", "小区", "苑", "华庭")
}
