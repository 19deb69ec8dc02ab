package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/mingjian/mingjian/data/record"
)

// employer is the invented employer of the story, and its head.
const (
	employer     = "青石县永晟纺织有限公司"
	employerHead = "贺永晟"
)

// A claimant is one of those who sue the employer for wages that it never owed. All names and
// numbers are invented: division 330199 does not exist.
type claimant struct {
	name, id, born string
	sum            int
	really         string // where the claimant is insured
}

func claimants() []claimant {
	var list []claimant
	for i, name := range []string{"贺永强", "贺小梅", "章一鸣", "章一凡", "柯春生", "柯春桃", "麦立冬", "麦立夏"} {
		day := fmt.Sprintf("19%02d%02d%02d", 72+2*i, i+1, 3*i+2)
		list = append(list, claimant{name: name, id: residentID("330199" + day + fmt.Sprintf("%03d", 11+i)), sum: 186_000 + 4_000*i,
			born: fmt.Sprintf("19%02d年%d月%d日", 72+2*i, i+1, 3*i+2), really: []string{"云川县供销物资有限公司", "青石县第二建材厂"}[i%2]})
	}
	return list
}

// residentID completes a number with the character that makes it sound.
func residentID(digits string) string {
	for _, last := range "0123456789X" {
		if id := digits + string(last); record.ResidentID(id) {
			return id
		}
	}
	return digits
}

// writeStory writes what the county's offices hold: the judgments of the wage suits and of some
// others, the bankruptcy register of the court, and the insurance register of the labour bureau.
func writeStory(court, labour string) error {
	for _, dir := range []string{court, labour} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return err
		}
	}
	var papers strings.Builder
	enrolled := strings.Builder{}
	enrolled.WriteString("姓名,身份证号,险种,单位名称,参保日期,参保状态\n")
	out := json.NewEncoder(&papers)
	for i, c := range claimants() {
		if err := out.Encode(map[string]string{"id": fmt.Sprintf("wage-%02d", i+1), "text": wageJudgment(i, c)}); err != nil {
			return err
		}
		fmt.Fprintf(&enrolled, "%s,%s,企业职工基本养老保险,%s,2016-03-01,正常参保\n", c.name, c.id, c.really)
	}
	bankrupt := "破产案号,受理法院,债务人,法定代表人,案件类型,申请日期,受理日期\n（2025）浙0199破3号,青石县人民法院," + employer + "," + employerHead + ",破产清算,2025-06-20,2025-07-08\n"
	for path, text := range map[string]string{
		filepath.Join(court, "judgments.jsonl"): papers.String(),
		filepath.Join(court, "破产案件台账.csv"):      bankrupt,
		filepath.Join(labour, "社保参保登记.csv"):     enrolled.String(),
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			return err
		}
	}
	return nil
}

// wageJudgment is the judgment of one of the suits: on a note alone, and the employer admits.
func wageJudgment(i int, c claimant) string {
	return fmt.Sprintf(`青石县人民法院
民事判决书
（2025）浙0199民初%[1]d号
原告：%[2]s，%[3]s，%[4]s出生，汉族，住青石县城关镇，公民身份号码%[5]s。
被告：%[6]s，住所地青石县工业路8号。
法定代表人：%[7]s，总经理。
原告%[2]s与被告%[6]s追索劳动报酬纠纷一案，本院于2025年3月%[8]d日立案后，依法适用简易程序，公开开庭进行了审理。原告%[2]s、被告%[6]s的法定代表人%[7]s到庭参加诉讼。本案现已审理终结。
原告%[2]s向本院提出诉讼请求：判令被告支付劳动报酬%[9]d元。事实和理由：原告在被告处工作，被告拖欠工资，于2025年1月出具欠条一份。
被告%[6]s承认原告的全部诉讼请求。
本院经审理认定事实如下：被告出具欠条，载明欠原告工资%[9]d元。原告未提供劳动合同。
本院认为，被告对原告主张的事实予以承认，本院予以确认。依照《中华人民共和国劳动法》第五十条、《中华人民共和国民事诉讼法》第六十七条第一款规定，判决如下：
被告%[6]s于本判决生效之日起十日内支付原告%[2]s劳动报酬%[9]d元。
案件受理费10元，减半收取5元，由被告%[6]s负担。
如不服本判决，可以在判决书送达之日起十五日内，向本院递交上诉状，上诉于青石市中级人民法院。
审判员　　虞　某
二〇二五年三月二十八日
书记员　　倪　某
`, 211+i, c.name, []string{"男", "女"}[i%2], c.born, c.id, employer, employerHead, 10+i, c.sum)
}
