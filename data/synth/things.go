package synth

// things fills in the details of causes other than loans.
func (wr *writer) things(d dice) {
	s, b, style := wr.s, wr.b, wr.s.judge.style
	switch s.topic {
	case "sale":
		b.set("goods", pick(d, "水泥", "钢材", "布匹", "饲料", "五金配件", "包装纸箱", "电线电缆", "瓷砖", "木材", "塑料粒子", "混凝土", "食品原料", "机械零部件", "油漆"))
		b.set("total", (s.sum + s.sum/2).zh(style))
	case "wage":
		b.set("job", pick(d, "车工", "缝纫工", "泥水工", "木工", "操作工", "保安", "质检员", "司机", "普工", "电焊工", "钢筋工"))
		b.set("monthly", (money(d.between(38, 90)) * 100 * yuan).zh(style))
	case "house":
		b.set("estate", estates(d)+number(d.between(1, 30))+"幢"+number(d.between(1, 18))+"0"+number(d.between(1, 4))+"室")
		b.set("area", number(d.between(58, 160))+"."+number(d.between(10, 99)))
		b.set("far", pick(d, "安州市", "海陵县", "西塬市", "岭南新城"))
	case "property":
		b.set("estate", estates(d))
		b.set("room", number(d.between(1, 40))+"幢"+number(d.between(1, 24))+"0"+number(d.between(1, 4))+"室")
		b.set("area", number(d.between(58, 160))+"."+number(d.between(10, 99)))
		b.set("price", pick(d, "0.8", "1.2", "1.35", "1.5", "1.8", "2.2"))
	case "bank", "micro", "card", "npl":
		b.set("contract", number(s.begun.year())+pick(d, "年借字第", "浙澜贷", "个借")+number(d.between(1000, 99999))+"号")
		b.set("cardno", "尾号"+number(d.between(1000, 9999)))
		b.set("interest", (s.sum/17 + 13).zh(style))
		b.set("fine", (s.sum/40 + 7).zh(style))
		b.set("asof", (s.filed - day(d.between(3, 40))).zh())
		b.set("oldbank", pick(d, "澜州银行股份有限公司", "东越银行股份有限公司澜州分行", "华澜银行股份有限公司澜州分行"))
	case "traffic", "subrogation":
		wr.accident(d)
	case "divorce":
		if d.chance(0.7) {
			b.set("kid", pick(d, "子", "女")+wr.childName(d))
		}
	case "work":
		b.set("item", pick(d, "服装", "模具", "门窗", "纸箱", "钢结构构件", "印花布", "鞋底", "家具", "铝合金型材", "注塑件"))
	case "service":
		b.set("job", pick(d, "泥工", "木工", "油漆工", "钢筋工", "水电安装", "小工", "架子工"))
		b.set("daily", (money(d.between(16, 45)) * 10 * yuan).zh(style))
	case "consumer":
		b.set("price1", (s.sum / 10).zh(style))
		b.set("product", pick(d, "野生黑枸杞", "祛湿茶", "进口红酒", "阿胶糕", "减肥咖啡", "土蜂蜜", "海参", "压片糖果", "牛肉干", "冬虫草酒"))
		b.set("flaw", pick(d, "未标注生产日期", "无中文标签", "添加了不得用于普通食品的原料", "已超过保质期", "标注的生产许可证号不存在", "未标明适宜人群及食用限量"))
	case "mark":
		b.set("mark", "“"+s.payee+"”")
		b.set("mark0", s.payee)
		b.set("regno", number(d.between(10000000, 59999999)))
		b.set("goods", pick(d, "茶叶", "白酒", "服装", "餐饮服务", "毛巾", "五金工具", "小家电", "糕点"))
		b.set("costs", (money(d.between(6, 30)) * 100 * yuan).zh(style))
	case "objection":
		b.set("estate", estates(d)+number(d.between(1, 30))+"幢"+number(d.between(1, 18))+"0"+number(d.between(1, 4))+"室")
		b.set("years", number(pick(d, 10, 15, 20)))
		b.set("rent", (money(d.between(10, 90)) * 1000 * yuan).zh(style))
		b.set("debtor", wr.name(s.other("debtor")))
		b.set("runno", "（"+number(s.due.year())+"）"+s.court.code+"执"+number(d.between(100, 4000))+"号")
	case "utility":
		b.set("thing", s.payee)
		b.set("account", number(d.between(10000000, 99999999)))
	}
}

func (wr *writer) accident(d dice) {
	b, style := wr.b, wr.s.judge.style
	b.set("plate", "浙"+pick(d, "S", "T", "U")+pick(d, "A", "B", "C", "D", "E")+number(d.between(1000, 9999)))
	b.set("road", roads(d)+pick(d, "", "与"+roads(d)+"交叉口"))
	b.set("stay", number(d.between(3, 60)))
	b.set("injury", pick(d, "左侧锁骨骨折", "右胫腓骨骨折", "多处软组织挫伤", "脑震荡", "肋骨骨折", "腰椎压缩性骨折", "头皮裂伤"))
	b.set("medical", (wr.s.sum / 3).zh(style))
	for _, p := range wr.s.oppose {
		if p.role == "insurer" {
			b.set("I", wr.name(p))
		}
	}
}

// childName is what the paper calls the couple's child: courts leave it out or mask it.
func (wr *writer) childName(d dice) string {
	husband := wr.s.claims[0].person
	if husband.woman {
		husband = wr.s.oppose[0].person
	}
	return husband.surname() + "某" + pick(d, "", "1", "2", "甲")
}
