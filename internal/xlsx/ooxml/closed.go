package ooxml

import (
	"net/url"
	"path"
	"strings"
)

// closeTypes takes out the content types of parts that are not there, and all
// but the first of several of one part. A name that was declared is no longer
// free: who declared it may come and look for what he meant.
func (p *Package) closeTypes() {
	root, seen := p.types.Root(), map[string]bool{}
	for _, o := range root.All("Override") {
		name := strings.ToLower(strings.TrimPrefix(o.AttrText("PartName"), "/"))
		if p.missing(name) {
			p.shunned[name] = true
		}
		if seen[name] || p.missing(name) {
			root.Remove(o)
		}
		seen[name] = true
	}
}

// missing reports whether no part has a name, nor the name it stands for.
func (p *Package) missing(name string) bool {
	if p.Part(name) != nil {
		return false
	}
	plain, err := url.PathUnescape(name)
	return err != nil || p.Part(plain) == nil
}

// closeRelations takes out the relationships that lead to parts which are not
// there. A list of relationships that is no XML stays what it is.
func (p *Package) closeRelations() {
	for _, name := range p.Under("") {
		of, ok := relationsOf(name)
		if !ok {
			continue
		}
		if rels, err := p.peek(of, name); err == nil {
			p.closeList(of, name, rels)
		}
	}
}

// peek reads a list of relationships without holding it.
func (p *Package) peek(of, name string) (*Rels, error) {
	if r := p.rels[of]; r != nil {
		return r, nil
	}
	b, err := p.Read(name)
	if err != nil {
		return nil, err
	}
	top, err := Parse(b)
	if err != nil {
		return nil, err
	}
	return &Rels{base: path.Dir(of), Root: top.Root()}, nil
}

func (p *Package) closeList(of, name string, rels *Rels) {
	for _, n := range rels.Root.All("Relationship") {
		if to := rels.Target(n); to == "" || strings.Contains(n.AttrText("Target"), "#") || !p.missing(to) {
			continue
		}
		held, err := p.Relations(of, false)
		if err != nil {
			return
		}
		id := n.AttrText("Id")
		p.shunned[strings.ToLower(rels.Target(n))] = true
		if p.dead[of] == nil {
			p.dead[of] = map[string]bool{}
		}
		p.dead[of][id] = true
		held.remove(id)
	}
}

// Dead are the numbers of the relationships of a part that led nowhere and
// were taken out. What names one of them cannot stay either.
func (p *Package) Dead(part string) map[string]bool { return p.dead[part] }

func (r *Rels) remove(id string) {
	for _, n := range r.Root.All("Relationship") {
		if n.AttrText("Id") == id {
			r.Root.Remove(n)
		}
	}
}

// relationsOf is the part whose relationships a part lists.
func relationsOf(name string) (of string, ok bool) {
	dir, file := path.Split(name)
	base, isRels := strings.CutSuffix(file, ".rels")
	folder, inRels := strings.CutSuffix(dir, "_rels/")
	return folder + base, isRels && inRels
}

// usualTypes are the content types of endings, for parts that have none.
var usualTypes = map[string]string{
	"rels": "application/vnd.openxmlformats-package.relationships+xml",
	"xml":  "application/xml",
	"vml":  "application/vnd.openxmlformats-officedocument.vmlDrawing",
	"png":  "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "bmp": "image/bmp",
	"emf": "image/x-emf", "wmf": "image/x-wmf", "tif": "image/tiff", "tiff": "image/tiff",
	"bin": TypePrefix + "printerSettings",
}

// typeAll gives a type to each ending whose parts have none.
func (p *Package) typeAll() {
	typed := map[string]bool{}
	for _, o := range p.types.Root().All("Override") {
		typed[strings.ToLower(strings.TrimPrefix(o.AttrText("PartName"), "/"))] = true
	}
	for _, name := range p.Under("") {
		ending := strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))
		if t := usualTypes[ending]; t != "" && name != TypesPart && !typed[strings.ToLower(name)] {
			p.DefaultType(ending, t)
		}
	}
}
