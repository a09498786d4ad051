package main

import (
	"context"
	"fmt"

	"bangfu/internal/assist"
)

type rulesCmd struct {
	JSON bool `name:"json" help:"以 JSON 写到标准输出"`
	figures
}

// Run prints the rule catalogue, with the figures in force today.
func (c rulesCmd) Run(ctx context.Context, w world) error {
	terms, err := c.terms(ctx, w)
	if err != nil {
		return err
	}
	rules := assist.RulesOn(terms, assist.DateOf(w.now()))
	if c.JSON {
		return writeJSON(w.out, rules)
	}
	for _, r := range rules {
		fmt.Fprintf(w.out, "%s  条款 %s  由 %s 处理\n  何时：%s\n  怎么办：%s\n", r.Code, r.Clause, r.Turn, r.When, r.Fix)
	}
	return nil
}
