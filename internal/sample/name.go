package sample

import "fmt"

var (
	surnames = []string{"王", "李", "张", "刘", "赵", "郭", "贾", "武", "郝", "任", "白", "马", "高", "薛", "冯", "杜", "孟", "樊", "贺", "康", "梁", "秦", "邢", "尹", "田", "范", "侯", "段", "乔", "解"}
	firsts   = []string{"玉", "存", "秀", "桂", "银", "改", "满", "福", "润", "海", "根", "占", "有", "凤", "俊", "文", "建", "国", "瑞", "德"}
	seconds  = []string{"兰", "柱", "英", "花", "山", "梅", "生", "喜", "珍", "明", "义", "莲", "旺", "仓", "芳", "虎", "娥", "锁", "平", "河"}
	streets  = []string{"南关街", "北环路", "迎宾路", "新建路", "西门外", "东街", "光明巷", "振兴路", "站前街", "文化路", "河滨路", "幸福里"}
	shops    = []string{"便民商店", "副食店", "小卖部", "综合超市", "烟酒店", "日杂店", "粮油店", "百货店"}
	managers = []string{"张志强", "王晓东", "李文军", "赵立新", "刘建峰", "陈卫国", "杨秀峰", "周海燕"}
)

// nameOf is the name of the n-th person.
func nameOf(n int) string {
	return surnames[n%len(surnames)] + firsts[n/7%len(firsts)] + seconds[(n/3+n/400)%len(seconds)]
}

// shopOf is the name of a shop, after its keeper.
func shopOf(operator string, n int) string {
	r := []rune(operator)
	return string(r[len(r)-1]) + "记" + shops[n%len(shops)]
}

// addressOf is an address of the unit; no two are alike.
func addressOf(unit string, n int) string {
	return fmt.Sprintf("%s%s%d号", unit, streets[n%len(streets)], 1+n/len(streets))
}

// signersOf are 客户经理, 营销部审核人 and 县局审批人 of a unit.
func signersOf(unit string) [3]string {
	n := 0
	for _, r := range unit {
		n = (n*31 + int(r)) % 9973
	}
	return [3]string{managers[n%len(managers)], managers[(n+3)%len(managers)], managers[(n+5)%len(managers)]}
}
