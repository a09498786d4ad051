package check

import (
	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// idLength is V111: the ID number is not 18 characters (二).
func idLength(a *applicant) []assist.Finding {
	switch {
	case a.ID == "" || assist.IDShaped(a.ID):
		return nil
	case len(a.ID) == 15 && allDigits(a.ID):
		return a.one("V111", column.ID, "身份证号是 15 位旧号，已停用")
	case assist.Signs(a.ID) != "":
		return a.one("V111", column.ID, "身份证号里有“"+assist.Signs(a.ID)+"”，应只有 18 位数字（末位可为 X）")
	case len([]rune(a.ID)) == 18:
		return a.one("V111", column.ID, "身份证号含有不允许的字符（前 17 位为数字，末位为数字或 X）")
	}
	return a.one("V111", column.ID, "身份证号是 "+itoa(len([]rune(a.ID)))+" 位，应为 18 位")
}

// idBirth is V113: the birth date in the ID number does not exist (二).
func idBirth(a *applicant) []assist.Finding {
	if !assist.IDShaped(a.ID) {
		return nil
	}
	if born, ok := assist.IDBirthday(a.ID); ok && born <= a.day {
		return nil
	}
	return a.one("V113", column.ID, "身份证号中的出生日期 "+a.ID[6:10]+"-"+a.ID[10:12]+"-"+a.ID[12:14]+" 不存在或在将来")
}

// idCheck is V112: the check digit of the ID number is wrong (二).
func idCheck(a *applicant) []assist.Finding {
	if !assist.IDShaped(a.ID) || assist.IDChecks(a.ID) {
		return nil
	}
	return a.one("V112", column.ID, "身份证号校验码不符，至少有一位写错")
}

// idAge is V115: the operator is under age on the application date (二).
func idAge(a *applicant) []assist.Finding {
	if !assist.IDShaped(a.ID) {
		return nil
	}
	born, ok := assist.IDBirthday(a.ID)
	years := a.limit(assist.AdultYears)
	if !ok || born.AddMonths(12*years) <= a.day {
		return nil
	}
	return a.one("V115", column.ID, "经营者 "+born.String()+" 出生，申请日期 "+a.day.String()+" 不满 "+itoa(years)+" 周岁"+a.changed(assist.AdultYears))
}

// phoneNumber is N131: no number a person could be called at (填报要求).
func phoneNumber(a *applicant) []assist.Finding {
	if a.Phone == "" {
		return nil
	}
	for _, p := range assist.Phones(a.Phone) {
		if assist.StandsIn(p) {
			return a.one("N131", column.Phone, "联系电话像是占位号码")
		}
		if !assist.IsPhone(p) {
			return a.one("N131", column.Phone, "联系电话不是手机号码或固定电话号码")
		}
	}
	return nil
}
