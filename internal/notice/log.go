package notice

// Lines of the log. What stands beside them names units, hashes and receipts,
// never a person or a county's file.
const (
	LogInboxClosed   = "收件箱打不开"
	LogUnreadNow     = "文件暂时读不出来"
	LogReaderBroke   = "读取文件时程序出错"
	LogMakerBroke    = "生成输出时程序出错"
	LogUnwritten     = "输出没有写成"
	LogLeftInInbox   = "已收的文件删不掉，还在收件箱"
	LogNotMarked     = "回执没有附上原工作簿，只有回执一张表"
	LogNoGlyph       = "有字没有字形，按替代印出"
	LogHeadNotNoted  = "台账末条没有记到发件箱"
	LogPlanNotNoted  = "定稿计划没有记到发件箱"
	LogCatchingUp    = "补发上次运行入账的内容"
	LogErasingOn     = "继续完成中断的个人信息清除"
	LogFolderNotMade = "县区文件夹没有建成"
)
