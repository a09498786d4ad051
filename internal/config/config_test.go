package config

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/place"
)

// anySchedule takes every schedule but "bad".
func anySchedule(spec, zone string) error {
	if spec == "bad" {
		return errors.New("expected 5 fields in zone " + zone)
	}
	return nil
}

// sample is the office of a city that is nowhere.
var sample = assist.Office{
	Name: "样城市烟草专卖局（公司）", City: "样城市", Province: "样省", AreaCode: "0999",
	Marketing: "卷烟营销中心", Supervision: "内部监管科", Licensing: "专卖管理科", Noise: "卷烟 经营部", Document: "样烟",
}

func TestEmptyFileIsTheDefaults(t *testing.T) {
	c, err := Parse(nil, nil, anySchedule)
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprint(c.Schedule, " ", c.Zone, " ", c.Cutoff, " ", c.Latest, " ", c.Settle, " ", c.Limits, " ", c.Quantity, " ", c.Office, " ", c.Filing, " ", c.Retention)
	want := "*/30 8-19 * * 1-5 Asia/Shanghai 周四 18:00 周日 12:00 3s {31457280 419430400 1048576 5000 20000 2m0s} extra {    营销中心 内管科 专卖科  } 弱备 0"
	if got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

func TestDefaultFileSaysTheDefaults(t *testing.T) {
	c, err := Parse(Default(sample, "样烟弱备"), nil, anySchedule)
	if err != nil {
		t.Fatal(err)
	}
	want := defaults()
	want.Office, want.Filing = sample, "样烟弱备"
	if !reflect.DeepEqual(c, want) {
		t.Errorf("%+v\nwant %+v", c, want)
	}
	for _, k := range keys {
		name := k.name[strings.LastIndex(k.name, ".")+1:]
		if !strings.Contains(string(Default(sample, "样烟弱备")), "\n"+name+" = ") {
			t.Errorf("%s does not stand in the default file", k.name)
		}
	}
}

func TestEveryKeyIsRead(t *testing.T) {
	c, err := Parse([]byte("\ufeff"+`
schedule = "0 9 * * 1"
zone = "Asia/Urumqi"
cutoff = "星期五 9:05"
latest = "周六 08:30"
settle = "1500ms"
jump = 45
[folders]
inbox = "/mnt/in"
outbox = "/mnt/out"
archive = "/mnt/archive"
[limits]
file_mb = 1
unpacked_mb = 2
rows = 3
applications = 50
others = 60
seconds = 4
[import]
quantity = "total"
[fonts]
body = "fonts/FangSong.TTF"
heading = "C:\\Windows\\Fonts\\simhei.ttf"
[office]
name = "样城市烟草专卖局（公司）"
city = "样城市"
province = "样省"
area_code = "0999"
marketing = "卷烟营销中心"
supervision = "内部监管科"
licensing = "专卖管理科"
noise = "卷烟 经营部"
document = "样烟"
[filing]
prefix = "样烟弱备"
[backup]
dir = "/mnt/backup"
[retention]
years = 5
`), nil, anySchedule)
	if err != nil {
		t.Fatal(err)
	}
	zone, _ := time.LoadLocation("Asia/Urumqi")
	want := Config{
		Schedule: "0 9 * * 1", Zone: zone, Cutoff: assist.WeekHour{Day: time.Friday, Hour: 9, Minute: 5}, Latest: assist.WeekHour{Day: time.Saturday, Hour: 8, Minute: 30}, Settle: 1500 * time.Millisecond, Jump: 45,
		Folders:  place.Folders{Inbox: "/mnt/in", Outbox: "/mnt/out", Archive: "/mnt/archive", Backup: "/mnt/backup"},
		Limits:   Limits{File: 1 << 20, Unpacked: 2 << 20, Rows: 3, Applications: 50, Others: 60, Time: 4 * time.Second},
		Quantity: Total, Fonts: Fonts{"fonts/FangSong.TTF", `C:\Windows\Fonts\simhei.ttf`},
		Office: sample, Filing: "样烟弱备", Retention: 5,
	}
	if !reflect.DeepEqual(c, want) {
		t.Errorf("%+v\nwant %+v", c, want)
	}
}

// Each pair: what the file says, and what the error must say.
func TestFaultsNameKeyValueAndWhatIsAllowed(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`scedule = "x"`, "不认识的键 scedule"},
		{`scedule = "x"`, "limits.file_mb"},
		{"[limits]\nfile = 3", "不认识的键 limits.file"},
		{"limits = 3", "不认识的键 limits"},
		{"[[limits]]\nrows = 3", "不认识的键 limits"},
		{"[limit]", "不认识的键 limit"},
		{"[limits]\nfile_mb = 0", "limits.file_mb = 0 不对，应为整数 1 至 1024（MB）"},
		{"[limits]\nfile_mb = \"30\"", `limits.file_mb = "30" 不对`},
		{"[limits]\nrows = 1048577", "limits.rows = 1048577 不对"},
		{"[limits]\nseconds = 1.5", "limits.seconds = 1.5 不对"},
		{`schedule = "bad"`, `schedule = "bad" 不是有效的定时写法。应为五段`},
		{`schedule = ""`, "schedule"},
		{`zone = "Asia/Datong"`, `zone = "Asia/Datong" 不对，应为时区名称`},
		{`zone = "Local"`, "zone"},
		{`cutoff = "周八 18:00"`, "cutoff = \"周八 18:00\" 不对，应为星期和时间"},
		{`cutoff = "周四 24:00"`, "cutoff"},
		{`cutoff = "18:00"`, "cutoff"},
		{`cutoff = 18`, "cutoff = 18 不对"},
		{`settle = -1`, "settle = -1 不对，应为秒数 0 至 600"},
		{`settle = 601`, "settle"},
		{`jump = 0`, "jump = 0 不对，应为整数 1 至 3650（天）"},
		{`settle = 9223372036854775807`, "settle"},
		{`settle = 36028797018963968`, "settle"}, // times 10⁹ it is 0 in 64 bits
		{`settle = "soon"`, "settle"},
		{"[import]\nquantity = \"all\"", `import.quantity = "all" 不对，应为"extra"`},
		{"[fonts]\nbody = \"simsun.ttc\"", "fonts.body = \"simsun.ttc\" 不对，应为TTF"},
		{"[filing]\nprefix = \"大烟〔弱〕\"", "filing.prefix"},
		{"[filing]\nprefix = \"\"", "filing.prefix"},
		{"[office]\nname = \" \"", `office.name = " " 不对，应为1 至 40 个字`},
		{"[office]\ncity = \"样城\\n市\"", "office.city"},
		{"[office]\narea_code = \"352\"", `office.area_code = "352" 不对，应为3 或 4 位数字`},
		{"[office]\ndocument = 3", "office.document = 3 不对"},
		{"[retention]\nyears = -1", "retention.years = -1 不对"},
		{"settle = 3\ncutoff = 周四", "第 2 行写法有误"},
		{"settle = 3\nsettle = 4", "第 2 行写法有误"},
		{"\xff\xfes\x00", "请用 UTF-8 编码另存"},
	} {
		_, err := Parse([]byte(c.text), nil, anySchedule)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v\nwant %s", c.text, err, c.want)
		}
	}
}

