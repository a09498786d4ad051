package batch

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/overview"
	"bangfu/internal/sheet"
)

// A tale is one rule of *Terms* or *Reporting* as a clerk would tell it: what
// was dropped, when a run took it, and what then stands on 备案汇总表. A line
// is a verb and what follows:
//
//	报 DAY UNIT WHO BUSINESS [HEADER=VALUE …]  a row of 申请表, applied for and approved on that day; what is not said is as in WHO's row before
//	再报 DAY UNIT WHO                          the row before again, word for word
//	登 DAY [WHO=STATUS …]                      a 许可证状态: all 有效 but those named; 缺 leaves one out, 无县区 its unit
//	调 DAY WHO ACTION FROM [UNTIL]             a row of 名单调整
//	截止 WEEK DAY HOUR                         a row of 截止调整
//	行 DAY HOUR                                a run
//	果 WHO OUTCOME [CODE …]                    what became of WHO's last row; an answered code stands in brackets
//	册 WHO STATE NUMBER FILED START END DUE    WHO's line on 备案名单; 无: not on it
//	变 WHO [KIND/REASON/BY …]                  how the run changed the roll, by 变更情况; 无: not at all
//	回执 NAME [WORDS]                          the run wrote this receipt, which says these words; 无更新: none was written again
//	替 UNIT NUMBER WHO WORDS                   the receipt, 行数核对 and trace say that another row stands for WHO's
//	告 WORDS                                   a finding of the run's files says these words; 无: none of N311
//	说 WORDS                                   a fault line of the run says these words; 无: there is none but that the plan is missing
//	急 WORDS                                   the run asks for a person with these words; 不急: for nobody
//	状态 UNIT WORD [FIRST]                     报送状态 and 首次收到 of 汇总
//	次序 WHO …                                 备案名单 in its order
type tale struct {
	name string
	text string
}

