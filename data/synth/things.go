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
	case "bank", "micro", "card":
		b.set("contract", number(s.begun.year())+pick(d, "年借字第", "浙澜贷", "个借")+number(d.between(1000, 99999))+"号")
		b.set("cardno", "尾号"+number(d.between(1000, 9999)))
		b.set("interest", (s.sum/17 + 13).zh(style))
		b.set("fine", (s.sum/40 + 7).zh(style))
		b.set("asof", (s.filed - day(d.between(3, 40))).zh())
	}
}
