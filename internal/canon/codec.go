package canon

import (
	"fmt"
	"reflect"
	"strings"
	"sync"
	"time"
	"unsafe"
)

// codec writes and reads the values of one type where they lie; shape tells the type.
type codec struct {
	shape string
	write func(*writer, unsafe.Pointer)
	read  func(*reader, unsafe.Pointer)
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
		reflect.Int: plain(signed[int]()), reflect.Int8: plain(signed[int8]()), reflect.Int16: plain(signed[int16]()), reflect.Int32: plain(signed[int32]()), reflect.Int64: plain(signed[int64]()),
		reflect.Uint: plain(unsigned[uint]()), reflect.Uint8: plain(unsigned[uint8]()), reflect.Uint16: plain(unsigned[uint16]()), reflect.Uint32: plain(unsigned[uint32]()), reflect.Uint64: plain(unsigned[uint64]()),
		reflect.Struct: structCodec, reflect.Slice: sliceCodec, reflect.Array: arrayCodec, reflect.Map: mapCodec, reflect.Pointer: pointerCodec,
	}
}

func plain(c codec) func(reflect.Type) (codec, error) {
	return func(t reflect.Type) (codec, error) {
		c.shape = t.Kind().String()
		return c, nil
	}
}

func signed[N int | int8 | int16 | int32 | int64]() codec {
	return codec{
		write: func(w *writer, p unsafe.Pointer) { w.int(int64(*(*N)(p))) },
		read:  func(r *reader, p unsafe.Pointer) { *(*N)(p) = N(r.int()) },
	}
}

func unsigned[N uint | uint8 | uint16 | uint32 | uint64]() codec {
	return codec{
		write: func(w *writer, p unsafe.Pointer) { w.uint(uint64(*(*N)(p))) },
		read:  func(r *reader, p unsafe.Pointer) { *(*N)(p) = N(r.uint()) },
	}
}

var (
	boolCodec = codec{
		write: func(w *writer, p unsafe.Pointer) {
			if *(*bool)(p) {
				w.uint(1)
			} else {
				w.uint(0)
			}
		},
		read: func(r *reader, p unsafe.Pointer) { *(*bool)(p) = r.uint() == 1 },
	}
	textCodec = codec{
		write: func(w *writer, p unsafe.Pointer) { w.text(*(*string)(p)) },
		read:  func(r *reader, p unsafe.Pointer) { *(*string)(p) = r.text() },
	}
	bytesCodec = codec{"bytes",
		func(w *writer, p unsafe.Pointer) {
			b := *(*[]byte)(p)
			if b == nil {
				w.uint(0)
				return
			}
			w.uint(uint64(len(b)) + 1)
			w.b = append(w.b, b...)
		},
		func(r *reader, p unsafe.Pointer) {
			if n := r.length(); n > 0 {
				*(*[]byte)(p) = []byte(r.bytes(n - 1))
			}
		},
	}
	timeCodec = codec{"time", writeTime, readTime}
)

// writeTime writes a time as its seconds, nanoseconds and offset.
func writeTime(w *writer, p unsafe.Pointer) {
	t := *(*time.Time)(p)
	_, offset := t.Zone()
	w.int(t.Unix())
	w.uint(uint64(t.Nanosecond()))
	w.int(int64(offset))
}

func readTime(r *reader, p unsafe.Pointer) {
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
	*(*time.Time)(p) = t
}

// keptField is a field of a struct, and how it is kept.
type keptField struct {
	at    uintptr // from where the struct lies
	apart bool
	codec
}

// structCodec keeps the fields in their order, also those that are not exported.
func structCodec(t reflect.Type) (codec, error) {
	fields, err := keptFields(t)
	var shape strings.Builder
	shape.WriteString(t.String() + "{")
	for _, f := range fields {
		shape.WriteString(f.shape + ";")
	}
	shape.WriteString("}")
	c := fieldsCodec(fields)
	c.shape = shape.String()
	return c, err
}