// Rows of one day and unit that follow each other lie in one workbook.
var tales = []tale{
	{"a new filing runs twelve months from its day", `
报 2026-07-03 平城区 甲 新增
登 2026-07-03
行 2026-07-06 09:00
果 甲 备案
变 甲 新增/低保/县区审批
册 甲 在册 0001 2026-07-06 2026-07-06 2027-07-06 2027-07-06`},

	{"given dates cut the term, the re-verification stays due after twelve months", `
报 2026-07-03 平城区 甲 新增 帮扶起始日=2026-08-01 帮扶截止日=2026-12-31
登 2026-07-03
行 2026-07-06 09:00
册 甲 在册 0001 2026-07-06 2026-08-01 2026-12-31 2027-07-06`},

	{"numbers follow the order of acceptance, and begin again with the year", `
报 2026-12-24 云冈区 戊 新增
报 2026-12-24 平城区 乙 新增
报 2026-12-24 平城区 甲 新增
登 2026-12-24
行 2026-12-28 09:00
次序 乙 甲 戊
报 2026-12-30 平城区 丙 新增
登 2026-12-30
行 2027-01-01 09:00
册 丙 在册 2027-0001 2027-01-01 2027-01-01 2028-01-01 2028-01-01`},

	{"a re-verification moves what is due and nothing else", `
报 2026-07-03 平城区 甲 新增
登 2026-07-03
行 2026-07-06 09:00
报 2027-06-10 平城区 甲 复核 家庭年收入=15000
登 2027-06-10
行 2027-06-14 09:00
果 甲 备案
变 甲 复核/按期复核/县区审批
册 甲 在册 0001 2026-07-06 2026-07-06 2028-06-14 2028-06-14`},

	{"a filing lapses on the day after its last", `
报 2026-07-03 平城区 甲 新增
登 2026-07-03
行 2026-07-06 09:00
行 2027-07-06 09:00
册 甲 在册 0001 2026-07-06 2026-07-06 2027-07-06 2027-07-06
变 甲 无
行 2027-07-07 09:00
变 甲 退出/到期/到期
册 甲 无`},

	{"a re-verification revives a filing up to 90 days after it lapsed", `
报 2026-07-03 平城区 甲 新增
报 2026-07-03 平城区 乙 新增
登 2026-07-03
行 2026-07-06 09:00
行 2027-07-07 09:00
册 甲 无
报 2027-09-29 平城区 甲 复核
登 2027-09-29
行 2027-10-04 09:00
果 甲 备案
变 甲 新增/复核恢复/县区审批
册 甲 在册 0001 2026-07-06 2026-07-06 2028-10-04 2028-10-04
报 2027-09-30 平城区 乙 复核
行 2027-10-05 09:00
果 乙 退回 V601
册 乙 无`},

	{"an amendment keeps number and term", `
报 2026-07-03 平城区 甲 新增
登 2026-07-03
行 2026-07-06 09:00
报 2026-09-01 平城区 甲 变更 家庭年收入=15000
登 2026-09-01
行 2026-09-02 09:00
果 甲 备案
变 甲 变更/信息变更/县区审批
册 甲 在册 0001 2026-07-06 2026-07-06 2027-07-06 2027-07-06`},

	{"another class of hardship begins a new term", `
报 2026-07-03 平城区 甲 新增
登 2026-07-03
行 2026-07-06 09:00
报 2026-09-01 平城区 甲 变更 困难类别=残疾 低保证号= 低保证有效期止= 家庭年收入=30000 卷烟年毛利=20000 残疾人姓名=本人 与经营者关系=本人 残疾人证号=本人 证明材料=残疾人证复印件
登 2026-09-01
行 2026-09-02 09:00
果 甲 备案
变 甲 变更/困难类别变更/县区审批
册 甲 在册 0001 2026-07-06 2026-09-02 2027-09-02 2027-09-02`},

	{"class 3 waits for the city, and ends on its given day", `
报 2026-07-03 平城区 甲 新增 临时=2026-11-30
登 2026-07-03
行 2026-07-06 09:00
果 甲 待核 Q307
册 甲 无
调 2026-07-13 甲 确认 2026-07-13
行 2026-07-13 09:00
果 甲 备案 (Q307)
回执 HZ-140213-20260706-001_更新1 申请表第4行 待核 → 备案：市局已确认 Q307（临时困难待市局确认）
变 甲 新增/临时困难/县区审批、市局确认
册 甲 在册 0001 2026-07-13 2026-07-13 2026-11-30 2026-11-30
行 2026-11-30 09:00
册 甲 在册 0001 2026-07-13 2026-07-13 2026-11-30 2026-11-30
行 2026-12-01 09:00
变 甲 退出/到期/到期
册 甲 无`},

	{"a confirmation holds for 90 days after the application, and not before it", `
报 2026-07-03 平城区 甲 新增 临时=2026-11-30
报 2026-07-03 平城区 乙 新增 临时=2026-11-30
报 2026-07-03 平城区 丙 新增 临时=2026-11-30
登 2026-07-03
行 2026-07-06 09:00
调 2026-07-06 甲 确认 2026-07-02
调 2026-07-06 乙 确认 2026-10-01
调 2026-07-06 丙 确认 2026-10-02
行 2026-07-07 09:00
果 甲 待核 Q307
果 乙 待核 Q307
行 2026-10-01 09:00
果 乙 备案 (Q307)
行 2026-10-02 09:00
果 甲 待核 Q307
果 丙 待核 Q307`},

	{"停业 suspends until the licence is 有效 again", `
报 2026-07-03 平城区 甲 新增
登 2026-07-03
行 2026-07-06 09:00
登 2026-07-13 甲=停业
行 2026-07-13 09:00
变 甲 暂停/许可证停业/许可证登记
册 甲 暂停 0001 2026-07-06 2026-07-06 2027-07-06 2027-07-06
登 2026-07-20
行 2026-07-20 09:00
变 甲 恢复/许可证恢复有效/许可证登记
册 甲 在册 0001 2026-07-06 2026-07-06 2027-07-06 2027-07-06`},

	{"停业 stands against the city's word, and a filing is suspended at once", `
报 2026-07-03 平城区 甲 新增
报 2026-07-03 平城区 乙 新增
登 2026-07-03 甲=停业 乙=停业
行 2026-07-06 09:00
果 甲 待核 Q104
调 2026-07-07 甲 确认 2026-07-07
行 2026-07-07 09:00
果 甲 备案 (Q104)
变 甲 新增/低保/县区审批、市局确认 暂停/许可证停业/许可证登记
册 甲 暂停 0001 2026-07-07 2026-07-07 2027-07-07 2027-07-07
调 2026-07-08 甲 恢复 2026-07-08
行 2026-07-08 09:00
变 甲 恢复/核查结果/市局 暂停/许可证停业/许可证登记
册 甲 暂停 0001 2026-07-07 2026-07-07 2027-07-07 2027-07-07
行 2026-07-09 09:00
变 甲 无`},

	{"class 3 that is confirmed after its end", `
报 2026-07-03 平城区 甲 新增 临时=2026-07-20
登 2026-07-03
行 2026-07-06 09:00
调 2026-07-27 甲 确认 2026-07-27
行 2026-07-27 09:00
果 甲 备案 (Q307)
变 甲 新增/临时困难/县区审批、市局确认 退出/到期/到期
册 甲 无`},

	{"a licence given up ends the assistance, one that is absent does not", `
报 2026-07-03 平城区 甲 新增
报 2026-07-03 平城区 乙 新增
登 2026-07-03
行 2026-07-06 09:00
登 2026-07-13 甲=注销 乙=缺
行 2026-07-13 09:00
变 甲 退出/许可证注销/许可证登记
册 甲 无
变 乙 无
册 乙 在册 0002 2026-07-06 2026-07-06 2027-07-06 2027-07-06`},

	{"the county takes a customer off", `
报 2026-07-03 平城区 甲 新增
登 2026-07-03
行 2026-07-06 09:00
报 2026-07-10 平城区 甲 退出 退出原因=家庭收入好转
行 2026-07-13 09:00
果 甲 备案
变 甲 退出/家庭收入好转/县区审批
册 甲 无
报 2026-07-14 平城区 乙 退出 退出原因=不再经营
行 2026-07-20 09:00
果 乙 退回 V601`},

	{"the city suspends up to a day", `
报 2026-07-03 平城区 甲 新增
登 2026-07-03
行 2026-07-06 09:00
调 2026-07-13 甲 暂停 2026-07-13 2026-07-19
行 2026-07-13 09:00
变 甲 暂停/核查结果/市局
册 甲 暂停 0001 2026-07-06 2026-07-06 2027-07-06 2027-07-06
行 2026-07-19 09:00
变 甲 无
册 甲 暂停 0001 2026-07-06 2026-07-06 2027-07-06 2027-07-06
行 2026-07-20 09:00
变 甲 恢复/暂停期满/到期
册 甲 在册 0001 2026-07-06 2026-07-06 2027-07-06 2027-07-06`},

	{"the city suspends, lets go on, and takes off", `
报 2026-07-03 平城区 甲 新增
登 2026-07-03
行 2026-07-06 09:00
调 2026-07-13 甲 暂停 2026-07-13
行 2026-07-13 09:00
册 甲 暂停 0001 2026-07-06 2026-07-06 2027-07-06 2027-07-06
调 2026-07-20 甲 恢复 2026-07-20
行 2026-07-20 09:00
变 甲 恢复/核查结果/市局
调 2026-07-27 甲 退出 2026-07-27
行 2026-07-27 09:00
变 甲 退出/核查结果/市局
册 甲 无`},

	{"what the city dates ahead waits for its day", `
报 2026-07-03 平城区 甲 新增
报 2026-07-03 平城区 乙 新增
登 2026-07-03
行 2026-07-06 09:00
调 2026-07-06 甲 暂停 2026-07-15 2026-07-25
调 2026-07-06 乙 退出 2026-07-16
行 2026-07-07 09:00
变 甲 无
行 2026-07-15 09:00
变 甲 暂停/核查结果/市局
变 乙 无
行 2026-07-16 09:00
变 乙 退出/核查结果/市局
册 乙 无`},

	{"several decisions between two runs are taken in their order, each once", `
报 2026-07-03 平城区 甲 新增
报 2026-07-03 平城区 乙 新增
报 2026-07-03 平城区 丙 新增
登 2026-07-03
行 2026-07-06 09:00
调 2026-07-06 甲 恢复 2026-07-10
调 2026-07-06 甲 暂停 2026-07-08
调 2026-07-06 乙 退出 2026-07-08
调 2026-07-06 乙 退出 2026-07-09
调 2026-07-06 丙 暂停 2026-07-08 2026-07-10
行 2026-07-07 09:00
行 2026-07-13 09:00
变 甲 暂停/核查结果/市局 恢复/核查结果/市局
册 甲 在册 0001 2026-07-06 2026-07-06 2027-07-06 2027-07-06
变 乙 退出/核查结果/市局
变 丙 无
册 丙 在册 0003 2026-07-06 2026-07-06 2027-07-06 2027-07-06`},

	{"other facts under the same 申请日期 are a correction", `
报 2026-07-03 平城区 甲 新增
登 2026-07-03
行 2026-07-06 09:00
报 2026-07-03 平城区 甲 新增 家庭年收入=15000
行 2026-07-13 09:00
果 甲 备案
变 甲 变更/更正申报/县区审批
册 甲 在册 0001 2026-07-06 2026-07-06 2027-07-06 2027-07-06
报 2026-07-14 平城区 甲 新增 家庭年收入=18000
行 2026-07-20 09:00
果 甲 待核 Q602
变 甲 无`},

	{"a row sent again unchanged stays filed as it is", `
报 2026-07-03 平城区 甲 新增
登 2026-07-03
行 2026-07-06 09:00
再报 2026-07-10 平城区 甲
报 2026-07-10 平城区 乙 新增
行 2026-07-13 09:00
果 甲 备案
变 甲 无
变 乙 新增/低保/县区审批
次序 甲 乙
册 甲 在册 0001 2026-07-06 2026-07-06 2027-07-06 2027-07-06
册 乙 在册 0002 2026-07-13 2026-07-13 2027-07-13 2027-07-13`},

	{"a customer moves from one unit to another in one run", `
报 2026-07-03 平城区 甲 新增
登 2026-07-03
行 2026-07-06 09:00
报 2026-07-10 云冈区 甲 新增 核实说明=属实：Q103 店址迁入
报 2026-07-10 平城区 甲 退出 退出原因=迁往云冈区
行 2026-07-13 09:00
变 甲 退出/迁往云冈区/县区审批 新增/低保/县区审批
册 甲 在册 0002 2026-07-13 2026-07-13 2027-07-13 2027-07-13
状态 云冈区 已报 2026-07-13 09:00`},

	{"a licence twice in a sheet: both rows go back", `
报 2026-07-03 平城区 甲 新增
报 2026-07-03 平城区 甲 新增
登 2026-07-03
行 2026-07-06 09:00
果 甲 退回 V501
册 甲 无`},

	{"two units clash: both go back; once the other sends again, he is filed whose customer the register says he is", `
报 2026-07-03 平城区 甲 新增
报 2026-07-03 云冈区 甲 新增 核实说明=属实：Q103 店址迁入
登 2026-07-03
行 2026-07-06 09:00
果 甲 退回 V502 (Q103)
册 甲 无
再报 2026-07-08 云冈区 甲
行 2026-07-13 09:00
果 甲 退回 V502 (Q103)
回执 HZ-140213-20260706-001_更新1
册 甲 在册 0001 2026-07-13 2026-07-13 2027-07-13 2027-07-13`},

	{"who the register says is nobody's in particular is filed by the unit that sends again", `
报 2026-07-03 平城区 甲 新增
报 2026-07-03 云冈区 甲 新增 核实说明=属实：Q103 店址迁入
登 2026-07-03 甲=无县区
行 2026-07-06 09:00
果 甲 退回 V502 (Q103)
行 2026-07-07 09:00
册 甲 无
再报 2026-07-08 平城区 甲
行 2026-07-13 09:00
果 甲 备案
册 甲 在册 0001 2026-07-13 2026-07-13 2027-07-13 2027-07-13`},

	{"a newer register that says the same writes no receipt again", `
报 2026-07-03 平城区 甲 新增
登 2026-07-03 甲=缺
行 2026-07-06 09:00
果 甲 退回 V104
登 2026-07-07 甲=缺
行 2026-07-07 09:00
回执 无更新
登 2026-07-08
行 2026-07-08 09:00
回执 HZ-140213-20260706-001_更新1
果 甲 备案`},

	{"a correction of a re-verified filing keeps its number, dates and term", `
报 2026-07-03 平城区 甲 新增
登 2026-07-03
行 2026-07-06 09:00
报 2027-06-10 平城区 甲 复核 家庭年收入=15000
登 2027-06-10
行 2027-06-14 09:00
报 2027-06-10 平城区 甲 新增 家庭年收入=15500
行 2027-06-21 09:00
变 甲 变更/更正申报/县区审批
册 甲 在册 0001 2026-07-06 2026-07-06 2028-06-14 2028-06-14
行 2027-07-08 09:00
变 甲 无`},

	{"the city's open-ended 暂停 stands over a lapse and over 退出 and 新增, until 恢复", `
报 2026-07-03 平城区 甲 新增
报 2026-07-03 平城区 乙 新增
登 2026-07-03
行 2026-07-06 09:00
调 2026-07-13 甲 暂停 2026-07-13
调 2026-07-13 乙 暂停 2026-07-13
行 2026-07-13 09:00
报 2026-08-03 平城区 乙 退出 退出原因=不再经营
行 2026-08-03 09:00
报 2026-08-20 平城区 乙 新增 核实说明=属实：Q603 恢复经营
行 2026-08-24 09:00
册 乙 暂停 0003 2026-08-24 2026-08-24 2027-08-24 2027-08-24
行 2027-07-07 09:00
册 甲 无
报 2027-07-08 平城区 甲 复核
登 2027-07-08
行 2027-07-12 09:00
册 甲 暂停 0001 2026-07-06 2026-07-06 2028-07-12 2028-07-12
调 2027-07-13 甲 恢复 2027-07-13
行 2027-07-13 09:00
册 甲 在册 0001 2026-07-06 2026-07-06 2028-07-12 2028-07-12`},

	{"a 暂停 that comes before the filing, or with it, holds from the filing on", `
报 2026-07-03 平城区 甲 新增 临时=2026-11-30
报 2026-07-03 平城区 乙 新增
登 2026-07-03
行 2026-07-06 09:00
告 无
调 2026-07-07 甲 暂停 2026-07-07
行 2026-07-07 09:00
告 该客户不在册，没有可暂停的；以后备案的，从备案起暂停，直到恢复
调 2026-07-08 甲 确认 2026-07-08
行 2026-07-08 09:00
告 无
果 甲 备案 (Q307)
册 甲 暂停 0002 2026-07-08 2026-07-08 2026-11-30 2026-11-30
报 2026-07-09 平城区 丙 新增
调 2026-07-09 丙 暂停 2026-07-09 2026-07-20
行 2026-07-09 09:00
册 丙 暂停 0003 2026-07-09 2026-07-09 2027-07-09 2027-07-09
行 2026-07-21 09:00
变 丙 恢复/暂停期满/到期`},

	{"a 恢复 while the customer is off the roll ends the 暂停, and what changes nothing is said", `
报 2026-07-03 平城区 甲 新增
报 2026-07-03 平城区 乙 新增
登 2026-07-03
行 2026-07-06 09:00
调 2026-07-13 甲 暂停 2026-07-13
行 2026-07-13 09:00
行 2027-07-07 09:00
册 甲 无
调 2027-07-08 甲 恢复 2027-07-08
行 2027-07-08 09:00
告 该客户不在册，名册没有变化；原来的暂停就此取消，以后备案的照常供货
报 2027-07-08 平城区 甲 复核
登 2027-07-08
行 2027-07-12 09:00
告 无
册 甲 在册 0001 2026-07-06 2026-07-06 2028-07-12 2028-07-12
调 2027-07-13 甲 退出 2027-07-20
调 2027-07-13 甲 退出 2027-07-26
行 2027-07-13 09:00
告 该客户已有更早的退出，不用再退出
调 2027-07-14 乙 退出 2027-07-14
行 2027-07-14 09:00
告 该客户已于 2027-07-07 退出（到期），不用再退出`},

	{"a decision dated ahead comes into force before one that came later, though nobody was awake", `
报 2026-07-03 平城区 甲 新增
登 2026-07-03
行 2026-07-06 09:00
调 2026-07-06 甲 暂停 2026-07-10
行 2026-07-07 09:00
调 2026-07-13 甲 恢复 2026-07-08
行 2026-07-13 09:00
变 甲 暂停/核查结果/市局 恢复/核查结果/市局
册 甲 在册 0001 2026-07-06 2026-07-06 2027-07-06 2027-07-06`},

	{"a row of the first register that is left out takes nothing from its customer", `
报 2026-07-03 平城区 甲 新增
报 2026-07-03 平城区 乙 新增
登 2026-07-03 甲=不知道
行 2026-07-06 09:00
果 甲 备案
急 有关的客户按上一次登记认定（没有上一次登记的，按申报的许可证有效期止），涉及在册 1 户（平城区）
登 2026-07-07
行 2026-07-07 09:00
不急`},

	{"whom the register no longer lists is named, however few", `
报 2026-07-03 平城区 甲 新增
报 2026-07-03 平城区 乙 新增
登 2026-07-03
行 2026-07-06 09:00
登 2026-07-07 甲=缺
行 2026-07-07 09:00
说 现用的许可证状态（2026-07-07）没有列出在册 1 户（平城区），按许可证不供货：140213100000
登 2026-07-08
行 2026-07-08 09:00
不急`},

	{"a decision that is not carried out is named until another comes", `
报 2026-07-03 平城区 甲 新增
登 2026-07-03
行 2026-07-06 09:00
调 2026-07-07 甲 停 2026-07-07
行 2026-07-07 09:00
说 有 1 行没有执行，名册照旧：第 4 行 140213100000
行 2026-07-08 09:00
说 有 1 行没有执行，名册照旧：第 4 行 140213100000
调 2026-07-09 甲 暂停 2026-07-09
行 2026-07-09 09:00
册 甲 暂停 0001 2026-07-06 2026-07-06 2027-07-06 2027-07-06
说 无`},

	{"a decision that is not carried out stays named while its customer waits for the city", `
报 2026-07-03 平城区 甲 新增 临时=2026-11-30
报 2026-07-03 平城区 乙 新增
登 2026-07-03
行 2026-07-06 09:00
调 2026-07-07 甲 同意 2026-07-07
行 2026-07-07 09:00
说 有 1 行没有执行，名册照旧：第 4 行 140213100000（动作不认识，应为确认、暂停、恢复或退出）。请市局
调 2026-07-08 乙 暂停 2026-07-08
行 2026-07-08 09:00
说 有 1 行没有执行，名册照旧：第 4 行 140213100000（动作不认识，应为确认、暂停、恢复或退出）。请市局
调 2026-07-09 甲 同意 2026-07-09
行 2026-07-09 09:00
说 名单调整（回执 HZ-SJ-20260709-001）有 1 行没有执行，名册照旧：第 4 行 140213100000（动作不认识，应为确认、暂停、恢复或退出）。请市局
只说 1
调 2026-07-10 甲 确认 2026-07-10
行 2026-07-10 09:00
说 无`},

	{"whom a decision may be meant for is guessed only where the licence is unknown", `
报 2026-07-03 平城区 甲 新增 临时=2026-11-30
报 2026-07-03 平城区 乙 新增
登 2026-07-03
行 2026-07-06 09:00
调 2026-07-07 甲 同意 2026-07-07
行 2026-07-07 09:00
说 名册照旧：第 4 行 140213100000（动作不认识，应为确认、暂停、恢复或退出）。请市局
调 2026-07-08 丙 暂停 2026-07-08
行 2026-07-08 09:00
说 名册照旧：第 4 行 140213100002（许可证号不认识：既不在册，也没有待核的申请；像是 140213100001）。请市局
调 2026-07-09 乙 暂停 2026-07-09
行 2026-07-09 09:00
只说 1
调 2026-07-10 甲 确认 2026-07-10
行 2026-07-10 09:00
说 无`},

	{"a decision that is not carried out stays named, whoever it is about, until a good one comes or its customer has left", `
报 2026-07-03 平城区 甲 新增
报 2026-07-03 平城区 乙 新增
报 2026-07-03 平城区 丙 新增
登 2026-07-03
行 2026-07-06 09:00
调 2026-07-07 甲 停 2026-07-07
行 2026-07-07 09:00
调 2026-07-08 乙 退 2026-07-08
行 2026-07-08 09:00
调 2026-07-09 丙 暂停 2026-07-09
行 2026-07-09 09:00
说 名单调整（回执 HZ-SJ-20260707-001）有 1 行没有执行，名册照旧：第 4 行 140213100000（动作不认识，应为确认、暂停、恢复或退出）。请市局按回执改好后重新放入 收件箱/市局；不再要改名册的，把回执里的这些行删去，再放回 收件箱/市局
说 名单调整（回执 HZ-SJ-20260708-001）有 1 行没有执行，名册照旧：第 4 行 140213100001（动作不认识，应为确认、暂停、恢复或退出）。请市局
只说 2
行 2026-07-20 09:00
只说 2
报 2026-07-20 平城区 乙 退出 退出原因=不再经营
行 2026-07-20 10:00
只说 1
调 2026-07-21 甲 停用 2026-07-21
行 2026-07-21 09:00
说 名单调整（回执 HZ-SJ-20260721-001）有 1 行没有执行
只说 1
调 2026-07-22 甲 暂停 2026-07-22
行 2026-07-22 09:00
只说 0`},

	{"a confirmation that nothing waits for, or that comes too late, is said", `
报 2026-07-03 平城区 甲 新增 临时=2026-11-30
报 2026-07-03 平城区 乙 新增
登 2026-07-03
行 2026-07-06 09:00
调 2026-07-07 乙 确认 2026-07-07
行 2026-07-07 09:00
告 该客户没有等待市局确认的申请，这一行没有用上
调 2026-10-05 甲 确认 2026-10-05
行 2026-10-05 09:00
告 生效日期 2026-10-05 不在 2026-07-03 至 2026-10-01 之间（申请日期起 90 日内），等待确认的申请没有因此办结
果 甲 待核 Q307`},

	{"a correction to another class has the term of the re-verification it corrects", `
报 2026-07-03 平城区 甲 新增
登 2026-07-03
行 2026-07-06 09:00
报 2027-06-10 平城区 甲 复核 家庭年收入=15000
登 2027-06-10
行 2027-06-14 09:00
报 2027-06-10 平城区 甲 新增 困难类别=残疾 低保证号= 低保证有效期止= 家庭年收入=30000 卷烟年毛利=20000 残疾人姓名=本人 与经营者关系=本人 残疾人证号=本人 证明材料=残疾人证复印件
行 2027-06-21 09:00
变 甲 变更/更正申报/县区审批
册 甲 在册 0001 2026-07-06 2026-07-06 2028-06-14 2028-06-14
行 2027-07-08 09:00
变 甲 无`},

	{"a confirmation settles the application of its window, and no later one of the same story", `
报 2026-07-03 平城区 甲 新增 临时=2026-11-30
登 2026-07-03
行 2026-07-06 09:00
调 2026-07-13 甲 确认 2026-07-13
行 2026-07-13 09:00
果 甲 备案 (Q307)
报 2026-08-03 平城区 甲 退出 退出原因=不再经营
行 2026-08-03 09:00
报 2026-08-20 平城区 甲 新增 临时=2026-11-30 核实说明=属实：Q603 又遭灾
行 2026-08-24 09:00
果 甲 待核 (Q603) Q307`},

	{"a fresh answer in old words is fresh; the words that stood there before the value changed are not", `
报 2026-07-03 平城区 甲 新增
登 2026-07-03
行 2026-07-06 09:00
报 2026-08-03 平城区 甲 退出 退出原因=不再经营
行 2026-08-03 09:00
报 2026-08-10 平城区 甲 新增 核实说明=属实：Q603 已上门核实
行 2026-08-10 09:00
果 甲 备案 (Q603)
报 2026-08-17 平城区 甲 退出 退出原因=不再经营
行 2026-08-17 09:00
报 2026-08-24 平城区 甲 新增
登 2026-08-24
行 2026-08-24 09:00
果 甲 待核 Q603
报 2026-08-24 平城区 甲 新增 核实说明=属实：Q603 已上门核实
行 2026-08-25 09:00
果 甲 备案 (Q603)`},

	{"an ID number under two licences: who mends it frees the other, who need not send again", `
报 2026-07-03 平城区 甲 新增
报 2026-07-03 云冈区 戊 新增 身份证号=甲
登 2026-07-03
行 2026-07-06 09:00
果 甲 退回 V503
果 戊 退回 V503
行 2026-07-13 09:00
果 甲 退回 V503
报 2026-07-14 云冈区 戊 新增 身份证号=己
行 2026-07-14 09:00
果 戊 备案
果 甲 备案
回执 HZ-140213-20260706-001_更新1`},

	{"against the roll the new row goes back, until the city takes the filed one off", `
报 2026-07-03 平城区 甲 新增
登 2026-07-03
行 2026-07-06 09:00
报 2026-07-10 平城区 乙 新增 身份证号=甲
行 2026-07-13 09:00
果 乙 退回 V503
册 甲 在册 0001 2026-07-06 2026-07-06 2027-07-06 2027-07-06
调 2026-07-14 甲 退出 2026-07-14
再报 2026-07-15 平城区 乙
行 2026-07-15 09:00
变 甲 退出/核查结果/市局
果 乙 备案
变 乙 新增/低保/县区审批
册 乙 在册 0002 2026-07-15 2026-07-15 2027-07-15 2027-07-15`},

	{"a late register settles what waited for it", `
报 2026-07-03 平城区 甲 新增
报 2026-07-03 平城区 乙 新增
登 2026-07-03 甲=缺 乙=缺
行 2026-07-06 09:00
果 甲 退回 V104
登 2026-07-13 乙=缺
行 2026-07-13 09:00
果 甲 备案
果 乙 退回 V104
回执 HZ-140213-20260706-001_更新1 申请表第4行 退回 → 备案：不再有 V104（许可证不在登记或状态不是有效）
变 甲 新增/低保/县区审批
册 甲 在册 0001 2026-07-13 2026-07-13 2027-07-13 2027-07-13
行 2026-07-14 09:00
回执 无更新`},

	{"what the city has not confirmed in 90 days is the county's again", `
报 2026-07-03 平城区 甲 新增 临时=2026-11-30
登 2026-07-03
行 2026-07-06 09:00
果 甲 待核 Q307
行 2026-10-01 09:00
回执 无更新
行 2026-10-02 09:00
果 甲 待核 Q307
回执 HZ-140213-20260706-001_更新1 申请表第4行 仍为待核：Q307（临时困难待市局确认）的说明有更新
行 2026-10-03 09:00
回执 无更新`},

	{"what waits without an answer goes back after 180 days", `
报 2026-07-03 平城区 甲 新增 临时=2026-11-30
登 2026-07-03
行 2026-07-06 09:00
果 甲 待核 Q307
行 2027-01-01 09:00
果 甲 待核 Q307
行 2027-01-02 09:00
果 甲 退回 V607 Q307
回执 HZ-140213-20260706-001_更新2 申请表第4行 待核 → 退回：新出现 V607（待核期满没有答复）
行 2027-01-04 09:00
果 甲 退回 V607 Q307
回执 无更新`},

	{"of two registers of one day neither is used", `
报 2026-07-03 平城区 甲 新增
登 2026-07-03
登 2026-07-03 甲=注销
行 2026-07-06 09:00
急 许可证状态收到 2 份，填报日期都是 2026-07-03，分不出用哪一份，都没有采用（回执 HZ-SJ-20260706-001、HZ-SJ-20260706-002）；仍没有登记，许可证是否有效只按申请表填写的有效期判断。请市局只留一份，改 填报日期 另存后放入 收件箱/市局
果 甲 备案
登 2026-07-07 甲=停业
行 2026-07-07 09:00
不急
变 甲 暂停/许可证停业/许可证登记`},

	{"a row that a later one of its run replaces says so", `
报 2026-07-01 平城区 甲 新增
报 2026-07-01 平城区 乙 新增
报 2026-07-03 平城区 甲 新增 家庭年收入=15000
登 2026-07-03
行 2026-07-06 09:00
果 甲 备案
变 甲 新增/低保/县区审批
替 平城区 HZ-140213-20260706-001 甲 已由 HZ-140213-20260706-002 第 4 行 替换
册 甲 在册 0002 2026-07-06 2026-07-06 2027-07-06 2027-07-06`},

	{"an older register does not replace a newer one", `
报 2026-07-03 平城区 甲 新增
登 2026-07-03
行 2026-07-06 09:00
登 2026-06-30 甲=注销
行 2026-07-07 09:00
变 甲 无
册 甲 在册 0001 2026-07-06 2026-07-06 2027-07-06 2027-07-06`},

	{"who has reported, and when", `
报 2026-07-06 平城区 甲 新增
行 2026-07-09 18:00
状态 平城区 已报 2026-07-09 18:00
状态 云冈区 未报
报 2026-07-09 云冈区 戊 新增
行 2026-07-09 18:01
状态 平城区 已报 2026-07-09 18:00
状态 云冈区 迟报 2026-07-09 18:01
行 2026-07-13 09:00
状态 平城区 未报
状态 云冈区 未报`},

	{"a holiday week has another deadline", `
截止 2026-W30 2026-07-14 12:00
报 2026-07-13 平城区 甲 新增
行 2026-07-14 12:00
状态 平城区 已报 2026-07-14 12:00
报 2026-07-14 云冈区 戊 新增
行 2026-07-14 12:01
状态 云冈区 迟报 2026-07-14 12:01
报 2026-07-20 平城区 甲 变更 家庭年收入=15000
行 2026-07-22 12:00
状态 平城区 已报 2026-07-22 12:00`},
}