func TestAllFaultsAreToldAtOnce(t *testing.T) {
	_, err := Parse([]byte("settle = -1\ncutoff = 1\nschedule = \"bad\"\n[x]\ny = 1\n"), nil, anySchedule)
	for _, want := range []string{"settle", "cutoff", "schedule", "x.y"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s is not told: %v", want, err)
		}
	}
}

func TestEmptyTableIsNoFault(t *testing.T) {
	if _, err := Parse([]byte("[limits]\n[backup]\n"), nil, anySchedule); err != nil {
		t.Error(err)
	}
}

func TestWeekdayAsPeopleWriteIt(t *testing.T) {
	for s, want := range map[string]time.Weekday{
		"周一": time.Monday, "周日": time.Sunday, "周天": time.Sunday, "星期六": time.Saturday, "礼拜三": time.Wednesday,
		"thu": time.Thursday, "Friday": time.Friday,
	} {
		if got, ok := weekday(s); !ok || got != want {
			t.Errorf("%s: %v %v", s, got, ok)
		}
	}
	for _, s := range []string{"", "周", "周八", "四", "Thurs", "周四四"} {
		if got, ok := weekday(s); ok {
			t.Errorf("%q: %v", s, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(string(Default(sample, "样烟弱备")))
	f.Add("[limits]\nfile_mb = 3\n[[x]]\na = {b = 1}")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := Parse([]byte(text), nil, anySchedule)
		if err == nil && (c.Settle < 0 || c.Limits.File <= 0 || c.Zone == nil || c.Filing == "") {
			t.Errorf("%q gives %+v", text, c)
		}
	})
}

// A file that says nothing of the office means the home city; one that does, itself.
func TestHomeCityHoldsUntilTheFileSaysOtherwise(t *testing.T) {
	home := []byte("[office]\nname = \"样城局\"\ncity = \"样城市\"\n[filing]\nprefix = \"样烟弱备\"\n")
	c, err := Parse([]byte("[office]\nname = \"别处局\"\n"), home, anySchedule)
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Office.Name + " " + c.Office.City + " " + c.Office.Issuer() + " " + c.Filing; got != "别处局 样城市 别处局营销中心 样烟弱备" {
		t.Error(got)
	}
}
