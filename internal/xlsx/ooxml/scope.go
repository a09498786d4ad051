package ooxml

import "bytes"

// Scope is what the prefixes mean where a tag stands. A nil Scope binds none.
type Scope struct {
	prefix string
	space  string
	up     *Scope
}

// spaceOf is the namespace a prefix is bound to, "" for none. The prefix "" is
// the default namespace.
func (s *Scope) spaceOf(prefix string) string {
	for ; s != nil; s = s.up {
		if s.prefix == prefix {
			return s.space
		}
	}
	return ""
}

// Prefix is a prefix, other than the empty one, that is bound to a namespace;
// "" when there is none.
func (s *Scope) Prefix(space string) string {
	for at := s; at != nil; at = at.up {
		if at.prefix != "" && at.space == space && s.spaceOf(at.prefix) == space {
			return at.prefix
		}
	}
	return ""
}

// of is the namespace of a qualified name of an element.
func (s *Scope) of(qualified []byte) string {
	i := bytes.IndexByte(qualified, ':')
	prefix := qualified[:max(i, 0)]
	for ; s != nil; s = s.up {
		if s.prefix == string(prefix) {
			return s.space
		}
	}
	return ""
}

// within is the scope inside a tag, with what the tag binds itself.
func (s *Scope) within(tag []byte) *Scope {
	if !bytes.Contains(tag, []byte("xmlns")) {
		return s
	}
	for a := range attrs(tag) {
		switch {
		case string(a.name) == "xmlns":
			s = &Scope{"", unescape(string(a.value)), s}
		case bytes.HasPrefix(a.name, []byte("xmlns:")):
			s = &Scope{string(a.name[len("xmlns:"):]), unescape(string(a.value)), s}
		}
	}
	return s
}

// attr is the value of an attribute of a namespace, as it stands.
func (s *Scope) attr(tag []byte, space, local string) string {
	for a := range attrs(tag) {
		prefix, name, ok := bytes.Cut(a.name, []byte(":"))
		if ok && string(name) == local && s.spaceOf(string(prefix)) == space {
			return string(a.value)
		}
	}
	return ""
}