// TestTales tells each tale and compares what stands on 备案汇总表.
func TestTales(t *testing.T) {
	t.Parallel()
	for _, x := range tales {
		t.Run(x.name, func(t *testing.T) {
			t.Parallel()
			s := teller{town: newTown(t, 2), rows: map[string]cells{}}
			for _, line := range strings.Split(strings.TrimSpace(x.text), "\n") {
				s.line = line
				f := strings.Fields(line)
				s.tell(f[0], f[1:])
			}
			s.verify()
		})
	}
}

// people are the names of the tales: the first four are of 平城区, the others
// of 云冈区.
const people = "甲乙丙丁戊己庚辛"

// teller is one tale under way.
type teller struct {
	*town
	line string
	rows map[string]cells // the last row of each person
	open []bundle         // dropped by the next run
	at   string           // of the last run
	res  Result
}

// bundle is a workbook a clerk has not yet dropped.
type bundle struct {
	unit, day string
	form      assist.Form
	rows      []cells
}

func (s *teller) fail(format string, args ...any) {
	s.Helper()
	s.Errorf("%s\n\t%s", s.line, fmt.Sprintf(format, args...))
}

func (s *teller) tell(verb string, a []string) {
	s.Helper()
	switch verb {
	case "报":
		s.put(a[1], a[0], assist.ApplicationForm, s.row(a[0], a[2], a[3], a[4:]))
	case "再报":
		s.put(a[1], a[0], assist.ApplicationForm, s.rows[a[2]])
	case "登":
		s.registerOf(a[0], a[1:])
	case "调":
		s.put(assist.City, a[0], assist.AdjustmentForm, adjustment(s.person(a[1])["许可证号"], a[2], a[3], strings.Join(a[4:], "")))
	case "截止":
		w, _ := assist.ParseWeek(a[0])
		s.terms.Cutoffs = append(s.terms.Cutoffs, assist.Cutoff{Week: w, At: s.bench.at(a[1] + " " + a[2]), Basis: "假日"})
		s.rule()
	case "行":
		s.runAt(a[0] + " " + a[1])
	default:
		s.expect(verb, a)
	}
}

