package table

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
)

func TestJSON(t *testing.T) {
	for _, tc := range []struct{ name, text, want string }{
		{"lines", `{"姓名":"甲","年龄":30,"在册":true,"离职":null}` + "\n\n" + `{"年龄":31,"姓名":"乙\n\"x\"","地址":{"市":"某市","路":{"号":1}},"电话":["1","2"]}` + "\n",
			": 姓名|年龄|在册|离职|地址.市|地址.路.号|电话\n1> 甲|30#|true?||||\n3> 乙\n\"x\"|31#|||某市|1#|[\"1\",\"2\"]"},
		{"a line that is none", "{\"a\":1}\n{\"a\":\n[1]\n{\"a\":1,\"a\":2}\n{\"a\":110101199003070011}\n",
			": a\n1> 1#\n2! 第 2 行不是完整的 JSON 对象。\n3! 第 3 行不是完整的 JSON 对象。\n4! 第 4 条记录中同一字段出现两次。\n5> 110101199003070011#"},
		{"array", "[\n{\"a\": 1 , \"b\" : [] },\n {\"a\":2,\"b\":{}}, 3 ]", ": a|b\n1> 1#|\n2> 2#|\n3! 第 3 行不是完整的 JSON 对象。"},
		{"objects over lines", "{\n \"a\": 1\n}\n{\n \"a\": 2\n}\n", ": a\n1> 1#\n2> 2#"},
		{"objects, then something else", "{\n \"a\": 1\n}\n}\n", ": a\n1> 1#\n! 文件“a.jsonl”在第 1 行之后损坏或中断，之前的行可以使用。: read: invalid character '}' looking for beginning of value"},
		{"cut array", "[{\"a\":1},{\"a\":2},{\"a\"", ": a\n1> 1#\n2> 2#\n! 文件“a.jsonl”在第 2 行之后损坏或中断，之前的行可以使用。: read: unexpected EOF"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			check(t, dump(open(t, "a.jsonl", []byte(tc.text), Options{}).Sheets[0]), tc.want)
		})
	}
}

func parquetOf[T any](t testing.TB, rows []T, options ...parquet.WriterOption) []byte {
	t.Helper()
	var b bytes.Buffer
	w := parquet.NewGenericWriter[T](&b, options...)
	if _, err := w.Write(rows); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestParquet(t *testing.T) {
	type row struct {
		Name   string    `parquet:"姓名"`
		Age    int32     `parquet:"年龄,optional"`
		Born   int32     `parquet:"出生,date"`
		At     time.Time `parquet:"时间,timestamp(millisecond)"`
		Amount int64     `parquet:"金额,decimal(2:18)"`
		Rate   float64   `parquet:"比例"`
		In     bool      `parquet:"在册"`
		Phones []string  `parquet:"电话,list"`
	}
	b := parquetOf(t, []row{
		{"甲", 30, 19724, time.Date(2024, 1, 1, 16, 0, 0, 0, time.UTC), 123450, 0.125, true, []string{"1", "2"}},
		{"乙", 0, -1, time.Date(2024, 1, 1, 17, 0, 5, 0, time.UTC), -5, 3, false, nil},
	})
	check(t, dump(open(t, "a.parquet", b, Options{}).Sheets[0]),
		": 姓名|年龄|出生|时间|金额|比例|在册|电话\n1> 甲|30#|2024-01-02@|2024-01-02@|1234.5#|0.125#|true?|1、2\n2> 乙||1969-12-31@|2024-01-02 01:00:05@|-0.05#|3#|false?|")
	for n := 4; n < len(b); n += 13 {
		if _, err := OpenReader(t.Context(), strings.NewReader(string(b[:n])), int64(n), "a.parquet", Options{}); err == nil {
			t.Fatalf("cut at %d: opened", n)
		}
	}
}
