package web

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/mingjian/mingjian/access"
)

// A caller is who sent a request and in which language they read. Handlers get it as an
// argument.
type caller struct {
	By    access.Account // the zero account where the route is public
	Token string         // of the session
	Lang  string         // zh or en
}

// A public route answers whoever has not signed in.
const public = true

func get(path, id, summary string, public ...bool) huma.Operation {
	return operation(http.MethodGet, path, id, summary, public)
}

func post(path, id, summary string, public ...bool) huma.Operation {
	return operation(http.MethodPost, path, id, summary, public)
}

func del(path, id, summary string) huma.Operation {
	return operation(http.MethodDelete, path, id, summary, nil)
}

func operation(method, path, id, summary string, public []bool) huma.Operation {
	resource := strings.Split(path, "/")[2]
	op := huma.Operation{Method: method, Path: path, OperationID: id, Summary: summary, Tags: []string{resource}, MaxBodyBytes: maxBody,
		Security: []map[string][]string{{"session": {}}}, Errors: []int{http.StatusUnauthorized, http.StatusForbidden}}
	if len(public) > 0 {
		op.Security, op.Errors = []map[string][]string{}, nil
	}
	if strings.Contains(path, "{") {
		op.Errors = append(op.Errors, http.StatusNotFound)
	}
	if method == http.MethodPost {
		op.Errors = append(op.Errors, http.StatusBadRequest)
	}
	return op
}

// also adds what more can go wrong, and what a caller must know besides the summary.
func also(op huma.Operation, description string, errors ...int) huma.Operation {
	op.Description = description
	op.Errors = append(op.Errors, errors...)
	return op
}

func isPublic(op huma.Operation) bool { return len(op.Security) == 0 }

// route registers one operation. Whatever h returns as an error goes through fail.
func route[I, O any](s *Server, api huma.API, op huma.Operation, h func(context.Context, caller, *I) (*O, error)) {
	op.Errors = append(op.Errors, http.StatusUnprocessableEntity, http.StatusInternalServerError)
	huma.Register(api, op, func(ctx context.Context, in *I) (*O, error) {
		x := exchangeOf(ctx)
		x.route = op.Method + " " + op.Path
		if !isPublic(op) && x.who.By.ID == "" {
			return nil, s.fail(ctx, access.Denied())
		}
		out, err := h(ctx, x.who, in)
		if err != nil {
			return nil, s.fail(ctx, err)
		}
		return out, nil
	})
}