// put adds a row to the workbook under way, or begins another.
func (s *teller) put(unit, day string, f assist.Form, row cells) {
	n := len(s.open) - 1
	if n < 0 || s.open[n].unit != unit || s.open[n].day != day || s.open[n].form != f {
		s.open = append(s.open, bundle{unit: unit, day: day, form: f})
		n++
	}
	s.open[n].rows = append(s.open[n].rows, row)
}

// person is the row of a person as it stands, or as it would be made.
func (s *teller) person(who string) cells {
	if r, ok := s.rows[who]; ok {
		return r
	}
	n := strings.Index(people, who) / 3
	return s.customer([]string{"平城区", "云冈区"}[n/4], n, "2026-01-01")
}

// row is a new row of a person. 临时 makes it one of class 3 up to a day; a
// value that names a person is that of the person: of 身份证号 the other's
// number, 本人 the own name and certificate.
func (s *teller) row(day, who, business string, values []string) cells {
	c := s.person(who).on(day).with("业务类型", business, "核实说明", "")
	for _, pair := range values {
		h, v, _ := strings.Cut(pair, "=")
		switch {
		case h == "临时":
			c = c.temporary(v)
		case h == "身份证号":
			c[h] = s.person(v)["身份证号"]
		case h == "残疾人姓名":
			c[h] = c["经营者姓名"]
		case h == "残疾人证号":
			c[h] = c["身份证号"] + "11"
		case h == "核实说明":
			c[h] = v + s.rest(values)
		default:
			c[h] = v
		}
	}
	s.rows[who] = c
	return c
}