// keptFields are the fields of a struct but for what is made of the others; the shape
// of each begins with its name.
func keptFields(t reflect.Type) (fields []keptField, err error) {
	for i := range t.NumField() {
		f := t.Field(i)
		tag := f.Tag.Get("canon")
		if tag == "made" {
			continue
		}
		c, err := codecOf(f.Type)
		if err != nil {
			return nil, fmt.Errorf("%s.%s: %w", t, f.Name, err)
		}
		c.shape = f.Name + " " + tag + " " + c.shape
		fields = append(fields, keptField{f.Offset, tag == "apart", c})
	}
	return fields, nil
}

// fieldsCodec keeps some fields of a struct.
func fieldsCodec(fields []keptField) codec {
	return codec{"",
		func(w *writer, p unsafe.Pointer) {
			for i := range fields {
				fields[i].write(w, unsafe.Add(p, fields[i].at))
			}
		},
		func(r *reader, p unsafe.Pointer) {
			for i := range fields {
				fields[i].read(r, unsafe.Add(p, fields[i].at))
			}
		},
	}
}

// partsOf are what a value is kept as: the whole, or of a struct with fields that
// stand apart each of these, after what is left without them.
func partsOf(t reflect.Type) ([]codec, error) {
	whole, err := codecOf(t)
	if err != nil || t.Kind() != reflect.Struct || t == timeType {
		return []codec{whole}, err
	}
	fields, err := keptFields(t)
	var rest []keptField
	parts := []codec{{}}
	for i, f := range fields {
		if f.apart {
			parts = append(parts, fieldsCodec(fields[i:i+1]))
		} else {
			rest = append(rest, f)
		}
	}
	parts[0] = fieldsCodec(rest)
	return parts, err
}

func sliceCodec(t reflect.Type) (codec, error) {
	of, err := codecOf(t.Elem())
	size := t.Elem().Size()
	return codec{"[]" + of.shape,
		func(w *writer, p unsafe.Pointer) {
			v := reflect.NewAt(t, p).Elem()
			if v.IsNil() {
				w.uint(0)
				return
			}
			w.uint(uint64(v.Len()) + 1)
			for i, at := 0, v.UnsafePointer(); i < v.Len(); i++ {
				of.write(w, unsafe.Add(at, uintptr(i)*size))
			}
		},
		func(r *reader, p unsafe.Pointer) {
			n := r.length()
			if n == 0 {
				return
			}
			v := reflect.MakeSlice(t, n-1, n-1)
			for i, at := 0, v.UnsafePointer(); i < n-1; i++ {
				of.read(r, unsafe.Add(at, uintptr(i)*size))
			}
			reflect.NewAt(t, p).Elem().Set(v)
		},
	}, err
}

func arrayCodec(t reflect.Type) (codec, error) {
	of, err := codecOf(t.Elem())
	n, size := t.Len(), t.Elem().Size()
	return codec{fmt.Sprintf("[%d]%s", n, of.shape),
		func(w *writer, p unsafe.Pointer) {
			for i := range n {
				of.write(w, unsafe.Add(p, uintptr(i)*size))
			}
		},
		func(r *reader, p unsafe.Pointer) {
			for i := range n {
				of.read(r, unsafe.Add(p, uintptr(i)*size))
			}
		},
	}, err
}

// pointerCodec keeps what two pointers share once.
func pointerCodec(t reflect.Type) (codec, error) {
	of, err := codecOf(t.Elem())
	return codec{"*" + of.shape,
		func(w *writer, p unsafe.Pointer) {
			to := *(*unsafe.Pointer)(p)
			if to == nil {
				w.uint(0)
				return
			}
			key := shared{uintptr(to), t}
			if n, known := w.seen[key]; known {
				w.uint(n + 2)
				return
			}
			w.seen[key] = uint64(len(w.seen))
			w.uint(1)
			of.write(w, to)
		},
		func(r *reader, p unsafe.Pointer) {
			switch n := r.uint(); {
			case n == 0:
			case n == 1:
				to := reflect.New(t.Elem())
				r.seen = append(r.seen, to)
				of.read(r, to.UnsafePointer())
				*(*unsafe.Pointer)(p) = to.UnsafePointer()
			case n-2 < uint64(len(r.seen)) && r.seen[n-2].Type() == t:
				*(*unsafe.Pointer)(p) = r.seen[n-2].UnsafePointer()
			default:
				r.fail("what a pointer shares is not there")
			}
		},
	}, err
}
