package assist

import (
	"cmp"
	"slices"
	"strings"
)

// Office (市局) says who issues the papers of a workspace, and where: the
// city's own words, so that nothing else in the program knows a city's name.
type Office struct {
	Name        string // the whole name: 样城市烟草专卖局（公司）
	City        string // 样城市
	Province    string // 样城省
	AreaCode    string // of a landline (区号): 3 or 4 digits
	Marketing   string // who deals the supply and signs the reports: 营销中心
	Supervision string // who follows up signals: 内管科
	Licensing   string // who keeps the licence register: 专卖科
	Noise       string // words that say nothing around a unit's name, besides those of every office, separated by spaces
	Document    string // what the number of a document (文号) begins with; "" leaves the place blank for ink
}

// Issuer is who a paper of the city is signed by: the office and its marketing
// centre; "" where the office has no name.
func (o Office) Issuer() string {
	if o.Name == "" {
		return ""
	}
	return o.Name + o.Marketing
}

// MarketingDesk is who deals the supply, the office itself where no department is named.
func (o Office) MarketingDesk() string { return cmp.Or(o.Marketing, City) }

// SupervisionDesk is who follows up signals, likewise.
func (o Office) SupervisionDesk() string { return cmp.Or(o.Supervision, City) }

// LicensingDesk is who keeps the licence register, likewise.
func (o Office) LicensingDesk() string { return cmp.Or(o.Licensing, City) }

// figure is the word of the office that a text names in braces, as {区号}; ok is
// false for none of its words.
func (o Office) figure(name string) (word string, ok bool) {
	switch name {
	case "区号":
		return cmp.Or(o.AreaCode, name), true
	case "货源部门":
		return o.MarketingDesk(), true
	case "内管部门":
		return o.SupervisionDesk(), true
	case "专卖部门":
		return o.LicensingDesk(), true
	}
	return "", false
}

// shortCity is the name of the city without its last word.
func (o Office) shortCity() string {
	for _, last := range []string{"自治州", "地区", "市", "盟"} {
		if short, ok := strings.CutSuffix(o.City, last); ok {
			return short
		}
	}
	return o.City
}

// officeWords stand around the name of a unit in every office, the longer first.
var officeWords = []string{"有限责任公司", "中国烟草总公司", "客户服务部", "烟草专卖局", "烟草专卖", "卷烟营销部", "营销部", "分公司", "烟草", "公司", "(", ")", "（", "）", " ", "\u3000"}

// plain is the name of a unit without the words that stand around it: those of every
// office, its own, and the names of its departments. A word that is
// all that is left stays: a city may be its own unit.
func (o Office) plain(name string) string {
	for _, word := range slices.Concat(strings.Fields(o.Noise), []string{o.Marketing, o.Supervision, o.Licensing}, officeWords, []string{o.Province, o.City}) {
		if word == "" {
			continue
		}
		if left := strings.ReplaceAll(name, word, ""); left != "" {
			name = left
		}
	}
	return cmp.Or(strings.TrimSuffix(name, "局"), name)
}