// rest is what stands behind a blank in the last value.
func (s *teller) rest(values []string) string {
	var words []string
	for _, v := range values {
		if !strings.Contains(v, "=") {
			words = append(words, v)
		}
	}
	return " " + strings.Join(words, " ")
}

// registerOf drops a register of everybody the tale knows.
func (s *teller) registerOf(day string, values []string) {
	status := map[string]string{}
	for _, pair := range values {
		who, word, _ := strings.Cut(pair, "=")
		if word == "缺" {
			word = ""
		}
		status[s.person(who)["许可证号"]] = word
	}
	var all []cells
	for _, who := range strings.Split(people, "") {
		c := s.person(who)
		if status[c["许可证号"]] == "无县区" {
			c = c.with("县区", "")
			delete(status, c["许可证号"])
		}
		all = append(all, c)
	}
	s.register(day, all, status)
}

func (s *teller) runAt(at string) {
	s.Helper()
	for _, b := range s.open {
		s.send(b.unit, b.day, b.form, b.rows...)
	}
	s.open, s.at = nil, at
	s.res = s.run(at)
	for _, f := range s.res.Files {
		if f.State != "taken" || f.Kind == assist.KindUnknown {
			s.fail("%s %s %s %v", f.Unit, f.Name, f.State, f.Totals)
		}
	}
}

