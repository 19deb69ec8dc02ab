# make run     the demonstration county in the workbench on http://127.0.0.1:8420
# make test    everything that can be tested; installs what that needs
# make check   lint, then test: what a change must pass
# make fuzz    every fuzz target there is for a minute (time=10m for longer, only=record for some)
# make bench   figures: reading, import, scan, memory
# make bench-linkage  linkage beside Splink: accuracy, time, memory
# make bench-load  lists, bulk changes and 200 people at once, on SQLite and PostgreSQL
# make bench-workbench  the pages in a browser: first load, keys, networks; 5,000 neighbours over HTTP
# make crash   the program is killed 100 times under load, on each database
# make demo-agencies  five agencies on this machine play a guiding case
# make faults  10,000 dispatches between two agencies that are killed 100 times
# make bench-transfer  dispatches between two agencies: rate, processor, latency
# make standards  the page of the data standards, docs/standards.md
# make models  the page of the models, docs/models.md
# make access-matrix  who may do what, docs/access.md
# make figures  what each figure of the leader's page means, docs/figures.md
# make screenshots  pictures of every page, into tmp/screenshots; needs Chromium, takes nine minutes
# make accuracy  what reader and models get right and wrong, into docs/accuracy.md

SHELL := /bin/bash
.DELETE_ON_ERROR:

home  ?= $(or $(MINGJIAN_HOME),mingjian-data)
shared ?= $(or $(MINGJIAN_SHARED),../shared)
version := $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
built   := $(shell git log -1 --format=%cI 2>/dev/null)
ldflags := -s -w -X main.version=$(version) -X main.built=$(built)

ui_sources := $(shell find ui/src ui/index.html ui/*.json ui/*.ts -type f -not -path '*/node_modules/*' 2>/dev/null)

.PHONY: run demo-agencies faults build test check lint vuln fuzz bench bench-linkage bench-transfer bench-load bench-workbench crash accuracy standards models access-matrix figures api screenshot screenshots clean

run: build
	./bin/mingjian demo --home $(home) $(if $(addr),--addr $(addr))

build: web/dist/index.html
	@go build -ldflags '$(ldflags)' -o bin/mingjian ./cmd/mingjian

# The interface is built only when its sources have changed.
web/dist/index.html: ui/node_modules/.installed $(ui_sources)
	cd ui && npm run --silent build
	@touch $@

ui/node_modules/.installed: ui/package-lock.json
	cd ui && npm ci --no-audit --no-fund
	@touch $@

test:
	@scripts/test.sh

check: lint test

lint: bin/tools/golangci-lint
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { gofmt -l $$(git ls-files '*.go'); exit 1; }
	bin/tools/golangci-lint run ./...

bin/tools/golangci-lint: tools/go.mod
	cd tools && go build -o ../$@ github.com/golangci/golangci-lint/v2/cmd/golangci-lint

# The vulnerability database is not part of the repository: give a copy of it with
# VULNDB=file:///path/to/db where vuln.go.dev cannot be reached.
vuln:
	cd tools && go build -o ../bin/tools/govulncheck golang.org/x/vuln/cmd/govulncheck
	bin/tools/govulncheck $(if $(VULNDB),-db $(VULNDB)) ./...

fuzz:
	@time=$(or $(time),60s) only='$(only)' scripts/fuzz.sh

bench: build
	@MINGJIAN_SHARED=$(abspath $(shared)) go run ./bench/figures -bin bin/mingjian

bench-linkage: build
	@python3 -m venv tmp/splink-venv && tmp/splink-venv/bin/pip install -q -r bench/linkage/requirements.txt || echo 'Splink cannot be installed; only mingjian is measured.'
	@MINGJIAN_SHARED=$(abspath $(shared)) go run ./bench/linkage -bin bin/mingjian $(if $(mentions),-mentions $(mentions))

demo-agencies: build
	bin/mingjian demo-agencies

bench-transfer:
	@go run ./bench/transfer

faults:
	@go run ./bench/faults $(flags)

bench-load: build
	@go run ./bench/load -bin bin/mingjian $(flags) lists bulk users

bench-workbench: build
	@go run ./bench/load -bin bin/mingjian -engines sqlite $(flags) hub workbench

crash: build
	@go run ./bench/load -bin bin/mingjian $(if $(rounds),-rounds $(rounds)) crash

accuracy: build
	@MINGJIAN_SHARED=$(abspath $(shared)) go run ./bench/accuracy -bin bin/mingjian -out docs/accuracy.md

standards: build
	bin/mingjian standard show --all --markdown > docs/standards.md

# Without building the interface first: it is built from what this writes.
models: build
	bin/mingjian model list --markdown > docs/models.md

access-matrix:
	go run ./cmd/mingjian access matrix > docs/access.md

figures:
	go run ./cmd/mingjian figures > docs/figures.md

api: ui/node_modules/.installed
	go run ./cmd/mingjian openapi > ui/openapi.json
	cd ui && npm run --silent api

# Every page in both languages, light and dark, after people have worked in it.
screenshots: build
	rm -rf tmp/screenshots && mkdir -p tmp/screenshots
	MINGJIAN_BIN=$(abspath bin/mingjian) MINGJIAN_SCREENSHOTS=$(abspath tmp/screenshots) go test -count=1 -timeout 40m -run TestWorkbench ./e2e
	@echo tmp/screenshots

screenshot: build
	MINGJIAN_BIN=$(abspath bin/mingjian) MINGJIAN_SCREENSHOT=$(abspath docs/workbench.png) go test -count=1 -run TestWorkbench ./e2e

clean:
	rm -rf bin web/dist/assets web/dist/index.html ui/node_modules
