package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"github.com/mingjian/mingjian/fault"
)

// cli is everything that can be set, on the command line or by the environment
// variable named beside it. Nothing set runs on a laptop.
type cli struct {
	Home string `help:"${home}" default:"./mingjian-data" env:"MINGJIAN_HOME" placeholder:"DIR" type:"path"`
	JSON bool   `help:"${json}" name:"json"`
	Lang string `help:"${lang}" enum:"zh,en" default:"zh" env:"MINGJIAN_LANG"`

	Demo       demoCmd         `cmd:"" help:"${demo}"`
	Parse      parseCmd        `cmd:"" help:"${parse}"`
	Mask       maskCmd         `cmd:"" help:"${mask}"`
	Import     importCmd       `cmd:"" help:"${import}"`
	Export     exportCmd       `cmd:"" help:"${export}"`
	Quarantine quarantineCmd   `cmd:"" help:"${quarantine}"`
	Quality    qualityCmd      `cmd:"" help:"${quality}"`
	Lake       lakeCmd         `cmd:"" help:"${lake}"`
	Link       linkCmd         `cmd:"" help:"${link}"`
	Check      checkCmd        `cmd:"" help:"${check}"`
	Scan       scanCmd         `cmd:"" help:"${scan}"`
	Clue       clueCmd         `cmd:"" help:"${clue}"`
	Matter     matterCmd       `cmd:"" help:"${matter}"`
	Procedure  procedureCmd    `cmd:"" help:"${procedure}"`
	Remind     remindCmd       `cmd:"" help:"${remind}"`
	Template   templateCmd     `cmd:"" help:"${template}"`
	Model      modelCmd        `cmd:"" help:"${model}"`
	Node       nodeCmd         `cmd:"" help:"${node}"`
	Transfer   transferCmd     `cmd:"" help:"${transfer}"`
	Standard   standardCmd     `cmd:"" help:"${standard}"`
	Law        lawCmd          `cmd:"" help:"${law}"`
	Deadline   deadlineCmd     `cmd:"" help:"${deadline}"`
	Agencies   demoAgenciesCmd `cmd:"" name:"demo-agencies" help:"${demoagencies}"`
	Synth      synthCmd        `cmd:"" help:"${synth}"`
	Serve      serveCmd        `cmd:"" help:"${serve}"`
	User       userCmd         `cmd:"" help:"${user}"`
	Office     officeCmd       `cmd:"" help:"${office}"`
	Access     accessCmd       `cmd:"" help:"${access}"`
	Figures    figuresCmd      `cmd:"" help:"${figures}"`
	Audit      auditCmd        `cmd:"" help:"${audit}"`
	Backup     backupCmd       `cmd:"" help:"${backup}"`
	Restore    restoreCmd      `cmd:"" help:"${restore}"`
	Doctor     doctorCmd       `cmd:"" help:"${doctor}"`
	Version    versionCmd      `cmd:"" help:"${version}"`
	OpenAPI    openapiCmd      `cmd:"" name:"openapi" help:"${openapi}"`
}

// An app is what every command is given: where the data lies and whom it talks to.
type app struct {
	ctx  context.Context
	home string
	json bool
	lang string
	term terminal
	now  func() time.Time
}

// lakeDir is where records and snapshots lie.
func (a *app) lakeDir() string { return filepath.Join(a.home, "lake") }

// databaseURL is the workflow database: the one given, or a file in the home.
func (a *app) databaseURL(given string) string {
	if given != "" {
		return given
	}
	return "sqlite:" + filepath.Join(a.home, "workflow.db")
}

// A database is the flag that names the workflow database.
type database struct {
	DB string `help:"${db}" name:"db" env:"MINGJIAN_DB" placeholder:"URL"`
}

// An address is where the workbench listens.
type address struct {
	Addr string `help:"${addr}" env:"MINGJIAN_ADDR" placeholder:"HOST:PORT"`
	Port int    `help:"${port}" env:"MINGJIAN_PORT" placeholder:"PORT"`
}

// listenOn returns the address to listen on. --addr wins over the port alone; nothing
// set means this machine only.
func (a address) listenOn() string {
	switch {
	case a.Addr != "" && !strings.Contains(a.Addr, ":"):
		return a.Addr + ":8420"
	case a.Addr != "":
		return a.Addr
	case a.Port != 0:
		return "127.0.0.1:" + strconv.Itoa(a.Port)
	default:
		return "127.0.0.1:8420"
	}
}

// language finds the language before the command line is read, because the help and the
// complaints about the command line are written in it too.
func language(args []string, env string) string {
	lang := env
	for i, arg := range args {
		if value, ok := strings.CutPrefix(arg, "--lang="); ok {
			lang = value
		}
		if arg == "--lang" && i+1 < len(args) {
			lang = args[i+1]
		}
	}
	if lang != "en" {
		return "zh"
	}
	return "en"
}

// help gives every command and flag its help sentence in language lang, where the tag names
// it as ${key}. Kong would put in variables itself, at a cost that grows with their number
// times that of the flags: a tenth of a second before each command.
func help(lang string) kong.Option {
	return kong.PostBuild(func(k *kong.Kong) error {
		sentences := map[string]string{}
		for _, texts := range []map[string]fault.Text{texts(), textsOfLake(), textsOfModels(), textsOfTransfer(), textsOfOffice(), textsOfMatters()} {
			for key, text := range texts {
				sentences["${"+strings.ReplaceAll(key, ".", "_")+"}"] = text.In(lang) // kong's names have no dots
			}
		}
		say := func(tag string) (string, error) {
			if !strings.HasPrefix(tag, "${") {
				return tag, nil
			}
			text, ok := sentences[tag]
			if !ok {
				return "", fmt.Errorf("there is no help text %s", tag)
			}
			return text, nil
		}
		return kong.Visit(k.Model, func(node kong.Visitable, next kong.Next) (err error) {
			switch n := node.(type) {
			case *kong.Node:
				n.Help, err = say(n.Help)
			case *kong.Value:
				n.Help, err = say(n.Help)
			}
			return next(err)
		})
	})
}
