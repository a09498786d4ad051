package read

import (
	"bytes"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha1"
	"encoding/binary"
	"math/bits"
)

// The records that FILEPASS leaves readable, whole or in their first bytes
// ([MS-XLS] 2.2.10).
var openRecords = map[uint16]int{
	recBOF: 1 << 16, recFilePass: 1 << 16, 0x0194: 1 << 16, 0x0195: 1 << 16, 0x00E1: 1 << 16, 0x0196: 1 << 16, 0x0138: 1 << 16,
	recSheet: 4,
}

// xlsBlock is how many bytes of the stream one RC4 key serves.
const xlsBlock = 1024

// unlock decrypts the workbook stream in place with the password that Excel has
// built in; the record says how it was encrypted.
func (x *xls) unlock(pass record) error {
	d := pass.data
	if len(d) < 6 {
		return errLocked
	}
	kind, major, minor := le16(d), le16(d[2:]), le16(d[4:])
	var key func(block uint32) []byte
	switch {
	case kind == 0: // here the two are the key and the check number
		return x.unxor(pass.next, major, minor)
	case len(d) < 6+3*16:
	case major == 1 && minor == 1:
		key = rc4Key(d[6:])
	case minor == 2:
		key = cryptoAPIKey(d[6:])
	}
	if key == nil {
		return errLocked
	}
	x.unRC4(pass.next, key)
	return nil
}

// rc4Key is how RC4 keys come of the built-in password, when it is the file's.
func rc4Key(d []byte) func(block uint32) []byte {
	salt, question, answer := d[:16], d[16:32], d[32:48]
	short := md5.Sum(utf16le(excelPassword))
	mixed := bytes.Repeat(append(bytes.Clone(short[:5]), salt...), 16)
	base := md5.Sum(mixed)
	key := func(block uint32) []byte {
		k := md5.Sum(append(bytes.Clone(base[:5]), le32of(int(block))...))
		return k[:]
	}
	plain := rc4Of(key(0), append(bytes.Clone(question), answer...))
	if right := md5.Sum(plain[:16]); !bytes.Equal(right[:], plain[16:]) {
		return nil
	}
	return key
}

// cryptoAPIKey is the same for RC4 of the Windows CryptoAPI.
func cryptoAPIKey(d []byte) func(block uint32) []byte {
	if len(d) < 8 {
		return nil
	}
	header := int(le32(d[4:]))
	if header < leastHeader || len(d) < 8+header+4+16+16+4+sha1.Size {
		return nil
	}
	keyBits := int(le32(d[8+headerKeyBits:]))
	if keyBits == 0 {
		keyBits = 40
	}
	if keyBits < 40 || keyBits > 128 || keyBits%8 != 0 {
		return nil
	}
	v := d[8+header+4:]
	base := digest(sha1.New, v[:16], utf16le(excelPassword))
	key := func(block uint32) []byte {
		k := digest(sha1.New, base, le32of(int(block)))[:keyBits/8]
		if keyBits == 40 {
			k = fitted(k, 16, 0)
		}
		return k
	}
	plain := rc4Of(key(0), append(bytes.Clone(v[16:32]), v[36:36+sha1.Size]...))
	if !bytes.Equal(digest(sha1.New, plain[:16]), plain[16:]) {
		return nil
	}
	return key
}

func rc4Of(key, data []byte) []byte {
	c, err := rc4.NewCipher(key)
	if err != nil {
		return data
	}
	out := make([]byte, len(data))
	c.XORKeyStream(out, data)
	return out
}

// unRC4 decrypts all records from a place on. The key stream runs on over what
// stays readable.
func (x *xls) unRC4(from int, key func(block uint32) []byte) {
	stream, block := []byte(nil), -1
	at := func(i int) byte {
		if b := i / xlsBlock; b != block {
			block, stream = b, rc4Of(key(uint32(b)), make([]byte, xlsBlock))
		}
		return stream[i%xlsBlock]
	}
	x.eachSecret(from, func(i, _, _ int) { x.b[i] ^= at(i) })
}

// eachSecret calls for the place of each encrypted byte, with where the data of its
// record begins and ends.
func (x *xls) eachSecret(from int, f func(at, start, end int)) {
	for {
		r, err := x.record(from)
		if err != nil {
			return
		}
		start := r.next - len(r.data)
		for i := start + min(openRecords[r.typ], len(r.data)); i < r.next; i++ {
			f(i, start, r.next)
		}
		from = r.next
	}
}

// xorFill fills the password up to the sixteen bytes of its key.
var xorFill = []byte{0xBB, 0xFF, 0xFF, 0xBA, 0xFF, 0xFF, 0xB9, 0x80, 0x00, 0xBE, 0x0F, 0x00, 0xBF, 0x0F, 0x00}

// unxor undoes the obfuscation by XOR of older programs.
func (x *xls) unxor(from int, key, verifier uint16) error {
	if xorVerifier(excelPassword) != verifier {
		return errLocked
	}
	array := append([]byte(excelPassword), xorFill...)[:16]
	pair := binary.LittleEndian.AppendUint16(nil, key)
	for i := range array {
		array[i] = bits.RotateLeft8(array[i]^pair[i&1], 2)
	}
	x.eachSecret(from, func(i, start, end int) {
		x.b[i] = bits.RotateLeft8(x.b[i], 3) ^ array[(end+i-start)&15]
	})
	return nil
}

// xorVerifier is the check number of a password ([MS-OFFCRYPTO] 2.3.7.1).
func xorVerifier(password string) uint16 {
	sum := uint16(len(password)) ^ 0xCE4B
	for i := range len(password) {
		c := uint16(password[i])
		n := (i + 1) % 15
		sum ^= (c<<n | c>>(15-n)) & 0x7FFF
	}
	return sum
}
