package backtest

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// kept is a report with what it is counted with, so that labels still count when it is read again.
type kept struct {
	Report       Report
	Decisions    []Decision
	Found, Other []hit
}

// Encode writes the report as a text from which [Decode] makes the same one.
func (r Report) Encode() (string, error) {
	var b bytes.Buffer
	to := base64.NewEncoder(base64.StdEncoding, &b)
	zip := gzip.NewWriter(to)
	if err := json.NewEncoder(zip).Encode(kept{r, r.decisions, r.found, r.other}); err != nil {
		return "", fmt.Errorf("encode a test of %s: %w", r.Model, err)
	}
	if err := zip.Close(); err != nil {
		return "", fmt.Errorf("encode a test of %s: %w", r.Model, err)
	}
	if err := to.Close(); err != nil {
		return "", fmt.Errorf("encode a test of %s: %w", r.Model, err)
	}
	return b.String(), nil
}

// Decode reads what [Report.Encode] wrote, in this version of the program or an earlier one.
func Decode(text string) (Report, error) {
	zip, err := gzip.NewReader(base64.NewDecoder(base64.StdEncoding, strings.NewReader(text)))
	if err != nil {
		return Report{}, fmt.Errorf("decode a test: %w", err)
	}
	var k kept
	if err := json.NewDecoder(zip).Decode(&k); err != nil {
		return Report{}, fmt.Errorf("decode a test: %w", err)
	}
	if _, err := io.Copy(io.Discard, zip); err != nil { // to the checksum at its end
		return Report{}, fmt.Errorf("decode a test: %w", err)
	}
	k.Report.decisions, k.Report.found, k.Report.other = k.Decisions, k.Found, k.Other
	return k.Report, nil
}
