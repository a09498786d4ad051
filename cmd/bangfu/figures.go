package main

import (
	"context"
	"errors"

	"bangfu/internal/assist"
)

// figures is the flag of what quotes the regulation: whose figures it has.
type figures struct {
	Workspace string `short:"w" name:"workspace" help:"按这个工作区的参数写出标准和限额；不给时用内置的" type:"path"`
}

// terms are the parameters of the workspace, or the built-in ones.
func (f figures) terms(ctx context.Context, w world) (assist.Terms, error) {
	if f.Workspace == "" {
		return builtin()
	}
	o, err := workspace(f).open(ctx, w, reading)
	if err != nil {
		return assist.Terms{}, err
	}
	t, err := o.Terms(ctx, w.now())
	return t, errors.Join(err, o.Close())
}
