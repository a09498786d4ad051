package main

import (
	"testing"

	"bangfu/internal/config"
	"bangfu/internal/schedule"
)

// A file that says nothing, and the file that init writes, both mean the built-in city.
func TestInitWritesTheHomeCity(t *testing.T) {
	silent, err := home()
	if err != nil {
		t.Fatal(err)
	}
	written, err := config.Parse(config.Default(silent.Office, silent.Filing), nil, schedule.Parse)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []config.Config{silent, written} {
		if got := c.Office.Issuer() + "|" + c.Office.City + "|" + c.Office.AreaCode + "|" + c.Filing; got != "大同市烟草专卖局（公司）营销中心|大同市|0352|大烟弱备" {
			t.Error(got)
		}
	}
	terms, err := builtin()
	if err != nil || terms.Office != silent.Office {
		t.Errorf("the built-in terms speak of %+v, %v", terms.Office, err)
	}
}
