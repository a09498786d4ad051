package assist

import (
	"reflect"
	"testing"

	"bangfu/internal/column"
)

// TestEveryFactOfARuleIsWritten turns each fact of each rule once and asks that
// the list typed by hand would tell it. Only the sentences When and
// Fix, which files of cases and the manual show, and the level, which is the
// letter of the code, are not among them.
func TestEveryFactOfARuleIsWritten(t *testing.T) {
	for _, r := range Rules() {
		kind := reflect.TypeOf(r)
		for i := range kind.NumField() {
			name := kind.Field(i).Name
			if name == "When" || name == "Fix" || name == "Level" {
				continue
			}
			turned := r
			turn(t, reflect.ValueOf(&turned).Elem().Field(i))
			if written(turned) == written(r) {
				t.Errorf("%s: another %s would not be noticed", r.Code, name)
			}
		}
	}
}

// turn makes another value of a fact.
func turn(t *testing.T, v reflect.Value) {
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(!v.Bool())
	case reflect.String:
		v.SetString(v.String() + "另")
	case reflect.Uint8:
		v.SetUint(v.Uint() + 1)
	case reflect.Slice:
		one := reflect.New(v.Type().Elem()).Elem()
		turn(t, one)
		v.Set(reflect.Append(reflect.AppendSlice(reflect.MakeSlice(v.Type(), 0, v.Len()), v), one))
	default:
		t.Fatalf("a fact of kind %s cannot be turned", v.Kind())
	}
}

// A rule names columns that its form has: any other name says nothing.
func TestColumnsOfRulesExist(t *testing.T) {
	forms := map[Form]column.List{ApplicationForm: column.Application, WishForm: column.Wish, SalesForm: column.Sales, VisitForm: column.Visit,
		PlanForm: column.Plan, RegisterForm: column.Register, AdjustmentForm: column.Adjustment}
	for _, r := range Rules() {
		for _, h := range r.Columns {
			if _, ok := forms[r.Form].Find(h); !ok && h != "填报单位" {
				t.Errorf("%s names %s, which %s has not", r.Code, h, r.Form)
			}
		}
	}
}
