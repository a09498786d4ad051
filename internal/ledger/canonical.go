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
	c := encoders.Get().(*encoder)
	defer encoders.Put(c)
	raw, err := c.encoded(v)
	if err != nil {
		return nil, err
	}
	return c.sorted(raw)
}

// encoders are the encoders of JSON that nobody uses now.
var encoders = sync.Pool{New: func() any {
	c := &encoder{}
	c.Encoder = json.NewEncoder(&c.text)
	c.SetEscapeHTML(false)
	return c
}}

// encoder writes JSON into a text of its own, and sorts it.
type encoder struct {
	*json.Encoder
	text bytes.Buffer
	sorting
}

// encoded is v as compact JSON, which stands until the encoder is used again.
func (c *encoder) encoded(v any) ([]byte, error) {
	c.text.Reset()
	err := c.Encode(v)
	return bytes.TrimSuffix(c.text.Bytes(), []byte("\n")), err
}

func compact(v any) ([]byte, error) {
	c := encoders.Get().(*encoder)
	defer encoders.Put(c)
	raw, err := c.encoded(v)
	return bytes.Clone(raw), err
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

// canonical adds the text whose hash is chained.
func (r row) canonical(b []byte) []byte {
	b = text(append(b, `{"at":`...), r.at)
	b = append(append(b, `,"body":`...), r.body...)
	b = text(append(b, `,"kind":`...), r.kind)
	b = text(append(b, `,"licence":`...), r.licence)
	b = text(append(b, `,"person":`...), r.person)
	b = strconv.AppendInt(append(b, `,"seq":`...), r.seq, 10)
	return append(b, '}')
}

// chaining hashes entries one after the other.
type chaining struct {
	hash  hash // of the last entry
	spare []byte
}

// following is the hash of an entry that follows the last one.
func (c *chaining) following(r row) hash {
	c.spare = r.canonical(append(c.spare[:0], c.hash[:]...))
	return sha256.Sum256(c.spare)
}

// sealed is the digest by which the chain proves a person's fields.
func sealed(salt, fields []byte) string {
	h := sha256.New()
	h.Write(salt)
	h.Write(fields)
	return hash(h.Sum(nil)).String()
}

func digest(b []byte) string { return hash(sha256.Sum256(b)).String() }
