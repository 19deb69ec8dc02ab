package table

import (
	"testing"

	"github.com/mingjian/mingjian/data/standard"
)

// TestState: what a remark, or the place of a number, says was never made or is over; what is to
// be done, may happen or was made good is no such thing.
func TestState(t *testing.T) {
	f := standard.Field{As: "state", Codes: []string{"none", "closed", "released", "expired"}}
	for text, want := range map[string]string{
		"未开立": "none", "尚未缴存": "none", "工资保证金未缴纳": "none", "未提供支付担保": "none", "保函未出具": "none",
		"专户已于2024年5月销户": "closed", "已销户": "closed", "专用账户已注销": "closed",
		"保证金已退还": "released", "已退还": "released", "保函已解除": "released", "已于2024年3月全额退还": "released",
		"保函已到期": "expired", "已到期未续": "expired", "保函已于2024年6月30日到期": "expired",
		"":  "",
		"无": "", "正常": "", "已缴存": "", "2024年6月30日到期": "",
		"拟于完工后销户": "", "应退还保证金": "", "到期前续保": "", "未销户": "", "申请退还": "",
		"未提供营业执照": "", "营业执照已注销": "", "项目经理证书已过期": "",
		"未缴存，已补缴": "", "保函已到期，已续保": "", "原专户已销户，另行开立新专户": "", "未缴存，符合免存条件": "",
	} {
		v, ok := Told(f, text)
		if got, _ := v.(string); got != want || ok != (want != "") {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
