package web_test

import (
	"context"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/web"
)

const idNo = "330102199003071234"

// shelf is an invented intake and lake of registers: every file is a table of marriages with
// a column of names, one of identity numbers and one of offices.
type shelf struct {
	mu    sync.Mutex
	runs  map[string]*web.Run
	order web.Order
	gone  []string // imports that were forgotten
}

func (s *shelf) Sheets(_ context.Context, file string) ([]web.Sheet, []fault.Text, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, nil, err
	}
	if strings.HasPrefix(string(b), "bomb") {
		return nil, nil, fault.Invalidf("“%s”解压后过大，拒绝读取。", "%q unpacks to too much and is not read.", filepath.Base(file))
	}
	return []web.Sheet{{Header: "1", Headings: []string{"男方", "身份证", "登记机关"}, Guesses: []web.Guess{{Standard: "marriage", Score: 0.9}}}}, nil, nil
}

func (s *shelf) Match(context.Context, string, web.Place) ([]web.ColumnMatch, error) {
	return []web.ColumnMatch{
		{Heading: "男方", Field: "husband", Score: 0.98, Samples: []web.Cell{{Text: "王小明"}}},
		{Heading: "身份证", Samples: []web.Cell{{Text: idNo}}},
		{Heading: "登记机关", Field: "authority", Score: 0.98, Samples: []web.Cell{{Text: "青石县民政局"}}},
	}, nil
}

func (s *shelf) Preview(_ context.Context, _ string, _ web.Place, columns []web.ColumnChoice) ([]web.PreviewRow, []fault.Text, error) {
	row := web.PreviewRow{Place: "2"}
	for i, c := range columns {
		if text := []string{"王小明", idNo, "青石县民政局"}[i]; c.Field != "" {
			row.Cells = append(row.Cells, web.PreviewCell{Raw: web.Cell{Text: text}, Value: web.Cell{Text: text}})
		}
	}
	return []web.PreviewRow{row}, []fault.Text{{ZH: "没有“登记日期”列", EN: "there is no column for the day"}}, nil
}

func (s *shelf) Start(_ context.Context, by access.Account, o web.Order) (web.Run, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.runs) > 0 {
		return web.Run{}, fault.Conflictf("另一个导入正在进行。", "Another import is running.")
	}
	r := web.Run{ID: "run-1", State: "running", Standard: o.At.Standard, By: by.Display, Started: dbtest.Monday}
	s.runs, s.order = map[string]*web.Run{r.ID: &r}, o
	return r, nil
}

func (s *shelf) Run(_ context.Context, id string) (web.Run, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r := s.runs[id]; r != nil {
		return *r, nil
	}
	return web.Run{}, fault.NotFoundf("没有这次导入。", "There is no such run.")
}

func (s *shelf) Cancel(_ context.Context, _ access.Account, id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.runs[id] == nil {
		return fault.NotFoundf("没有这次导入。", "There is no such run.")
	}
	s.runs[id].State = "cancelled"
	return nil
}

func (s *shelf) Datasets(context.Context) ([]web.Dataset, error) {
	return []web.Dataset{{Name: "marriage", Kind: "register", Coverage: "empty", Says: fault.Text{ZH: "没有数据", EN: "No data"}}}, nil
}

func (s *shelf) Coverage(_ context.Context, name string) (web.CoverageReport, error) {
	return web.CoverageReport{Name: name, State: "gaps", Rows: []web.CoverageLine{{Value: "甲"}}}, nil
}

func (s *shelf) Quality(_ context.Context, name, imported string) (web.QualityReport, error) {
	return web.QualityReport{Name: name, Import: imported, Fields: []web.FieldQuality{{Name: "husband", Problems: []web.FieldProblem{{Code: "form"}}}}}, nil
}

func (s *shelf) Imports(context.Context, string) ([]web.ImportRow, error) {
	return []web.ImportRow{{ID: "i-1", Standard: "marriage", Columns: []web.ColumnUsed{}}, {ID: "i-0", Columns: []web.ColumnUsed{}}}, nil
}

func (s *shelf) Import(_ context.Context, id string) (web.ImportDetail, error) {
	if id != "i-1" {
		return web.ImportDetail{}, fault.NotFoundf("没有这个导入批次。", "There is no such import.")
	}
	return web.ImportDetail{ImportRow: web.ImportRow{ID: id}, Removes: web.Removal{Records: 7}}, nil
}

