package paper

import (
	"bytes"
	"compress/flate"
	"encoding/gob"
	"fmt"
	"io"
)

// longDoc is from how many pages on the ink of a page is kept folded: that of a
// few pages is little, that of a city's list a hundred megabytes.
const longDoc = 24

// folder folds the ink of one page after another.
type folder struct {
	pressed *flate.Writer
	out     bytes.Buffer
}

// fold is ink in few bytes.
func (f *folder) fold(ink Ink) []byte {
	f.out.Reset()
	if f.pressed == nil {
		f.pressed, _ = flate.NewWriter(&f.out, flate.BestSpeed) // fails only for a level that is none
	} else {
		f.pressed.Reset(&f.out)
	}
	err := gob.NewEncoder(f.pressed).Encode(ink)
	if err == nil {
		err = f.pressed.Close()
	}
	if err != nil {
		panic(fmt.Sprintf("paper: ink has no bytes: %v", err)) // memory takes all, and the type has a code
	}
	return bytes.Clone(f.out.Bytes())
}

// unfold is the ink of a page that was folded.
func unfold(folded []byte) Ink {
	var ink Ink
	if err := gob.NewDecoder(flate.NewReader(bytes.NewReader(folded))).Decode(&ink); err != nil && err != io.EOF {
		panic(fmt.Sprintf("paper: ink that was folded does not unfold: %v", err))
	}
	return ink
}
