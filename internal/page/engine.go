package page

import (
	"embed"
	"encoding/base64"
	"io/fs"
	"sync"
)

//go:generate go run ../../cmd/precheck/build.go engine

//go:embed engine
var engine embed.FS

// engineParts are what `go generate` makes: the pre-check compiled for a
// browser, packed, and Go's loader of it.
func engineParts() (wasm, loader []byte, ok bool) {
	wasm, err := fs.ReadFile(engine, "engine/precheck.wasm.gz")
	if err != nil {
		return nil, nil, false
	}
	loader, err = fs.ReadFile(engine, "engine/wasm_exec.js")
	return wasm, loader, err == nil
}

// engineText is the engine and its loader as a page carries them.
var engineText = sync.OnceValues(func() (wasm, loader string) {
	w, l, _ := engineParts()
	return base64.StdEncoding.EncodeToString(w), base64.StdEncoding.EncodeToString(l)
})

// HasEngine reports whether this program was built with the pre-check for
// browsers; without it there is no 核对.html.
func HasEngine() bool {
	_, _, ok := engineParts()
	return ok
}
