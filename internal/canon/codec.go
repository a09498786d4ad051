package canon

import (
	"fmt"
	"reflect"
	"strings"
	"sync"
	"time"
	"unsafe"
)

// codec writes and reads the values of one type; shape tells the type.
type codec struct {
	shape string
	write func(*writer, reflect.Value)
	read  func(*reader, reflect.Value)
}

var codecs sync.Map // by reflect.Type

// codecOf is the codec of a type, made once.
func codecOf(t reflect.Type) (codec, error) {
	if c, made := codecs.Load(t); made {
		return c.(codec), nil
	}
	c, err := newCodec(t)
	if err == nil {
		codecs.Store(t, c)
	}
	return c, err
}

var timeType = reflect.TypeFor[time.Time]()

func newCodec(t reflect.Type) (codec, error) {
	switch kind := t.Kind(); {
	case t == timeType:
		return timeCodec, nil
	case kind == reflect.Slice && t.Elem().Kind() == reflect.Uint8:
		return bytesCodec, nil
	case kinds[kind] != nil:
		return kinds[kind](t)
	}
	return codec{}, fmt.Errorf("canon: a %s (%s) has no plain value", t, t.Kind())
}

// kinds make the codec of a type by its kind.
var kinds map[reflect.Kind]func(reflect.Type) (codec, error)

func init() { // structs and slices are made of the others
	kinds = map[reflect.Kind]func(reflect.Type) (codec, error){
		reflect.Bool: plain(boolCodec), reflect.String: plain(textCodec),
		reflect.Struct: structCodec, reflect.Slice: sliceCodec, reflect.Array: arrayCodec, reflect.Map: mapCodec, reflect.Pointer: pointerCodec,
	}
	for _, k := range []reflect.Kind{reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64} {
		kinds[k] = plain(intCodec)
	}
	for _, k := range []reflect.Kind{reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64} {
		kinds[k] = plain(uintCodec)
	}
}

func plain(c codec) func(reflect.Type) (codec, error) {
	return func(t reflect.Type) (codec, error) {
		c.shape = t.Kind().String()
		return c, nil
	}
}

var (
	boolCodec = codec{
		write: func(w *writer, v reflect.Value) {
			if v.Bool() {
				w.uint(1)
			} else {
				w.uint(0)
			}
		},
		read: func(r *reader, v reflect.Value) { v.SetBool(r.uint() == 1) },
	}
	textCodec = codec{
		write: func(w *writer, v reflect.Value) { w.text(v.String()) },
		read:  func(r *reader, v reflect.Value) { v.SetString(r.text()) },
	}
	intCodec = codec{
		write: func(w *writer, v reflect.Value) { w.int(v.Int()) },
		read:  func(r *reader, v reflect.Value) { v.SetInt(r.int()) },
	}
	uintCodec = codec{
		write: func(w *writer, v reflect.Value) { w.uint(v.Uint()) },
		read:  func(r *reader, v reflect.Value) { v.SetUint(r.uint()) },
	}
	bytesCodec = codec{"bytes",
		func(w *writer, v reflect.Value) {
			if v.IsNil() {
				w.uint(0)
				return
			}
			w.uint(uint64(v.Len()) + 1)
			w.b = append(w.b, v.Bytes()...)
		},
		func(r *reader, v reflect.Value) {
			if n := r.length(); n > 0 {
				v.SetBytes([]byte(r.bytes(n - 1)))
			}
		},
	}
	timeCodec = codec{"time", writeTime, readTime}
)

// writeTime writes a time as its seconds, nanoseconds and offset.
func writeTime(w *writer, v reflect.Value) {
	t := v.Interface().(time.Time)
	_, offset := t.Zone()
	w.int(t.Unix())
	w.uint(uint64(t.Nanosecond()))
	w.int(int64(offset))
}

func readTime(r *reader, v reflect.Value) {
	t := time.Unix(r.int(), int64(r.uint()))
	offset := int(r.int())
	switch _, home := t.In(r.zone).Zone(); {
	case t.IsZero():
		t = time.Time{}
	case offset == home:
		t = t.In(r.zone)
	default:
		t = t.In(time.FixedZone("", offset))
	}
	v.Set(reflect.ValueOf(t))
}

// keptField is a field of a struct, and how it is kept.
type keptField struct {
	at int
	codec
}

// structCodec keeps the fields in their order, also those that are not exported:
// those are reached by their address.
func structCodec(t reflect.Type) (codec, error) {
	var fields []keptField
	var shape strings.Builder
	shape.WriteString(t.String() + "{")
	for i := range t.NumField() {
		if t.Field(i).Tag.Get("canon") == "made" {
			continue
		}
		c, err := codecOf(t.Field(i).Type)
		if err != nil {
			return c, fmt.Errorf("%s.%s: %w", t, t.Field(i).Name, err)
		}
		fields = append(fields, keptField{i, c})
		shape.WriteString(t.Field(i).Name + " " + c.shape + ";")
	}
	shape.WriteString("}")
	field := func(v reflect.Value, i int) reflect.Value {
		f := v.Field(i)
		if f.CanSet() {
			return f
		}
		return reflect.NewAt(f.Type(), unsafe.Pointer(f.UnsafeAddr())).Elem()
	}
	return codec{shape.String(),
		func(w *writer, v reflect.Value) {
			for _, f := range fields {
				f.write(w, field(v, f.at))
			}
		},
		func(r *reader, v reflect.Value) {
			for _, f := range fields {
				f.read(r, field(v, f.at))
			}
		},
	}, nil
}

func sliceCodec(t reflect.Type) (codec, error) {
	of, err := codecOf(t.Elem())
	return codec{"[]" + of.shape,
		func(w *writer, v reflect.Value) {
			if v.IsNil() {
				w.uint(0)
				return
			}
			w.uint(uint64(v.Len()) + 1)
			for i := range v.Len() {
				of.write(w, v.Index(i))
			}
		},
		func(r *reader, v reflect.Value) {
			n := r.length()
			if n == 0 {
				return
			}
			v.Set(reflect.MakeSlice(t, n-1, n-1))
			for i := range n - 1 {
				of.read(r, v.Index(i))
			}
		},
	}, err
}

func arrayCodec(t reflect.Type) (codec, error) {
	of, err := codecOf(t.Elem())
	return codec{fmt.Sprintf("[%d]%s", t.Len(), of.shape),
		func(w *writer, v reflect.Value) {
			for i := range v.Len() {
				of.write(w, v.Index(i))
			}
		},
		func(r *reader, v reflect.Value) {
			for i := range v.Len() {
				of.read(r, v.Index(i))
			}
		},
	}, err
}

// pointerCodec keeps what two pointers share once.
func pointerCodec(t reflect.Type) (codec, error) {
	of, err := codecOf(t.Elem())
	return codec{"*" + of.shape,
		func(w *writer, v reflect.Value) {
			if v.IsNil() {
				w.uint(0)
				return
			}
			key := shared{v.Pointer(), t}
			if n, known := w.seen[key]; known {
				w.uint(n + 2)
				return
			}
			w.seen[key] = uint64(len(w.seen))
			w.uint(1)
			of.write(w, v.Elem())
		},
		func(r *reader, v reflect.Value) {
			switch n := r.uint(); {
			case n == 0:
			case n == 1:
				to := reflect.New(t.Elem())
				r.seen = append(r.seen, to)
				of.read(r, to.Elem())
				v.Set(to)
			case n-2 < uint64(len(r.seen)) && r.seen[n-2].Type() == t:
				v.Set(r.seen[n-2])
			default:
				r.fail("what a pointer shares is not there")
			}
		},
	}, err
}
