package ledger

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"sync"
)

type hash [sha256.Size]byte

func (h hash) String() string { return hex.EncodeToString(h[:]) }

func parseHash(s string) (h hash, ok bool) {
	if len(s) != 2*len(h) {
		return h, false
	}
	_, err := hex.Decode(h[:], []byte(s))
	return h, err == nil
}

// canonical is v as JSON with sorted keys, no spaces, numbers as v's encoder
// wrote them and no escapes for HTML, so that one value has one spelling.
func canonical(v any) ([]byte, error) {
	raw, err := compact(v)
	if err != nil {
		return nil, err
	}
	var s sorting
	s.in, s.out = raw, make([]byte, 0, len(raw))
	s.value()
	return s.out, s.err
}

// encoders are the encoders of JSON that nobody uses now.
var encoders = sync.Pool{New: func() any {
	c := &encoder{}
	c.Encoder = json.NewEncoder(&c.text)
	c.SetEscapeHTML(false)
	return c
}}

// encoder writes JSON into a text of its own.
type encoder struct {
	*json.Encoder
	text bytes.Buffer
}

func compact(v any) ([]byte, error) {
	c := encoders.Get().(*encoder)
	defer encoders.Put(c)
	c.text.Reset()
	if err := c.Encode(v); err != nil {
		return nil, err
	}
	return bytes.Clone(bytes.TrimSuffix(c.text.Bytes(), []byte("\n"))), nil
}

// text is s as a JSON string.
func text(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' || c >= 0x7f {
			q, err := compact(s)
			if err != nil {
				panic(fmt.Sprintf("ledger: a string has no JSON: %v", err))
			}
			return append(b, q...)
		}
	}
	b = append(b, '"')
	b = append(b, s...)
	return append(b, '"')
}

// row is an entry as its table keeps it.
type row struct {
	seq                       int64
	at, kind, licence, person string
	body                      []byte
}

// canonical is the text whose hash is chained.
func (r row) canonical() []byte {
	b := make([]byte, 0, 192+len(r.body))
	b = text(append(b, `{"at":`...), r.at)
	b = append(append(b, `,"body":`...), r.body...)
	b = text(append(b, `,"kind":`...), r.kind)
	b = text(append(b, `,"licence":`...), r.licence)
	b = text(append(b, `,"person":`...), r.person)
	b = strconv.AppendInt(append(b, `,"seq":`...), r.seq, 10)
	return append(b, '}')
}

// chained is the hash of the entry that follows the one with hash prev.
func (r row) chained(prev hash) hash {
	return sha256.Sum256(append(prev[:], r.canonical()...))
}

// sealed is the digest by which the chain proves a person's fields.
func sealed(salt []byte, fields []byte) string {
	return digest(append(bytes.Clone(salt), fields...))
}

func digest(b []byte) string { return hash(sha256.Sum256(b)).String() }
