package column

import (
	"strconv"

	"bangfu/internal/sheet"
)

// Header is the name of a column as its form writes it.
type Header = sheet.Header

// The headers of the forms that counties and the city drop.
const (
	Serial         Header = "序号"
	Business       Header = "业务类型"
	Licence        Header = "许可证号"
	Shop           Header = "客户名称"
	Operator       Header = "经营者姓名"
	ID             Header = "身份证号"
	Phone          Header = "联系电话"
	Address        Header = "经营地址"
	Market         Header = "市场类型"
	Grade          Header = "客户档位"
	Cycle          Header = "订货周期"
	OrderDay       Header = "订货日"
	LicenceEnd     Header = "许可证有效期止"
	Household      Header = "户籍类别"
	Members        Header = "家庭人口"
	Income         Header = "家庭年收入"
	Margin         Header = "卷烟年毛利"
	Hardship       Header = "困难类别"
	DibaoNo        Header = "低保证号"
	DibaoEnd       Header = "低保证有效期止"
	DisabledBy     Header = "残疾人姓名"
	Relation       Header = "与经营者关系"
	DisabledNo     Header = "残疾人证号"
	Story          Header = "困难说明"
	Proofs         Header = "证明材料"
	Start          Header = "帮扶起始日"
	End            Header = "帮扶截止日"
	Applied        Header = "申请日期"
	ManagerOpinion Header = "客户经理意见"
	Manager        Header = "客户经理"
	ManagerDay     Header = "客户经理日期"
	SalesOpinion   Header = "营销部意见"
	Reviewer       Header = "营销部审核人"
	SalesDay       Header = "营销部日期"
	BureauOpinion  Header = "县局意见"
	Approver       Header = "县局审批人"
	BureauDay      Header = "县局日期"
	ExitReason     Header = "退出原因"
	Answer         Header = "核实说明"
	Remark         Header = "备注"
	Each           Header = "每规格加量"
	Wanted         Header = "服务需求"
	Ordered        Header = "订货日期"
	Barcode        Header = "卷烟条码"
	Product        Header = "卷烟名称"
	Cartons        Header = "数量"
	Wholesale      Header = "批发价"
	Retail         Header = "零售价"
	Amount         Header = "金额"
	Visited        Header = "走访日期"
	Visitor        Header = "走访人"
	Service        Header = "服务类型"
	Situation      Header = "经营情况"
	Problem        Header = "存在问题"
	Measure        Header = "帮扶措施"
	State          Header = "问题状态"
	Next           Header = "下次走访日期"
	Week           Header = "供货周"
	BestSelling    Header = "畅销"
	Pool           Header = "帮扶可用量"
	Status         Header = "状态"
	Until          Header = "有效期止"
	Unit           Header = "县区"
	Action         Header = "动作"
	From           Header = "生效日期"
	To             Header = "截止日期"
	Reason         Header = "原因"
	By             Header = "经办人"
	Receipt        Header = "回执号"
	Sort           Header = "类别"
	Doubt          Header = "疑点"
	Customers      Header = "涉及户数"
	Since          Header = "自何时"
	Signal         Header = "编号"
	SignalCode     Header = "信号"
	Answered       Header = "答复"
)

// The headers of 政策参数 and 规格目录 that no form has.
const (
	Code       Header = "代码"
	Prefixes   Header = "许可证前缀"
	OtherNames Header = "别名"
	Deadline   Header = "报送截止"
	Urban      Header = "城市标准(元/月)"
	Rural      Header = "农村标准(元/年)"
	Basis      Header = "依据"
	Year       Header = "年度"
	Disposable Header = "可支配收入(元)"
	Parameter  Header = "参数"
	Value      Header = "值"
	Cutoff     Header = "截止时间"
	Pack       Header = "盒码"
	Title      Header = "名称"
	Class      Header = "价类"
)

// What stands above the table of a form, before a value.
const (
	ReportedBy Header = "填报单位"
	ReportedOn Header = "填报日期"
)

// Wished is the header of the n-th product of 帮扶申请表: 规格1, 规格2 …
func Wished(n int) Header { return Header("规格" + strconv.Itoa(n)) }

// Grades is how many grades (档位) there are: it is the highest, 1 the lowest.
const Grades = 30

// OfGrade is the header of a grade of 货源计划: 30档 … 1档.
func OfGrade(g int) Header { return Header(strconv.Itoa(g) + "档") }

// Texts are headers as the plain texts of a row.
func Texts(headers []Header) []string {
	list := make([]string, len(headers))
	for i, h := range headers {
		list[i] = string(h)
	}
	return list
}
