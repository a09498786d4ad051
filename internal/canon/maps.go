package canon

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unsafe"
)

// mapCodec keeps a map in the order of its keys.
func mapCodec(t reflect.Type) (codec, error) {
	key, err := codecOf(t.Key())
	if err != nil {
		return key, err
	}
	of, err := codecOf(t.Elem())
	return codec{fmt.Sprintf("map[%s]%s", key.shape, of.shape),
		func(w *writer, p unsafe.Pointer) { writeMap(w, reflect.NewAt(t, p).Elem(), key, of) },
		func(r *reader, p unsafe.Pointer) { readMap(r, reflect.NewAt(t, p).Elem(), key, of) },
	}, err
}

func writeMap(w *writer, v reflect.Value, key, of codec) {
	if v.IsNil() {
		w.uint(0)
		return
	}
	w.uint(uint64(v.Len()) + 1)
	keys := v.MapKeys()
	slices.SortFunc(keys, compare)
	at := [2]reflect.Value{reflect.New(v.Type().Key()), reflect.New(v.Type().Elem())}
	for _, k := range keys { // what lies somewhere can be written
		at[0].Elem().Set(k)
		at[1].Elem().Set(v.MapIndex(k))
		key.write(w, at[0].UnsafePointer())
		of.write(w, at[1].UnsafePointer())
	}
}

func readMap(r *reader, v reflect.Value, key, of codec) {
	n := r.length()
	if n == 0 {
		return
	}
	t := v.Type()
	v.Set(reflect.MakeMapWithSize(t, n-1))
	for range n - 1 {
		k, e := reflect.New(t.Key()), reflect.New(t.Elem())
		key.read(r, k.UnsafePointer())
		of.read(r, e.UnsafePointer())
		v.SetMapIndex(k.Elem(), e.Elem())
	}
}

// compare orders keys: by number, by text, and what is made of several by these.
func compare(a, b reflect.Value) int {
	switch {
	case a.Kind() == reflect.String:
		return strings.Compare(a.String(), b.String())
	case a.CanInt():
		return cmp.Compare(a.Int(), b.Int())
	case a.CanUint():
		return cmp.Compare(a.Uint(), b.Uint())
	case a.Kind() == reflect.Array:
		return first(a.Len(), func(i int) int { return compare(a.Index(i), b.Index(i)) })
	case a.Kind() == reflect.Struct:
		return first(a.NumField(), func(i int) int { return compare(a.Field(i), b.Field(i)) })
	}
	panic(fmt.Sprintf("canon: a key of kind %s has no order", a.Kind()))
}

// first is the first of n comparisons that is not a draw.
func first(n int, at func(int) int) int {
	for i := range n {
		if c := at(i); c != 0 {
			return c
		}
	}
	return 0
}
