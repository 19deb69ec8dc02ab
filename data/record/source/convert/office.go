package convert

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
)

// profile is how LibreOffice is set for a run: no macros, no links followed out of the
// document, no questions asked.
const profile = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
`

// Docx converts a document of a word processor to Word's .docx. The ending, with its
// dot, says what the bytes are: .doc, .rtf or .odt.
func (t Tools) Docx(ctx context.Context, b []byte, ending string) ([]byte, error) {
	if t.Office == "" {
		return nil, ErrAbsent
	}
	// Left to itself LibreOffice takes what it does not know for text.
	filter := map[string]string{".doc": "MS Word 97", ".rtf": "Rich Text Format", ".odt": "writer8"}[ending]
	if filter == "" {
		return nil, fmt.Errorf("%w: no word processor writes %q", ErrFailed, ending)
	}
	return t.office(ctx, b, "in"+ending, filter, "docx")
}

// PDF converts a Word document to PDF, as it would be printed.
func (t Tools) PDF(ctx context.Context, docx []byte) ([]byte, error) {
	if t.Office == "" {
		return nil, ErrAbsent
	}
	return t.office(ctx, docx, "in.docx", "MS Word 2007 XML", "pdf")
}

// office lets LibreOffice make another file of the document in, with a profile of its own.
func (t Tools) office(ctx context.Context, b []byte, in, filter, to string) ([]byte, error) {
	home, err := os.MkdirTemp("", "mingjian-office-")
	if err != nil {
		return nil, fmt.Errorf("make a profile for LibreOffice: %w", err)
	}
	defer os.RemoveAll(home)
	settings := filepath.Join(home, "user", "registrymodifications.xcu")
	if err := os.MkdirAll(filepath.Dir(settings), 0o700); err != nil {
		return nil, fmt.Errorf("make a profile for LibreOffice: %w", err)
	}
	if err := os.WriteFile(settings, []byte(profile), 0o600); err != nil {
		return nil, fmt.Errorf("write the profile of LibreOffice: %w", err)
	}
	return run(ctx, job{
		program: t.Office,
		args: []string{"-env:UserInstallation=" + (&url.URL{Scheme: "file", Path: filepath.ToSlash(home)}).String(),
			"--headless", "--norestore", "--nolockcheck", "--infilter=" + filter, "--convert-to", to, in},
		input: in, bytes: b, output: "in." + to,
	})
}
