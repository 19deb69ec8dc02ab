package standard

import "testing"

// TestUnheard: columns that may exculpate are named, others are not.
func TestUnheard(t *testing.T) {
	for heading, want := range map[string]bool{
		"备注2": true, "退款情况": true, "是否撤销": true, "复议结果": true, "更正记录": true,
		"序号": false, "炉型": false, "审批人": false, "核查单位": false, "撤销文号": false,
	} {
		if _, got := Unheard([]string{heading}); got != want {
			t.Errorf("%s: %v", heading, got)
		}
	}
}