func (s *shelf) Forget(_ context.Context, _ access.Account, id, _ string) error {
	s.gone = append(s.gone, id)
	return nil
}

func (s *shelf) List(_ context.Context, f web.QuarantineFilter) (web.QuarantineList, error) {
	row := web.QuarantineRow{ID: "q-1", Import: "i-1", Standard: "marriage", Place: "5", Problems: []web.PreviewReason{{Code: "missing", Says: fault.Text{ZH: "缺少“男方姓名”。", EN: "missing"}}},
		Cells: []web.QuarantineCell{{Heading: "身份证", Cell: web.Cell{Text: idNo}}, {Heading: "备注", Cell: web.Cell{Text: "=cmd()"}}}}
	if f.From > 0 {
		return web.QuarantineList{Total: 1}, nil
	}
	return web.QuarantineList{Rows: []web.QuarantineRow{row}, Total: 1, Codes: []web.CodeCount{{Code: "missing", Rows: 1}}}, nil
}

func (s *shelf) Drop(_ context.Context, _ access.Account, _ string, ids []string, _ string) (int64, error) {
	return int64(len(ids)), nil
}

// withShelf gives a site registers, and a small limit for files.
func withShelf(t *testing.T) (*site, *shelf) {
	s, sh := newSite(t), &shelf{}
	s.Intake, s.Registers, s.Quarantine = sh, sh, sh
	s.Uploads = web.Uploads{Dir: filepath.Join(t.TempDir(), "uploads"), Max: 1000}
	return s, sh
}

// upload sends a file and returns the answer.
func (s *site) upload(t *testing.T, role access.Role, query, content string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), "POST", "/api/uploads?"+query, strings.NewReader(content))
	r.Header.Set("Content-Type", "application/octet-stream")
	if role != "" {
		r.AddCookie(s.cookie(t, role))
	}
	return s.send(r)
}

// TestRegisterRights: who may do what on every route about registers.
func TestRegisterRights(t *testing.T) {
	s, _ := withShelf(t)
	ids := map[access.Role]string{}
	for _, role := range []access.Role{access.Analyst, access.Admin} {
		ids[role] = decode[web.Upload](t, s.upload(t, role, "name=a.csv", "x").Body).ID
	}
	all := map[access.Role]int{access.Handler: 200, access.Analyst: 200, access.Leader: 200, access.Admin: 200}
	importers := func(ok int) map[access.Role]int {
		return map[access.Role]int{access.Handler: 403, access.Analyst: ok, access.Leader: 403, access.Admin: ok}
	}
	place := `"sheet":"","standard":"marriage","columns":[{"field":"husband"},{"field":""},{"field":"authority"}]`
	for _, tc := range []struct {
		method, path, body string
		status             map[access.Role]int
	}{
		{"GET", "/api/registers", "", all},
		{"GET", "/api/coverage/marriage", "", all},
		{"GET", "/api/quality/marriage?import=i-1", "", all},
		{"GET", "/api/imports", "", all},
		{"GET", "/api/imports/i-1", "", all},
		{"GET", "/api/quarantine", "", all},
		{"GET", "/api/quarantine/file?import=i-1&purpose=for+mending", "", map[access.Role]int{access.Handler: 200, access.Analyst: 200, access.Leader: 403, access.Admin: 403}},
		{"POST", "/api/uploads/{upload}/match", `{"sheet":"","standard":"marriage"}`, importers(200)},
		{"POST", "/api/uploads/{upload}/preview", `{` + place + `}`, importers(200)},
		{"DELETE", "/api/runs/run-9", "", importers(404)},
		{"POST", "/api/quarantine/drops", `{"import":"i-1","rows":["q-1"],"reason":"not ours"}`, importers(200)},
		{"POST", "/api/quarantine/drops", `{"import":"i-9","reason":"not ours"}`, importers(404)},
		{"POST", "/api/quarantine/drops", `{"import":"i-1","reason":"no"}`, map[access.Role]int{access.Analyst: 422}},
		{"DELETE", "/api/imports/i-1?reason=over+now", "", map[access.Role]int{access.Handler: 403, access.Analyst: 403, access.Leader: 204, access.Admin: 204}},
	} {
		for role, want := range tc.status {
			id := ids[role]
			if id == "" {
				id = ids[access.Analyst]
			}
			w := s.as(t, role, tc.method, strings.ReplaceAll(tc.path, "{upload}", id), tc.body)
			if w.Code != want {
				t.Errorf("%s: %s %s: got %d %s, want %d", role, tc.method, tc.path, w.Code, w.Body, want)
			}
		}
	}
	for _, role := range []access.Role{access.Handler, access.Leader} {
		if w := s.upload(t, role, "name=a.csv", "x"); w.Code != 403 {
			t.Errorf("%s uploads: %d", role, w.Code)
		}
	}
}

