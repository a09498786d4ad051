package assist

import "slices"

// unitNames are the units by each name they are called by, as plain makes it.
type unitNames struct {
	first  *Unit // of the units they were made of
	count  int
	office Office // whose words stand around them
	unit   map[string]string
}

// Named are the terms with the names of their units made ready, for those who ask
// of every row whose it is.
func (t Terms) Named() Terms {
	t.names = t.named()
	return t
}

func (t Terms) named() *unitNames {
	n := &unitNames{count: len(t.Units), office: t.Office, unit: map[string]string{}}
	if n.count > 0 {
		n.first = &t.Units[0]
	}
	for _, u := range t.Units {
		for _, name := range slices.Concat(u.Names(), u.Aliases) {
			plain := t.Office.plain(name)
			if _, taken := n.unit[plain]; !taken {
				n.unit[plain] = u.Name
			}
		}
	}
	return n
}

// of reports whether names are those of some terms.
func (n *unitNames) of(t Terms) bool {
	return n != nil && n.count == len(t.Units) && (n.count == 0 || n.first == &t.Units[0]) && n.office == t.Office
}