// roll is a table of the run's 备案汇总表.
func (s *teller) roll(name string, columns ...string) []cells {
	s.Helper()
	return s.table(s.Place.Roll(weekOf(s.bench.at(s.at))), name, columns...)
}

// said is 是 when a fault line of the run holds some words, or 无 when there is none
// but of the missing plan; else what they say.
func (s *teller) said(words string) string {
	lines := slices.DeleteFunc(slices.Clone(s.res.Faults), func(l string) bool { return strings.Contains(l, "货源计划") })
	told := strings.Join(lines, "\n")
	if words == "无" && told == "" || words != "无" && strings.Contains(told, words) {
		return "是"
	}
	return told
}

// heard is 是 when a finding of the run's files says some words, or 无 when none
// is of a decision that has changed nothing; else what they do say.
func (s *teller) heard(words string) string {
	var said []string
	for _, f := range s.res.Files {
		for _, g := range f.Findings {
			if g.Message == words {
				return "是"
			}
			if g.Code == "N311" {
				said = append(said, g.Message)
			}
		}
	}
	if words == "无" && len(said) == 0 {
		return "是"
	}
	return strings.Join(said, "；")
}

func (s *teller) expect(verb string, a []string) {
	s.Helper()
	want := strings.Join(a[min(1, len(a)):], " ")
	var got string
	switch verb {
	case "果":
		got = s.outcomeOf(a[0])
	case "册":
		got = s.filing(a[0])
	case "变":
		got = s.changes(a[0])
	case "回执":
		s.receipts(a[0], want)
		return
	case "替":
		s.replaced(a[0], a[1], s.person(a[2])["许可证号"], strings.Join(a[3:], " "))
		return
	case "告":
		got, want = s.heard(strings.Join(a, " ")), "是"
	case "说":
		got, want = s.said(strings.Join(a, " ")), "是"
	case "只说":
		got, want = fmt.Sprint(strings.Count(strings.Join(s.res.Faults, "\n"), "没有执行")), a[0]
	case "急", "不急":
		got, want = s.urgent(strings.Join(a, " ")), "是"
		if verb == "不急" {
			got, want = fmt.Sprint(s.res.Urgent), "false"
		}
	case "状态":
		for _, r := range s.roll("汇总", "县区", "报送状态") {
			if r["县区"] == a[0] {
				got = strings.TrimSpace(r["报送状态"] + " " + strings.TrimSuffix(r["首次收到"], ":00"))
			}
		}
	case "次序":
		want, got = strings.Join(a, ""), s.order()
	default:
		s.Fatalf("no such verb: %s", s.line)
	}
	if got != want {
		s.fail("got %s", got)
	}
}