// TestUploads: what arrives, and under which name.
func TestUploads(t *testing.T) {
	for _, tc := range []struct {
		name, query, content string
		status               int
		says                 string
	}{
		{"a file", "name=%E5%A9%9A%E5%A7%BB.csv", "a,b\n", 201, `"name":"婚姻.csv"`},
		{"a path out of the folder", "name=..%2F..%2Fetc%2Fpasswd", "x", 201, `"name":"passwd"`},
		{"a path of another system", "name=C%3A%5Cdata%5Ca.csv", "x", 201, `"name":"a.csv"`},
		{"only dots", "name=..", "x", 201, `"name":"file"`},
		{"a name that turns round", "name=a%E2%80%AEvsc.exe", "x", 201, `"name":"avsc.exe"`},
		{"a name with an end", "name=a%00.csv", "x", 422, "文件名不能使用"},
		{"no name", "", "x", 422, `"location":"query.name"`},
		{"nothing", "name=a.csv", "", 422, "文件是空的"},
		{"too much", "name=a.csv", strings.Repeat("x", 1001), 422, "文件超过 1 MB"},
		{"just enough", "name=a.csv", strings.Repeat("x", 1000), 201, `"size":1000`},
		{"an archive that unpacks to too much", "name=a.zip", "bomb", 422, "解压后过大"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s, _ := withShelf(t)
			w := s.upload(t, access.Analyst, tc.query, tc.content)
			if w.Code != tc.status || !strings.Contains(w.Body.String(), tc.says) {
				t.Errorf("got %d %s, want %d …%s…", w.Code, w.Body, tc.status, tc.says)
			}
			left, _ := os.ReadDir(s.Uploads.Dir)
			if want := map[bool]int{true: 1, false: 0}[tc.status == 201]; len(left) != want {
				t.Errorf("%d folders are left, want %d", len(left), want)
			}
			if up, _ := os.ReadDir(filepath.Dir(s.Uploads.Dir)); len(up) > 1 {
				t.Errorf("a file lies outside of its folder: %v", up)
			}
		})
	}
}

// TestUploadsAreTheirSendersOwn: to anybody else a file that has arrived does not exist.
func TestUploadsAreTheirSendersOwn(t *testing.T) {
	s, _ := withShelf(t)
	id := decode[web.Upload](t, s.upload(t, access.Analyst, "name=a.csv", "x").Body).ID
	for _, tc := range []struct {
		role         access.Role
		method, path string
		status       int
	}{
		{access.Analyst, "GET", id, 200},
		{access.Admin, "GET", id, 404},
		{access.Admin, "DELETE", id, 404},
		{access.Analyst, "GET", "..%2F..%2Fetc", 404},
		{access.Analyst, "GET", "u-aaaaaaaaaaaaaaaaaaaaaaaaaa", 404},
		{access.Analyst, "DELETE", id, 204},
		{access.Analyst, "GET", id, 404},
	} {
		if w := s.as(t, tc.role, tc.method, "/api/uploads/"+tc.path, ""); w.Code != tc.status {
			t.Errorf("%s %s %s: got %d %s, want %d", tc.role, tc.method, tc.path, w.Code, w.Body, tc.status)
		}
	}
}

