package web

import (
	"bytes"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"
)

// unbuilt is what a program built without its interface shows.
const unbuilt = `<!doctype html><html lang="zh"><meta charset="utf-8"><title>明鉴 Mingjian</title>
<h1>明鉴</h1><p>本程序未内置界面，请运行 <code>make build</code> 重新构建；接口在 <code>/api/</code> 下可用。</p>
<p>This program was built without its interface. Run <code>make build</code>; the API answers under <code>/api/</code>.</p></html>
`

// static serves the built interface. Its assets have a hash in their names and never
// change; every path that is no file is a page of the interface, which reads the path
// itself.
func (s *Server) static() http.Handler {
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // "dist" is a valid name
	}
	return spa(files)
}

func spa(files fs.FS) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
			return
		}
		name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
		if asset := strings.HasPrefix(name, "assets/"); asset || isFile(files, name) {
			serveFile(w, r, files, name, asset)
			return
		}
		serveIndex(w, r, files)
	})
}

// isFile reports whether name is a file that may be shown: no folder, nothing hidden.
func isFile(files fs.FS, name string) bool {
	info, err := fs.Stat(files, name)
	return err == nil && info.Mode().IsRegular() && !strings.HasPrefix(path.Base(name), ".")
}

func serveFile(w http.ResponseWriter, r *http.Request, files fs.FS, name string, forever bool) {
	if !isFile(files, name) {
		http.NotFound(w, r)
		return
	}
	if forever {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	} else {
		w.Header().Set("Cache-Control", "no-cache")
	}
	http.ServeFileFS(w, r, files, name)
}

func serveIndex(w http.ResponseWriter, r *http.Request, files fs.FS) {
	page, err := fs.ReadFile(files, "index.html")
	if err != nil {
		page = []byte(unbuilt)
	}
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(page))
}