// outcomeOf is the outcome of a person's last row, once it is seen that
// 退回与待核 tells the same.
func (s *teller) outcomeOf(who string) string {
	s.Helper()
	licence := s.person(who)["许可证号"]
	got := s.outcome(licence)
	listed := ofLicence(s.roll("退回与待核", "县区", "许可证号", "结果", "规则"), licence)
	word := strings.Fields(got)[0]
	for _, code := range strings.Fields(got)[1:] {
		if !strings.HasPrefix(code, "(") && !slices.ContainsFunc(listed, func(r cells) bool { return r["规则"] == code && r["结果"] == word }) {
			s.fail("退回与待核 has no line %s %s, but %v", word, code, listed)
		}
	}
	return got
}

// filing is a person's line of 备案名单.
func (s *teller) filing(who string) string {
	s.Helper()
	rows := ofLicence(s.roll("备案名单", "序号", "备案编号", "许可证号"), s.person(who)["许可证号"])
	if len(rows) == 0 {
		return "无"
	}
	r := rows[0]
	year, number, _ := strings.Cut(strings.TrimPrefix(r["备案编号"], "大烟弱备〔"), "〕")
	if number = strings.TrimSuffix(number, "号"); year != "2026" {
		number = year + "-" + number
	}
	return strings.Join([]string{r["状态"], number, r["备案日期"], r["帮扶起始日"], r["帮扶截止日"], r["复核到期日"]}, " ")
}