// TestPersonalCells: they are shown to whoever may read them and says why, and every such
// look is recorded; to all others they are masked, whatever they map them to.
func TestPersonalCells(t *testing.T) {
	s, _ := withShelf(t)
	const asPublic = `"columns":[{"field":"authority"},{"field":""},{"field":""}]`
	const asThemselves = `"columns":[{"field":"husband"},{"field":"husband_id_no"},{"field":""}]`
	for _, tc := range []struct {
		name          string
		role          access.Role
		path, body    string
		shows, looked bool
	}{
		{"samples without a purpose", access.Analyst, "/match", ``, false, false},
		{"samples with one", access.Analyst, "/match", `,"purpose":"核对字段"`, true, true},
		{"samples for an administrator", access.Admin, "/match", `,"purpose":"核对字段"`, false, false},
		{"rows without a purpose", access.Analyst, "/preview", `,` + asThemselves, false, false},
		{"names mapped to a public field", access.Admin, "/preview", `,"purpose":"核对字段",` + asPublic, false, false},
		{"rows with one", access.Analyst, "/preview", `,"purpose":"核对字段",` + asThemselves, true, true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			id := decode[web.Upload](t, s.upload(t, tc.role, "name=a.csv", "x").Body).ID
			before := looks(t, s)
			w := s.as(t, tc.role, "POST", "/api/uploads/"+id+tc.path, `{"sheet":"","standard":"marriage"`+tc.body+`}`)
			if w.Code != 200 {
				t.Fatalf("got %d %s", w.Code, w.Body)
			}
			if got := strings.Contains(w.Body.String(), "王小明") || strings.Contains(w.Body.String(), idNo); got != tc.shows {
				t.Errorf("shows personal cells: %v, want %v: %s", got, tc.shows, w.Body)
			}
			if tc.path == "/preview" && !strings.Contains(w.Body.String(), `"lacking":[{"zh":"没有“登记日期”列"`) {
				t.Errorf("does not say which columns are missing: %s", w.Body)
			}
			if got := looks(t, s) - before; (got == 1) != tc.looked {
				t.Errorf("%d looks are recorded", got)
			}
		})
	}
	if w := s.as(t, access.Handler, "GET", "/api/quarantine", ""); strings.Contains(w.Body.String(), idNo) || !strings.Contains(w.Body.String(), `"masked":true`) {
		t.Errorf("quarantine shows %s", w.Body)
	}
	if w := s.as(t, access.Handler, "GET", "/api/quarantine?purpose=for+a+case", ""); !strings.Contains(w.Body.String(), idNo) {
		t.Errorf("quarantine hides %s", w.Body)
	}
	if w := s.as(t, access.Handler, "GET", "/api/quarantine?purpose=abc", ""); w.Code != 422 {
		t.Errorf("a purpose of three characters: %d", w.Code)
	}
}

func looks(t *testing.T, s *site) (n int) {
	t.Helper()
	entries, err := s.Audit.List(t.Context(), audit.Filter{Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Verb == audit.LookRecords && e.Detail["purpose"] != "" {
			n++
		}
	}
	return n
}

// TestImports: what was asked for and the words of the answer.
func TestImports(t *testing.T) {
	const basis = `"agency":"民政局","authorisation":"1号","purpose":"监督"`
	const columns = `"columns":[{"field":"husband"},{"field":""},{"field":"authority"}]`
	for _, tc := range []struct {
		name, body string
		status     int
		says       string
	}{
		{"an import", `"standard":"marriage",` + columns + `,` + basis, 202, `"state":"running"`},
		{"with a day to forget it", `"standard":"marriage",` + columns + `,"retain_until":"2099-12-31",` + basis, 202, `"running"`},
		{"with a day that is over", `"standard":"marriage",` + columns + `,"retain_until":"2001-12-31",` + basis, 422, "今后的日期"},
		{"without authorisation", `"standard":"marriage",` + columns + `,"agency":"民政局","purpose":"监督"`, 422, `"location":"body"`},
		{"with a blank purpose", `"standard":"marriage",` + columns + `,"agency":"民政局","authorisation":"1号","purpose":" "`, 422, "没有依据的数据不能导入"},
		{"of a standard that is none", `"standard":"moon",` + columns + `,` + basis, 404, "没有这个数据标准"},
		{"of what the reader reads", `"standard":"judgment",` + columns + `,` + basis, 422, "不能导入"},
		{"with a field that is none", `"standard":"marriage","columns":[{"field":"moon"}],` + basis, 422, "没有可导入的字段 moon"},
		{"with what the program fills in", `"standard":"marriage","columns":[{"field":"raw"}],` + basis, 422, "没有可导入的字段"},
		{"with a field twice", `"standard":"marriage","columns":[{"field":"husband"},{"field":"husband"}],` + basis, 422, "对应了两列"},
		{"with no field", `"standard":"marriage","columns":[{"field":""}],` + basis, 422, "没有一列对应到字段"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s, _ := withShelf(t)
			id := decode[web.Upload](t, s.upload(t, access.Analyst, "name=a.csv", "x").Body).ID
			w := s.as(t, access.Analyst, "POST", "/api/imports", `{"upload":"`+id+`","sheet":"",`+tc.body+`}`)
			if w.Code != tc.status || !strings.Contains(w.Body.String(), tc.says) {
				t.Errorf("got %d %s, want %d …%s…", w.Code, w.Body, tc.status, tc.says)
			}
		})
	}
}

