package web

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/fault"
)

// A caller is who sent a request and in which language they read. Handlers get it as an
// argument.
type caller struct {
	By      access.Account // the zero account where the route is public
	Session access.Session // theirs
	Token   string         // of the session
	Lang    string         // zh or en
	From    access.From    // where the request comes from
}

// A need is the right that a route asks for, so that no route is without one. The service
// behind the route decides about the one thing it touches; the need keeps out, before
// anything is read, whoever could use the right on nothing at all.
type need struct {
	right, sees access.Right   // who has not even the second is told that there is no such thing
	kind        access.Kind    // what the path names; access.Wide if it names nothing
	public      bool           // answers whoever has not signed in
	stages      []access.Stage // of a sign-in that is not complete in which it answers too
	home        bool           // it reads or touches what is the home's: the right must hold there
}

// inHome is the need of a route to what belongs to [access.Home], wherever the caller works:
// the lake, what linkage makes of it, and the partners of this agency.
func (n need) inHome() need {
	n.home = true
	return n
}

// early lets the route answer at stages of a sign-in that is not complete yet.
func (n need) early(stages ...access.Stage) need {
	n.stages = stages
	return n
}

// anyone is the need of a route that answers whoever has not signed in.
func anyone() need { return need{public: true} }

// needs is the need of a route that reads or touches everything of one sort.
func needs(right access.Right) need { return need{right: right, sees: right, kind: access.Wide} }

// of is the need of a route whose path names one thing.
func of(kind access.Kind, right, sees access.Right) need {
	return need{right: right, sees: sees, kind: kind}
}

// Where the description tells of a need its right, and that it must hold in the home.
const (
	needKey = "x-right"
	homeKey = "x-home"
)

func get(path, id, summary string, n need) huma.Operation {
	return operation(http.MethodGet, path, id, summary, n)
}

func post(path, id, summary string, n need) huma.Operation {
	return operation(http.MethodPost, path, id, summary, n)
}

func del(path, id, summary string, n need) huma.Operation {
	return operation(http.MethodDelete, path, id, summary, n)
}

func operation(method, path, id, summary string, n need) huma.Operation {
	resource := strings.Split(path, "/")[2]
	op := huma.Operation{Method: method, Path: path, OperationID: id, Summary: summary, Tags: []string{resource}, MaxBodyBytes: maxBody,
		Security: []map[string][]string{{"session": {}}}, Errors: []int{http.StatusUnauthorized, http.StatusForbidden}}
	op.Metadata = map[string]any{needKey: n}
	op.Extensions = map[string]any{needKey: string(n.right)}
	if n.home {
		op.Extensions[homeKey] = true
	}
	if n.public {
		op.Security, op.Errors, op.Extensions = []map[string][]string{}, nil, nil
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

// allow returns nil if the route is open to who asks. A route that names no right is open
// to nobody.
func allow(op huma.Operation, in access.Session) error {
	n, _ := op.Metadata[needKey].(need)
	who := in.Account
	switch {
	case n.public:
		return nil
	case who.ID == "":
		return access.Denied()
	case in.Stage != access.Whole && !slices.Contains(n.stages, in.Stage):
		return fault.New(fault.Denied, "登录尚未完成。", "You have not completed signing in.")
	case n.right == "":
		return fault.Forbiddenf("此接口未规定所需权限，拒绝访问。", "The endpoint names no right and is closed.")
	}
	return access.Must(who, n.right, n.sees, n.kind)
}

// allowHome returns nil unless the route is to what is the home's and who asks, of another
// office, has not its right there.
func (s *Server) allowHome(ctx context.Context, op huma.Operation, who access.Account) error {
	n, _ := op.Metadata[needKey].(need)
	if !n.home || who.Office == access.Home { // allow has asked
		return nil
	}
	return s.Accounts.Holds(ctx, who, n.right, n.sees, access.Resource{Kind: n.kind, Office: access.Home})
}

// route registers one operation. Whatever h returns as an error goes through fail.
func route[I, O any](s *Server, api huma.API, op huma.Operation, h func(context.Context, caller, *I) (*O, error)) {
	op.Errors = append(op.Errors, http.StatusUnprocessableEntity, http.StatusInternalServerError)
	if n, _ := op.Metadata[needKey].(need); nameable(op.Method, op.Path) && !n.public {
		named(&op)
	}
	huma.Register(api, op, func(ctx context.Context, in *I) (*O, error) {
		x := exchangeOf(ctx)
		x.route = op.Method + " " + op.Path
		if err := allow(op, x.who.Session); err != nil {
			return nil, s.answer(ctx, err)
		}
		if err := s.allowHome(ctx, op, x.who.By); err != nil {
			return nil, s.answer(ctx, err)
		}
		if x.again {
			x.passed = true // they may still do it: they are told what came of it
			return nil, s.fail(ctx, repeated())
		}
		out, err := h(ctx, x.who, in)
		if err != nil {
			return nil, s.answer(ctx, err)
		}
		return out, nil
	})
}
