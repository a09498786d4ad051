package assist

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
	Document    string // what the number of a document (文号) begins with; "" leaves the place blank for ink
}

// Issuer is who a paper of the city is signed by: the office and its marketing centre.
func (o Office) Issuer() string { return o.Name + o.Marketing }