// TestOneImportAtATime: the second is told so, and the first can be stopped.
func TestOneImportAtATime(t *testing.T) {
	s, sh := withShelf(t)
	body := func() string {
		id := decode[web.Upload](t, s.upload(t, access.Analyst, "name=a.csv&mends=i-7", "x").Body).ID
		return `{"upload":"` + id + `","sheet":"","standard":"marriage","columns":[{"field":"husband"}],"agency":"民政局","authorisation":"1号","purpose":"监督"}`
	}
	var wg sync.WaitGroup
	codes := make(chan int, 8)
	for range 8 {
		b := body()
		wg.Go(func() { codes <- s.as(t, access.Analyst, "POST", "/api/imports", b).Code })
	}
	wg.Wait()
	close(codes)
	count := map[int]int{}
	for c := range codes {
		count[c]++
	}
	if count[202] != 1 || count[409] != 7 {
		t.Errorf("got %v", count)
	}
	if sh.order.Mends != "i-7" || sh.order.Agency != "民政局" {
		t.Errorf("the order is %+v", sh.order)
	}
	if w := s.as(t, access.Admin, "DELETE", "/api/runs/run-1", ""); w.Code != 204 {
		t.Errorf("cancel: %d %s", w.Code, w.Body)
	}
	if got := decode[web.Run](t, s.as(t, access.Leader, "GET", "/api/runs/run-1", "").Body); got.State != "cancelled" {
		t.Errorf("got %+v", got)
	}
}

// TestForgetting is recorded with its reason, and only of imports that are there.
func TestForgetting(t *testing.T) {
	s, sh := withShelf(t)
	for _, tc := range []struct {
		path   string
		status int
	}{{"i-1?reason=expired", 204}, {"i-9?reason=expired", 404}, {"i-1?reason=abc", 422}, {"i-1", 422}} {
		if w := s.as(t, access.Leader, "DELETE", "/api/imports/"+tc.path, ""); w.Code != tc.status {
			t.Errorf("%s: got %d %s, want %d", tc.path, w.Code, w.Body, tc.status)
		}
	}
	entries, err := s.Audit.List(t.Context(), audit.Filter{Object: "i-1"})
	if err != nil || len(entries) != 1 || entries[0].Detail["reason"] != "expired" || len(sh.gone) != 1 {
		t.Errorf("got %+v, %v, forgotten %v", entries, err, sh.gone)
	}
}

// TestQuarantineFile: the import knows by the first column what a row mends, and a
// spreadsheet takes no cell for a formula.
func TestQuarantineFile(t *testing.T) {
	s, _ := withShelf(t)
	w := s.as(t, access.Handler, "GET", "/api/quarantine/file?import=i-1&purpose=for+mending", "")
	want := "\ufeff隔离编号,隔离原因,身份证,备注\nq-1,缺少“男方姓名”。," + idNo + ",'=cmd()\n"
	if w.Body.String() != want || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/csv") {
		t.Errorf("got %q %s", w.Body, w.Header())
	}
}

// TestRegisterScenarios: what was asked for, and status and words of the answer.
func TestRegisterScenarios(t *testing.T) {
	s, _ := withShelf(t)
	for _, tc := range []struct {
		path   string
		status int
		says   string
	}{
		{"/api/registers", 200, `"coverage":"empty"`},
		{"/api/coverage/marriage", 200, `"gaps":[]`},
		{"/api/coverage/judgment", 404, "没有这个登记数据集"},
		{"/api/quality/moon", 404, "没有这个登记数据集"},
		{"/api/quality/marriage", 200, `"examples":[]`},
		{"/api/imports?limit=1", 200, `"next":"MQ"`},
		{"/api/imports?limit=1&cursor=MQ", 200, `"next":null`},
		{"/api/imports?cursor=x", 422, "翻页标记无效"},
		{"/api/imports/i-9", 404, "没有这个导入批次"},
		{"/api/imports/i-1", 200, `"records":7`},
		{"/api/quarantine?cursor=LTE", 422, "翻页标记无效"},
		{"/api/quarantine?code=missing", 200, `"total":1`},
		{"/api/runs/run-9", 404, "没有这次导入"},
	} {
		w := s.as(t, access.Handler, "GET", tc.path, "")
		if w.Code != tc.status || !strings.Contains(w.Body.String(), tc.says) {
			t.Errorf("%s: got %d %s, want %d …%s…", tc.path, w.Code, w.Body, tc.status, tc.says)
		}
	}
}
