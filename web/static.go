package web

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"sync"
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
	packed := pack(files)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
			return
		}
		name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
		if asset := strings.HasPrefix(name, "assets/"); asset || isFile(files, name) {
			serveFile(w, r, files, packed, name)
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

func serveFile(w http.ResponseWriter, r *http.Request, files fs.FS, packed map[string]func() []byte, name string) {
	if !isFile(files, name) {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Cache-Control", "no-cache")
	if strings.HasPrefix(name, "assets/") {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	w.Header().Add("Vary", "Accept-Encoding")
	if body, ok := packed[name]; ok && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body()))
		return
	}
	http.ServeFileFS(w, r, files, name)
}

// pack compresses each script and style once, when it is first asked for: over an office's
// slow line they are a quarter of the size.
func pack(files fs.FS) map[string]func() []byte {
	packed := map[string]func() []byte{}
	for _, pattern := range []string{"assets/*.js", "assets/*.css"} {
		names, err := fs.Glob(files, pattern)
		if err != nil {
			panic(err) // the patterns are well formed
		}
		for _, name := range names {
			if info, err := fs.Stat(files, name); err == nil && info.Size() > 1000 {
				packed[name] = sync.OnceValue(func() []byte { return compress(files, name) })
			}
		}
	}
	return packed
}

func compress(files fs.FS, name string) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	plain, err := fs.ReadFile(files, name)
	_, werr := z.Write(plain)
	if err := errors.Join(err, werr, z.Close()); err != nil {
		panic(err) // the files are part of the program, and a buffer takes everything
	}
	return b.Bytes()
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
