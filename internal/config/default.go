package config

import (
	"fmt"

	"bangfu/internal/assist"
)

// Default is the bangfu.toml that init writes for a city: every key with its
// default and what it means.
func Default(o assist.Office, filing string) []byte {
	l := defaults().Limits
	return fmt.Appendf(nil, defaultText, l.File>>20, l.Unpacked>>20, l.Rows, l.Applications, l.Others, int(l.Time.Seconds()), o.Name, o.City, o.Province, o.AreaCode, o.Marketing, o.Supervision, o.Licensing, o.Noise, o.Document, filing, filing)
}

const defaultText = `# 帮扶程序的运行设置。改完保存即可，下次运行生效；写错时程序会指出是哪个键、应怎样写。
# 业务标准（低保、农村收入、加量上限等）不在这里，在 参数/政策参数.xlsx。

# 自动运行的时间，五段：分 时 日 月 星期（星期日写 0）。默认工作日 8 至 19 点每半小时一次。
schedule = "*/30 8-19 * * 1-5"

# 时区，定时和截单时间都按它算。
zone = "Asia/Shanghai"

# 截单时间：每周此时之后的第一次运行把下周货源定稿。
cutoff = "周四 18:00"

# 有疑的货源计划最迟何时按其中可用的行定稿（供货周的前一周）；在这之前等人确认、作废或重报。
latest = "周日 12:00"

# 两次查看收件箱之间等待的秒数，其间大小和时间不变的文件才收取。可为 0。
settle = 3

# 离上次运行超过这么多天时，先不入账，请人确认时钟没有走错（bangfu run --clock-ok）。
jump = 21

# 文件夹位置，空为工作区内的默认位置；可写绝对路径，例如已连接的共享盘。
[folders]
inbox = ""    # 收件箱
outbox = ""   # 发件箱
archive = ""  # 存档

# 单个文件的上限，超过的文件不收并说明原因。
[limits]
file_mb = %d        # 文件大小，MB
unpacked_mb = %d   # 解压后大小，MB
rows = %d      # 每张工作表的行数
applications = %d # 申请表的客户数
others = %d      # 帮扶申请表、走访台账的行数
seconds = %d       # 从读取到写出回执的时间，秒

# 供货导入文件里“数量”的含义：extra 只含帮扶加量，total 含原供应量。
[import]
quantity = "extra"

# 打印用字体（TTF 文件），空为内置的宋体和黑体。
[fonts]
body = ""
heading = ""

# 本单位。报表的署名、回执和提示里的市名、科室名、区号都取自这里。
[office]
name = %q         # 全称
city = %q         # 所在市
province = %q     # 所在省，可为空
area_code = %q    # 固定电话区号，可为空
marketing = %q    # 投放货源、签发报表的部门
supervision = %q  # 核查监督信号的科室
licensing = %q    # 提供许可证状态的科室
noise = %q        # 县区名前后可省略的字样，空格隔开；市名、省名、烟草专卖局、营销部、公司等不必写
document = %q     # 总结报告文号的开头，空为留白手填

# 备案编号的开头，例如 %s〔2026〕0001号。
[filing]
prefix = %q

# 账本备份的文件夹，空为工作区内的 备份；最好放在另一块硬盘或共享盘上。
[backup]
dir = ""

# 客户退出满多少年后，提示其个人信息可以清除；0 为不提示。
[retention]
years = 0
`