// changes are the changes of a person's filing on the day of the last run.
func (s *teller) changes(who string) string {
	s.Helper()
	var words []string
	for _, r := range ofLicence(s.roll("变更情况", "日期", "许可证号", "变更"), s.person(who)["许可证号"]) {
		if r["日期"] == s.at[:10] {
			words = append(words, r["变更"]+"/"+r["原因"]+"/"+r["决定者"])
		}
	}
	if len(words) == 0 {
		return "无"
	}
	return strings.Join(words, " ")
}

// receipts sees that the run wrote a receipt with some words, or wrote none again.
func (s *teller) receipts(name, words string) {
	s.Helper()
	for _, path := range s.res.Outputs {
		base := strings.TrimSuffix(filepath.Base(path), ".xlsx")
		if name == "无更新" && strings.Contains(base, "_更新") {
			s.fail("got %s", base)
		}
		if base == "回执_"+name {
			if front := s.front(path); !strings.Contains(front, words) {
				s.fail("回执 says\n%s", front)
			}
			return
		}
	}
	if name != "无更新" {
		s.fail("got %v", s.res.Outputs)
	}
}

// front is what the 回执 sheet of a published receipt says, in one line.
func (s *teller) front(path string) string {
	s.Helper()
	data, err := os.ReadFile(filepath.Join(s.Place.Root(), path))
	s.must(err)
	var said []string
	for _, row := range s.sheetOf(data, sheet.Ours.Sheet) {
		for _, c := range row.Cells {
			said = append(said, c.Text)
		}
	}
	return strings.Join(said, " ")
}

// replaced looks for the words in the receipt of a file of two rows, of which
// one was replaced: in 各行结果, 结论 and the row's 结果; in trace; and for the one
// row in 行数核对.
func (s *teller) replaced(unit, number, licence, words string) {
	s.Helper()
	c := s.receipt(unit, number, 0)
	var front []string
	for _, row := range s.sheetOf(c.data, sheet.Ours.Sheet) {
		front = append(front, row.At(1).Text+" "+row.At(2).Text)
	}
	for _, want := range []string{"结论 已替换 1 行，✓ 备案 1 行", "备案 1 + 已替换 1", words} {
		if !strings.Contains(strings.Join(front, "\n"), want) {
			s.fail("回执 does not say %s: %v", want, front)
		}
	}
	for _, row := range s.sheetOf(c.data, "申请表") {
		result, problem := row.At(c.cols["结果"]).Text, row.At(c.cols["问题"]).Text
		if row.Number == c.rows[licence] && (result != "已替换" || !strings.HasPrefix(problem, words)) {
			s.fail("结果 %q, 问题 %q", result, problem)
		}
	}
	for _, l := range s.roll("行数核对", "回执号", "读到", "备案", "已替换", "核对") {
		if got := l["读到"] + l["备案"] + l["已替换"] + l["核对"]; l["回执号"] == number && got != "211✓ 相符" {
			s.fail("行数核对 %s", got)
		}
	}
	trace, err := s.Reader().Trace(context.Background(), licence, false)
	s.must(err)
	if !slices.ContainsFunc(trace.Rows, func(r overview.TraceRow) bool { return r.Receipt == number && r.Replaced == words }) {
		s.fail("trace %+v", trace.Rows)
	}
	for _, f := range s.res.Files {
		if *f.Receipt == number && (f.Rows.Read != f.Rows.Filed || f.Rows.Replaced != 1) {
			s.fail("JSON %+v", f.Rows)
		}
	}
}

// urgent is 是 when the run asks for a person with these words.
func (s *teller) urgent(words string) string {
	if s.res.Urgent && strings.Contains(strings.Join(s.res.Faults, "\n"), words) {
		return "是"
	}
	return fmt.Sprint(s.res.Urgent, s.res.Faults)
}

// order is 备案名单 by person.
func (s *teller) order() string {
	s.Helper()
	var b strings.Builder
	for _, r := range s.roll("备案名单", "序号", "备案编号", "许可证号") {
		for _, who := range strings.Split(people, "") {
			if s.person(who)["许可证号"] == r["许可证号"] {
				b.WriteString(who)
			}
		}
	}
	return b.String()
}

// verify sees that ledger, archive and outbox prove each other at the end.
func (s *teller) verify() {
	s.Helper()
	if wrong, _, err := s.Verify(context.Background()); err != nil || len(wrong) > 0 {
		s.Errorf("verify: %v %v", wrong, err)
	}
}
