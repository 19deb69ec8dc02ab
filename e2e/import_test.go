package e2e

import (
	"archive/zip"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// importWorkbook brings a dirty workbook in as an analyst does: a title above the headings, one
// column that is mapped by hand, rows without a name and with a day that is none. The preview says
// what will be put aside; after the import those rows are in quarantine. They are mended in a file
// that is sent from there, and quarantine is empty.
func importWorkbook(t *testing.T, o office) {
	ctx := o.browser(t)
	complaints := listen(ctx)
	file := workbook(t, [][]string{
		{"结婚登记表"},
		{"结婚证字号", "男方姓名", "女方姓名", "结婚登记日期", "哪里办的"},
		{"J330102-2024-000001", "王建国", "李秀兰", "2024-03-05", "青石县民政局"},
		{"J330102-2024-000002", "赵铁柱", "", "2024-04-11", "青石县民政局"},
		{"J330102-2024-000004", "吴大海", "郑小凤", "2024年13月45日", "青石县民政局"},
		{"J330102-2024-000003", "孙志强", "周小梅", "2024-05-20", "青石县民政局"},
	})
	const byHand = `[data-testid="map-row"][data-heading="哪里办的"]`
	var rejected, total, aside string
	signIn(t, ctx, o.address, "analyst", `.shell-nav`)
	step(t, ctx, "upload the file",
		chromedp.Navigate(o.address+"/data/import"),
		chromedp.WaitReady(`[data-testid="upload-file"]`, one),
		chromedp.SetUploadFiles(`[data-testid="upload-file"]`, []string{file}, one),
		chromedp.WaitVisible(`[data-testid="to-map"]`, one),
		chromedp.Click(`[data-testid="to-map"]`, one),
		chromedp.WaitVisible(byHand, one),
	)
	step(t, ctx, "map a column by hand and see the row that is put aside",
		chromedp.Click(byHand+` [data-testid="field-select"]`, one),
		keys(byHand+` [data-testid="field-select"] input`, "登记机关"),
		chromedp.WaitVisible(`.ant-select-dropdown [data-value="authority"]`, one),
		chromedp.WaitNotPresent(`.ant-slide-up-enter, .ant-slide-up-appear`, one),
		chromedp.Click(`.ant-select-dropdown [data-value="authority"]`, one),
		chromedp.WaitVisible(byHand+`[data-fill="byHand"]`, one),
		chromedp.WaitVisible(`[data-testid="preview-row"][data-rejected="true"]`, one),
		chromedp.Text(`[data-testid="preview-row"][data-rejected="true"]`, &rejected, one),
	)
	if !strings.Contains(rejected, "女方姓名") {
		t.Errorf("the preview says %q", rejected)
	}
	step(t, ctx, "say by what right, and import",
		chromedp.Click(`[data-testid="to-basis"]`, one),
		typeInto(`[data-testid="basis-agency"]`, "青石县民政局"),
		typeInto(`[data-testid="basis-authorisation"]`, "青检调证〔2026〕1号"),
		typeInto(`[data-testid="basis-purpose"]`, "虚假离婚逃债监督"),
		chromedp.Click(`[data-testid="start-import"]`, one),
		chromedp.WaitVisible(`[data-testid="run-done"] [data-count="added"]`, one),
		chromedp.Text(`[data-testid="run-done"] [data-count="added"] dd`, &total, one),
		chromedp.AttributeValue(`[data-testid="to-quarantine"]`, "href", &aside, nil, one),
	)
	if total != "2" {
		t.Errorf("%q rows were added, want 2", total)
	}
	step(t, ctx, "see its quality",
		chromedp.Click(`[data-testid="to-quality"]`, one),
		chromedp.WaitVisible(`[data-testid="completeness"] svg`, one),
	)
	step(t, ctx, "see the row in quarantine",
		chromedp.Navigate(o.address+aside), // of this import: the demonstration has rows of its own there
		chromedp.WaitVisible(`[data-testid="quarantine-row"]`, one),
		chromedp.Text(`[data-testid="quarantine-row"]`, &rejected, one),
	)
	if !strings.Contains(rejected, "女方姓名") || strings.Contains(rejected, "赵铁柱") {
		t.Errorf("quarantine says %q", rejected)
	}
	mended := workbook(t, [][]string{
		{"结婚证字号", "男方姓名", "女方姓名", "结婚登记日期", "登记机关"},
		{"J330102-2024-000002", "赵铁柱", "孙玉梅", "2024-04-11", "青石县民政局"},
		{"J330102-2024-000004", "吴大海", "郑小凤", "2024-06-15", "青石县民政局"},
	})
	var repaired, left string
	step(t, ctx, "mend the rows in a file of their own",
		click(`[data-testid="quarantine-mend"]`),
		upload(mended),
		click(`[data-testid="to-map"]`),
		click(`[data-testid="to-basis"]`),
		typeInto(`[data-testid="basis-agency"]`, "青石县民政局"),
		typeInto(`[data-testid="basis-authorisation"]`, "青检调证〔2026〕1号"),
		typeInto(`[data-testid="basis-purpose"]`, "虚假离婚逃债监督"),
		click(`[data-testid="start-import"]`),
		chromedp.WaitVisible(`[data-testid="run-done"] [data-count="added"]`, one),
		chromedp.Text(`[data-testid="run-done"] [data-count="added"] dd`, &total, one),
		chromedp.Text(`[data-testid="run-done"] [data-count="mended"] dd`, &repaired, one),
		chromedp.Navigate(o.address+aside),
		chromedp.WaitVisible(`.notice`, one),
		chromedp.Text(`[data-testid="quarantine-total"]`, &left, one),
	)
	if total != "2" || repaired != "2" || !strings.Contains(left, "0") {
		t.Errorf("mended: %q rows added, %q mended, in quarantine %q", total, repaired, left)
	}
	shareholdersBesideCompany(t, ctx, o.address)
	withoutAColumn(t, ctx, o.address)
	for _, c := range complaints() {
		t.Errorf("the browser complained: %s", c)
	}
}

// withoutAColumn imports a list without the number and the day that nearly every one has: whoever imports
// it is told what no model will find there, and nothing is refused.
func withoutAColumn(t *testing.T, ctx context.Context, address string) {
	t.Helper()
	file := workbook(t, [][]string{
		{"男方姓名", "女方姓名", "登记机关"},
		{"马建军", "何玉兰", "青石县民政局"},
		{"郭志明", "林晓红", "青石县民政局"},
	})
	var said []string
	var total string
	step(t, ctx, "be told what is missing",
		chromedp.Navigate(address+"/data/import"),
		upload(file),
		click(`[data-testid="to-map"]`),
		chromedp.WaitVisible(`[data-testid="lacks-usual"]`, one),
		chromedp.Evaluate(`[...document.querySelectorAll('[data-testid="lacks-usual"]')].map((e) => e.innerText)`, &said))
	if len(said) < 2 || !strings.Contains(said[0], "结婚证字号") || !strings.Contains(said[0], "模型") {
		t.Errorf("the preview says of what is missing: %q", said)
	}
	step(t, ctx, "import it all the same",
		click(`[data-testid="to-basis"]`),
		typeInto(`[data-testid="basis-agency"]`, "青石县民政局"),
		typeInto(`[data-testid="basis-authorisation"]`, "青检调证〔2026〕2号"),
		typeInto(`[data-testid="basis-purpose"]`, "虚假离婚逃债监督"),
		click(`[data-testid="start-import"]`),
		chromedp.WaitVisible(`[data-testid="run-done"] [data-count="added"]`, one),
		chromedp.Text(`[data-testid="run-done"] [data-count="added"] dd`, &total, one))
	if total != "2" {
		t.Errorf("%q rows were added, want 2", total)
	}
}

// shareholdersBesideCompany imports the shareholders that stand side by side in the rows of
// companies, and is offered the companies after that.
func shareholdersBesideCompany(t *testing.T, ctx context.Context, address string) {
	file := workbook(t, [][]string{
		{"统一社会信用代码", "企业名称", "法定代表人", "成立日期", "登记状态", "股东1", "股东1证件号", "股东2", "股东2证件号"},
		{"91330106MA27ABCD00", "青石某甲贸易有限公司", "王建国", "2019-01-02", "存续", "王建国", "330106199001010019", "李秀兰", "330106199001010027"},
	})
	var total, others string
	step(t, ctx, "import what stands side by side in a row",
		chromedp.Navigate(address+"/data/import"),
		upload(file),
		click(`.ant-radio-input[value="登记 股东"]`),
		chromedp.WaitVisible(`//*[@data-testid="choose-standard"]//*[contains(text(), "company_shareholder")]`, byPath),
		click(`[data-testid="to-map"]`),
		chromedp.WaitVisible(`[data-testid="preview-row"]`, one),
		click(`[data-testid="to-basis"]`),
		typeInto(`[data-testid="basis-agency"]`, "青石县市场监督管理局"),
		typeInto(`[data-testid="basis-authorisation"]`, "青检调证〔2026〕2号"),
		typeInto(`[data-testid="basis-purpose"]`, "虚假出资监督"),
		click(`[data-testid="start-import"]`),
		chromedp.WaitVisible(`[data-testid="run-done"] [data-count="added"]`, one),
		chromedp.Text(`[data-testid="run-done"] [data-count="added"] dd`, &total, one),
		chromedp.Text(`[data-testid="other-tables"]`, &others, one),
	)
	if total != "2" || !strings.Contains(others, "登记") {
		t.Errorf("%q rows were added, the other tables are %q", total, others)
	}
}

// workbook writes rows of texts into an XLSX file.
func workbook(t *testing.T, rows [][]string) string {
	t.Helper()
	var cells strings.Builder
	for i, row := range rows {
		fmt.Fprintf(&cells, `<row r="%d">`, i+1)
		for n, text := range row {
			fmt.Fprintf(&cells, `<c r="%c%d" t="inlineStr"><is><t>%s</t></is></c>`, 'A'+n, i+1, text)
		}
		cells.WriteString(`</row>`)
	}
	const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	path := filepath.Join(t.TempDir(), "结婚登记表.xlsx")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	for name, content := range map[string]string{
		"[Content_Types].xml":        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
		"_rels/.rels":                `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="登记" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + cells.String() + `</sheetData></worksheet>`,
	} {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(head + content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}
