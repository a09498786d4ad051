//go:build js && wasm

// Command precheck is `bangfu check` for a browser: a page hands it one file at
// a time and gets findings, words and the marked copy. It reads no disk and
// knows no network.
package main

import (
	"context"
	"encoding/json"
	"syscall/js"
	"time"

	"bangfu/internal/place"
	"bangfu/internal/precheck"
	"bangfu/internal/report"
)

// answer is what the page is told of one file.
type answer struct {
	Result precheck.FileResult `json:"result"`
	Blocks []block             `json:"blocks"` // of the 回执 sheet, but for the findings
	Notes  []string            `json:"notes"`
	Rows   []precheck.ShownRow `json:"rows"`
	Copy   string              `json:"copy"` // the name of the marked copy
}

// block is a titled list of label and words.
type block struct {
	Title string      `json:"title"`
	Lines [][2]string `json:"lines"`
}

// main offers bangfuCheck(rules, unit, name, bytes, milliseconds, tell): tell is
// called with a stage while the file is judged, and at the end with the answer.
func main() {
	js.Global().Set("bangfuCheck", js.FuncOf(func(_ js.Value, args []js.Value) any {
		data := make([]byte, args[3].Length())
		js.CopyBytesToGo(data, args[3])
		a := precheck.Ask{Name: args[2].String(), Data: data, Unit: args[1].String(), At: time.UnixMilli(int64(args[4].Float()))}
		go judge([]byte(args[0].String()), a, args[5])
		return nil
	}))
	js.Global().Call("bangfuReady")
	select {}
}

// judge judges one file and tells what was found; over whatever the program
// trips, the page is told so.
func judge(rules []byte, a precheck.Ask, tell js.Value) {
	defer func() {
		if recover() != nil {
			tell.Invoke("failed")
		}
	}()
	a.Progress = func(stage string) { tell.Invoke("stage", stage) }
	said, marked, err := answerTo(rules, a)
	if err != nil {
		tell.Invoke("failed")
		return
	}
	text, err := json.Marshal(said)
	if err != nil {
		tell.Invoke("failed")
		return
	}
	bytes := js.Global().Get("Uint8Array").New(len(marked))
	js.CopyBytesToJS(bytes, marked)
	tell.Invoke("done", string(text), bytes)
}

func answerTo(rules []byte, a precheck.Ask) (said answer, marked []byte, err error) {
	if a.Rules, err = precheck.Unpack(rules); err != nil {
		return said, nil, err
	}
	c, err := precheck.Check(context.Background(), a)
	if err != nil {
		return said, nil, err
	}
	c.Result.Unmask() // the clerk's own file, on the clerk's own machine
	said = answer{Result: c.Result, Copy: place.Checked(a.Name)}
	front := report.Receipt(c.Reply).Front
	said.Notes = front.Notes
	for _, b := range front.Blocks {
		if len(b.Columns) != 2 { // the findings
			continue
		}
		lines := block{Title: b.Title}
		for _, row := range b.Rows {
			lines.Lines = append(lines.Lines, [2]string{row[0].String(), row[1].String()})
		}
		said.Blocks = append(said.Blocks, lines)
	}
	said.Rows, err = precheck.Shown(context.Background(), a, c)
	return said, c.Copy, err
}
