package proof

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Valid fails a test for each fault of a workbook that Excel would mend, or
// refuse to open.
func Valid(t testing.TB, name string, pkg []byte) {
	t.Helper()
	for _, f := range Faults(pkg) {
		t.Errorf("%s: %s", name, f)
	}
}

// Faults lists what is wrong with a workbook as a package of ECMA-376, in its
// transitional names: parts that are no XML, types and relationships that lead
// nowhere, numbers that stand twice, elements out of their order.
func Faults(pkg []byte) []string {
	v := &validator{text: map[string]string{}, trees: map[string]*element{}, rels: map[string]map[string]relation{}}
	if err := v.open(pkg); err != nil {
		return []string{err.Error()}
	}
	v.types()
	v.relations()
	v.workbook()
	slices.Sort(v.faults)
	return v.faults
}

// validator walks through one workbook.
type validator struct {
	names   []string
	text    map[string]string
	trees   map[string]*element
	typed   map[string]string // content type by part
	rels    map[string]map[string]relation
	formats int // cell formats
	dxfs    int
	faults  []string
}

type relation struct{ kind, target string }

func (v *validator) fault(part, format string, args ...any) {
	v.faults = append(v.faults, part+": "+fmt.Sprintf(format, args...))
}

// open reads all parts; those that say they are XML must be.
func (v *validator) open(pkg []byte) error {
	z, err := zip.NewReader(bytes.NewReader(pkg), int64(len(pkg)))
	if err != nil {
		return err
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return err
		}
		b, err := io.ReadAll(r)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(v.names, func(n string) bool { return strings.EqualFold(n, f.Name) }) {
			v.fault(f.Name, "stands twice")
		}
		v.names = append(v.names, f.Name)
		if !isXML(f.Name) {
			continue
		}
		v.text[f.Name] = string(b)
		if v.trees[f.Name], err = grow(string(b)); err != nil {
			v.fault(f.Name, "is no XML: %v", err)
			v.trees[f.Name] = &element{}
		}
		if bytes.Contains(b, []byte(strictPrefix)) {
			v.fault(f.Name, "speaks the strict names")
		}
	}
	return nil
}

func isXML(name string) bool {
	return slices.Contains([]string{".xml", ".rels", ".vml"}, strings.ToLower(path.Ext(name)))
}

func (v *validator) has(name string) bool { return slices.Contains(v.names, name) }

// types wants one content type for each part, and none for what is not there.
func (v *validator) types() {
	const part = "[Content_Types].xml"
	v.typed = map[string]string{}
	defaults := map[string]string{}
	for _, k := range v.trees[part].all("Default") {
		ending := strings.ToLower(k.get("Extension"))
		if defaults[ending] != "" {
			v.fault(part, "two types for .%s", ending)
		}
		defaults[ending] = k.get("ContentType")
	}
	for _, k := range v.trees[part].all("Override") {
		name := strings.TrimPrefix(k.get("PartName"), "/")
		if v.typed[name] != "" {
			v.fault(part, "two types for %s", name)
		}
		if !v.has(name) {
			v.fault(part, "a type for %s, which is not there", name)
		}
		v.typed[name] = k.get("ContentType")
	}
	for _, name := range v.names {
		if v.typed[name] == "" {
			v.typed[name] = defaults[strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))]
		}
		if v.typed[name] == "" && name != part {
			v.fault(part, "no type for %s", name)
		}
	}
}

// relations wants each relationship to have a number of its own and to lead to
// a part.
func (v *validator) relations() {
	for _, name := range v.names {
		if !strings.HasSuffix(name, ".rels") {
			continue
		}
		of := path.Join(path.Dir(path.Dir(name)), strings.TrimSuffix(path.Base(name), ".rels"))
		if of = strings.TrimPrefix(of, "./"); of == "." || strings.HasSuffix(of, "/") {
			of = ""
		}
		if of != "" && !v.has(of) && name != "_rels/.rels" {
			v.fault(name, "belongs to %s, which is not there", of)
		}
		v.rels[of] = v.list(name, path.Dir(path.Dir(name)))
	}
}

func (v *validator) list(name, base string) map[string]relation {
	out := map[string]relation{}
	for _, k := range v.trees[name].all("Relationship") {
		id, target := k.get("Id"), k.get("Target")
		if _, twice := out[id]; twice || id == "" {
			v.fault(name, "the number %q stands twice or is missing", id)
		}
		if k.get("TargetMode") == "External" {
			out[id] = relation{path.Base(k.get("Type")), ""}
			continue
		}
		to := strings.TrimPrefix(target, "/")
		if to == target {
			to = path.Join(base, target)
		}
		if !strings.HasPrefix(target, "#") && !v.has(to) {
			v.fault(name, "%s leads to %s, which is not there", id, to)
		}
		out[id] = relation{path.Base(k.get("Type")), to}
	}
	return out
}

// relationOf wants an attribute of relationships to be in the part's list.
func (v *validator) relationOf(part string, e *element) relation {
	id := e.in(relSpace, "id")
	r, ok := v.rels[part][id]
	if id != "" && !ok {
		v.fault(part, "<%s> names the relationship %q, which is not there", e.name.Local, id)
	}
	return r
}

// ordered wants the children of an element in the order of the schema, those
// of other namespaces aside; a name that ends in * may stand several times.
func (v *validator) ordered(part string, e *element, order string) {
	names := strings.Fields(order)
	last, before := -1, ""
	for _, k := range e.kids {
		if k.name.Space != e.name.Space {
			continue
		}
		at, many := slices.Index(names, k.name.Local), false
		if at < 0 {
			at, many = slices.Index(names, k.name.Local+"*"), true
		}
		switch {
		case at < 0:
			v.fault(part, "<%s> has no place in <%s>", k.name.Local, e.name.Local)
			continue
		case at < last:
			v.fault(part, "<%s> stands behind <%s>", k.name.Local, before)
		case at == last && !many:
			v.fault(part, "<%s> stands twice", k.name.Local)
		}
		last, before = at, k.name.Local
	}
}

// counted wants a count to be what it counts.
func (v *validator) counted(part string, list *element, kids int) {
	if c := list.get("count"); c != "" && c != strconv.Itoa(kids) {
		v.fault(part, "<%s> counts %s, holds %d", list.name.Local, c, kids)
	}
}
