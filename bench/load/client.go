package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// A client is one person's browser.
type client struct {
	base   string
	http   *http.Client
	cookie string
	name   string
}

// plain returns a client of HTTP that keeps its connections.
func plain() *http.Client {
	return &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 4, DisableCompression: true}, Timeout: 40 * time.Second}
}

// ask sends one request and returns what came back, whole.
func (c *client) ask(ctx context.Context, method, path string, headers map[string]string, body any) (int, []byte, error) {
	var send io.Reader
	if body != nil {
		b, err := json.Marshal(body)
		if err != nil {
			return 0, nil, err
		}
		send = bytes.NewReader(b)
	}
	r, err := http.NewRequestWithContext(ctx, method, c.base+path, send)
	if err != nil {
		return 0, nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept-Language", "en")
	if c.cookie != "" {
		r.Header.Set("Cookie", c.cookie)
	}
	for name, value := range headers {
		r.Header.Set(name, value)
	}
	w, err := c.http.Do(r)
	if err != nil {
		return 0, nil, err
	}
	defer w.Body.Close()
	b, err := io.ReadAll(w.Body)
	if err != nil {
		return 0, nil, err
	}
	if cookie := w.Header.Get("Set-Cookie"); cookie != "" {
		c.cookie, _, _ = strings.Cut(cookie, ";")
	}
	return w.StatusCode, b, nil
}

// signIn returns the browser of somebody who has signed in.
func signIn(ctx context.Context, base, name string) (*client, error) {
	return signInWith(ctx, base, name, password)
}

func signInWith(ctx context.Context, base, name, password string) (*client, error) {
	c := &client{base: base, http: plain(), name: name}
	code, b, err := c.ask(ctx, "POST", "/api/session", nil, map[string]string{"name": name, "password": password})
	if err != nil || code >= 300 {
		return nil, fmt.Errorf("sign in as %s: %d %s: %w", name, code, b, err)
	}
	return c, nil
}

// get reads a JSON answer.
func (c *client) get(ctx context.Context, path string, into any) error {
	code, b, err := c.ask(ctx, "GET", path, nil, nil)
	if err != nil {
		return err
	}
	if code != 200 {
		return fmt.Errorf("GET %s: %d %s", path, code, b)
	}
	return json.Unmarshal(b, into)
}
