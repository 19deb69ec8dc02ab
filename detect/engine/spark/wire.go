package spark

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"strconv"
	"time"

	"github.com/mingjian/mingjian/detect/engine"
)

// A call is one request under way. It ends with its context or with close, and either
// cancels what the request started on the cluster.
type call struct {
	ctx     context.Context
	cluster *Cluster
	op      string
	conn    net.Conn
	lines   *bufio.Reader
	unbind  func() bool
}

// call sends a request to the driver.
func (c *Cluster) call(ctx context.Context, op string, request any) (*call, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("spark %s: %w", op, err)
	}
	line, err := json.Marshal(struct {
		Op   string `json:"op"`
		With any    `json:"with"`
	}{op, request})
	if err != nil {
		return nil, fmt.Errorf("spark %s: %w", op, err)
	}
	x := &call{ctx: ctx, cluster: c, op: op}
	if x.conn, err = (&net.Dialer{}).DialContext(ctx, "unix", c.socket); err != nil {
		return nil, x.broken()
	}
	x.lines = bufio.NewReaderSize(x.conn, 1<<16)
	x.unbind = context.AfterFunc(ctx, func() { _ = x.conn.Close() })
	if _, err := x.conn.Write(append(line, '\n')); err != nil {
		x.close()
		return nil, x.broken()
	}
	return x, nil
}

func (x *call) close() {
	x.unbind()
	_ = x.conn.Close() // all that was wanted of it was read
}

// broken says why the driver is not heard any more. What the connection itself says is
// nothing that anybody could act on.
func (x *call) broken() error {
	if err := x.ctx.Err(); err != nil {
		return fmt.Errorf("spark %s: %w", x.op, err)
	}
	return fmt.Errorf("spark %s: %w", x.op, x.cluster.gone())
}

// line reads the next line of the answer.
func (x *call) line() ([]byte, error) {
	line, err := x.lines.ReadBytes('\n')
	if err != nil {
		return nil, x.broken()
	}
	return line, nil
}

// A failure is an answer that tells of one.
type failure struct {
	Error string `json:"error"`
}

func (x *call) failed(f failure) error {
	return fmt.Errorf("spark %s: %s (text withheld)", x.op, f.Error)
}

// object reads a line with an object into v.
func (x *call) object(v any) error {
	line, err := x.line()
	if err != nil {
		return err
	}
	var f failure
	if err := json.Unmarshal(line, &f); err != nil {
		return fmt.Errorf("spark %s: the driver answered with something else than JSON", x.op)
	}
	if f.Error != "" {
		return x.failed(f)
	}
	if v == nil {
		return nil
	}
	return json.Unmarshal(line, v)
}

// ask sends a request that has one answer, and reads that into v unless it is nil.
func (c *Cluster) ask(ctx context.Context, op string, request, v any) error {
	x, err := c.call(ctx, op, request)
	if err != nil {
		return err
	}
	defer x.close()
	return x.object(v)
}

// rows is the answer to a query.
type rows struct {
	*call
	names, kinds []string
}

// rows sends a request that is answered with rows.
func (c *Cluster) rows(ctx context.Context, op string, request any) (*rows, error) {
	x, err := c.call(ctx, op, request)
	if err != nil {
		return nil, err
	}
	var head struct{ Columns [][2]string }
	if err := x.object(&head); err != nil {
		x.close()
		return nil, err
	}
	r := &rows{call: x}
	for _, c := range head.Columns {
		r.names, r.kinds = append(r.names, c[0]), append(r.kinds, c[1])
	}
	return r, nil
}

// next returns the next row; no row and no error is the end.
func (r *rows) next() (engine.Row, error) {
	line, err := r.line()
	if err != nil {
		return nil, err
	}
	if line[0] == '{' {
		var f failure
		if err := json.Unmarshal(line, &f); err != nil || f.Error != "" {
			return nil, r.failed(f)
		}
		return nil, nil
	}
	var values []json.RawMessage
	if err := json.Unmarshal(line, &values); err != nil || len(values) != len(r.names) {
		return nil, fmt.Errorf("spark %s: a row has %d values for %d columns", r.op, len(values), len(r.names))
	}
	row := make(engine.Row, len(values))
	for i, raw := range values {
		if row[r.names[i]], err = typed(raw, r.kinds[i]); err != nil {
			return nil, fmt.Errorf("spark %s: a value is no %s", r.op, r.kinds[i])
		}
	}
	return row, nil
}

// typed reads a value of a kind of the driver (see driver.py, kind).
func typed(raw json.RawMessage, kind string) (any, error) {
	text := string(raw)
	if text == "null" {
		return nil, nil
	}
	switch kind {
	case "whole":
		return strconv.ParseInt(text, 10, 64)
	case "boolean":
		return strconv.ParseBool(text)
	case "number":
		if text[0] == '"' { // NaN or an infinity
			text = text[1 : len(text)-1]
		}
		return strconv.ParseFloat(text, 64)
	}
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		return nil, err
	}
	if kind == "date" {
		return time.Parse(time.DateOnly, s)
	}
	return s, nil
}
