package main

import (
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/web"
)

// shownCards are the rule cards that a running workbench shows. They are read again when
// something in the folder of models has changed, so that a model that is installed or
// removed meanwhile shows at the next request.
type shownCards struct {
	read    func() ([]web.Card, error)
	state   func() string
	log     *slog.Logger
	reading sync.Mutex // held by the one request that reads; the others show what there was
	shown   atomic.Pointer[cardsOf]
}

// cardsOf are the cards of one state of the folder.
type cardsOf struct {
	state string
	cards []web.Card
}

// shownCards reads the cards for the first time.
func (a *app) shownCards(log *slog.Logger) (*shownCards, error) {
	s := &shownCards{read: a.modelCards, state: a.stateOfModels, log: log}
	state := s.state() // before reading: what changes in between is read again
	cards, err := s.read()
	if err != nil {
		return nil, err
	}
	s.shown.Store(&cardsOf{state, cards})
	return s, nil
}

// now returns the cards of this moment. If they cannot be read, those of before stay.
func (s *shownCards) now() []web.Card {
	state := s.state()
	if shown := s.shown.Load(); shown.state == state || !s.reading.TryLock() {
		return shown.cards
	}
	defer s.reading.Unlock()
	cards, err := s.read()
	if err != nil {
		s.log.Error("read the models again", "err", err)
		cards = s.shown.Load().cards // until the folder changes once more
	}
	s.shown.Store(&cardsOf{state, cards})
	return cards
}

// stateOfModels tells apart two states of the folder in which the office keeps models, by
// names, sizes and times of its files.
func (a *app) stateOfModels() string {
	var b strings.Builder
	note := func(path string, d fs.DirEntry) {
		if info, err := d.Info(); err == nil {
			fmt.Fprintf(&b, "%s %d %d\n", path, info.Size(), info.ModTime().UnixNano())
		}
	}
	root := filepath.Join(a.home, "models")
	_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil // not there, or gone meanwhile: no model
		case d.IsDir() && path != root && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir // on its way in or out
		case !d.IsDir():
			note(path, d)
		}
		return nil
	})
	if info, err := os.Stat(a.publishersFile()); err == nil {
		note(a.publishersFile(), fs.FileInfoToDirEntry(info))
	}
	return b.String()
}

// title is the name of a model, or its id where there is none any more.
func (s *shownCards) title(model string) fault.Text {
	for _, c := range s.now() {
		if c.ID == model {
			return c.Title
		}
	}
	return fault.Text{ZH: model, EN: model}
}
