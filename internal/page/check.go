package page

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // the parts of the page
	"encoding/base64"
	"fmt"
	"html/template"
	"strings"

	"bangfu/internal/assist"
)

// Check is what a 核对.html says and judges by.
type Check struct {
	Unit   string      // whose files it judges; "" leaves it to each file's 填报单位
	Office string      // who issues it
	AsOf   assist.Date // 标准截至
	Rules  []byte      // packed
	Most   int64       // bytes a file may have
}

// The parts of 核对.html.
var (
	//go:embed check/page.html
	checkHTML string
	//go:embed check/page.css
	checkCSS string
	//go:embed check/page.js
	checkJS string
	//go:embed check/worker.js
	workerJS string
)

var checkShell = template.Must(template.New("核对").Parse(checkHTML))

// HTML is the page; an error says that the program has no engine for it.
func (c Check) HTML() ([]byte, error) {
	if !HasEngine() {
		return nil, fmt.Errorf("page: built without the pre-check for browsers: run go generate ./... and build again")
	}
	var shell bytes.Buffer
	err := checkShell.Execute(&shell, struct {
		Check
		Policy string
	}{c, policy(checkCSS, checkJS)})
	if err != nil {
		return nil, fmt.Errorf("page: 核对.html: %w", err)
	}
	code := base64.StdEncoding.EncodeToString
	wasm, loader := engineText()
	fill := strings.NewReplacer(
		"@style@", checkCSS, "@script@", checkJS, "@rules@", code(c.Rules), "@loader@", loader, "@worker@", code([]byte(workerJS)), "@engine@", wasm)
	return []byte(fill.Replace(shell.String())), nil
}

// policy lets nothing in but the page's own style and script, and a worker made
// of them. A browser before Chromium 97 compiles WebAssembly only with
// 'unsafe-eval'; there is nowhere from which foreign words could come.
func policy(style, script string) string {
	return fmt.Sprintf("default-src 'none'; style-src '%s'; script-src '%s' 'unsafe-eval' 'wasm-unsafe-eval'; worker-src blob:; base-uri 'none'; form-action 'none'",
		digest(style), digest(script))
}

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
