package main

import (
	"fmt"

	"bangfu/internal/assist"
)

type rulesCmd struct {
	JSON bool `name:"json" help:"以 JSON 写到标准输出"`
}

// Run prints the rule catalogue.
func (c rulesCmd) Run(w world) error {
	rules := assist.Rules()
	if c.JSON {
		return writeJSON(w.out, rules)
	}
	for _, r := range rules {
		fmt.Fprintf(w.out, "%s  条款 %s  由 %s 处理\n  何时：%s\n  怎么办：%s\n", r.Code, r.Clause, r.Turn, r.When, r.Fix)
	}
	return nil
}
