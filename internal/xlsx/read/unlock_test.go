package read

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha1"
	"crypto/sha512"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"math/bits"
	"testing"

	"bangfu/internal/sheet"
)

// The encryptions are written here a second time, forwards, from the same
// public description; a real file of Excel's is among the cases of the project.

func password(text string) (b []byte) {
	for _, r := range text {
		b = append(b, byte(r), 0)
	}
	return b
}

// agileFile is a package encrypted as Excel 2010 does it, with SHA-512 and AES-256.
func agileFile(plain []byte, text string, spins int) []byte {
	salt, packSalt, secret := bytes.Repeat([]byte{7}, 16), bytes.Repeat([]byte{9}, 16), bytes.Repeat([]byte{0x5A}, 32)
	h := sha512.Sum512(append(bytes.Clone(salt), password(text)...))
	for i := range spins {
		h = sha512.Sum512(append(binary.LittleEndian.AppendUint32(nil, uint32(i)), h[:]...))
	}
	seal := func(key, vector, data []byte) []byte {
		c, _ := aes.NewCipher(key[:32])
		out := make([]byte, len(data))
		cipher.NewCBCEncrypter(c, vector[:16]).CryptBlocks(out, data)
		return out
	}
	held := func(purpose string, data []byte) string {
		k := sha512.Sum512(append(bytes.Clone(h[:]), purpose...))
		return base64.StdEncoding.EncodeToString(seal(k[:], salt, data))
	}
	question := bytes.Repeat([]byte{3}, 16)
	answer := sha512.Sum512(question)
	var body []byte
	for i := 0; i*4096 < len(plain); i++ {
		part := bytes.Clone(plain[i*4096 : min((i+1)*4096, len(plain))])
		part = append(part, make([]byte, (16-len(part)%16)%16)...)
		v := sha512.Sum512(append(bytes.Clone(packSalt), binary.LittleEndian.AppendUint32(nil, uint32(i))...))
		body = append(body, seal(secret, v[:], part)...)
	}
	key := `saltSize="16" blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" saltValue="%s"`
	b64 := base64.StdEncoding.EncodeToString
	info := fmt.Sprintf(`<?xml version="1.0"?><encryption xmlns="http://schemas.microsoft.com/office/2006/encryption" xmlns:p="http://schemas.microsoft.com/office/2006/keyEncryptor/password"><keyData `+key+`/><keyEncryptors><keyEncryptor><p:encryptedKey spinCount="%d" `+key+` encryptedVerifierHashInput="%s" encryptedVerifierHashValue="%s" encryptedKeyValue="%s"/></keyEncryptor></keyEncryptors></encryption>`,
		b64(packSalt), spins, b64(salt), held("\xFE\xA7\xD2\x76\x3B\x4B\x9E\x79", question), held("\xD7\xAA\x0F\x6D\x30\x61\x34\x4E", answer[:]), held("\x14\x6E\x0B\xE7\xAB\xAC\xD0\xD6", secret))
	return locked("\x04\x00\x04\x00\x40\x00\x00\x00"+info, plain, body)
}

// standardFile is a package encrypted as Excel 2007 does it, with AES-128.
func standardFile(plain []byte, text string) []byte {
	salt, question := bytes.Repeat([]byte{7}, 16), bytes.Repeat([]byte{3}, 16)
	h := sha1.Sum(append(bytes.Clone(salt), password(text)...))
	for i := range 50000 {
		h = sha1.Sum(append(binary.LittleEndian.AppendUint32(nil, uint32(i)), h[:]...))
	}
	h = sha1.Sum(append(bytes.Clone(h[:]), 0, 0, 0, 0))
	pad := bytes.Repeat([]byte{0x36}, 64)
	for i, x := range h {
		pad[i] ^= x
	}
	key := sha1.Sum(pad)
	c, _ := aes.NewCipher(key[:16])
	seal := func(data []byte) []byte {
		data = append(bytes.Clone(data), make([]byte, (16-len(data)%16)%16)...)
		for i := 0; i < len(data); i += 16 {
			c.Encrypt(data[i:], data[i:i+16])
		}
		return data
	}
	answer := sha1.Sum(question)
	header := append(append(u32(0x24), u32(0)...), append(append(u32(0x660E), u32(0x8004)...), append(u32(128), make([]byte, 14)...)...)...)
	info := append([]byte("\x03\x00\x02\x00\x24\x00\x00\x00"), u32(len(header))...)
	info = append(append(append(append(append(info, header...), u32(16)...), salt...), seal(question)...), append(u32(20), seal(answer[:])...)...)
	return locked(string(info), plain, seal(plain))
}

func locked(info string, plain, body []byte) []byte {
	size := binary.LittleEndian.AppendUint64(nil, uint64(len(plain)))
	return compound(rawPart{"EncryptionInfo", info}, rawPart{"EncryptedPackage", string(append(size, body...))})
}

func TestBuiltInPasswordIsOpened(t *testing.T) {
	plain := zipOf(t, plainBook(dataSheet(`<row r="1"><c r="A1"><v>140221100001</v></c></row>`)))
	const want = "1: A=140221100001\n"
	for name, file := range map[string][]byte{
		"agile": agileFile(plain, "VelvetSweatshop", 100), "standard": standardFile(plain, "VelvetSweatshop"),
	} {
		got, b, err := readAll(file, "表.xlsx", Limits{})
		if err != nil || got != want {
			t.Errorf("%s: %q %v", name, got, err)
			continue
		}
		if b.Format() != "locked" {
			t.Errorf("%s: format %s", name, b.Format())
		}
	}
	for name, file := range map[string][]byte{
		"agile": agileFile(plain, "样密码", 100), "standard": standardFile(plain, "样密码"),
		"asks for endless work": agileFile(plain, "VelvetSweatshop", 100)[:0],
	} {
		if len(file) == 0 {
			file = locked("\x04\x00\x04\x00\x40\x00\x00\x00<encryption><keyEncryptors><keyEncryptor><encryptedKey spinCount=\"2000000000\"/></keyEncryptor></keyEncryptors></encryption>", plain, plain)
		}
		_, _, err := readAll(file, "表.xlsx", Limits{})
		wantDamage(t, err, sheet.Password, "密码")
		t.Log(name)
	}
}

// sealXLS encrypts the records of a stream behind its FILEPASS.
func sealXLS(stream []byte, pass int, seal func(at, start, end int, b byte) byte) []byte {
	out := bytes.Clone(stream)
	for at := pass; at+4 <= len(out); {
		typ, n := le16(out[at:]), int(le16(out[at+2:]))
		skip := map[uint16]int{0x0809: n, 0x0085: 4}[typ]
		for i := at + 4 + skip; i < at+4+n; i++ {
			out[i] = seal(i, at+4, at+4+n, out[i])
		}
		at += 4 + n
	}
	return out
}

// passAt is behind the FILEPASS record of a stream.
func passAt(stream []byte) int {
	for at := 0; ; {
		typ, n := le16(stream[at:]), int(le16(stream[at+2:]))
		if at += 4 + n; typ == 0x002F {
			return at
		}
	}
}

func lockedXLS(pass []byte, seal func(at, start, end int, b byte) byte) []byte {
	stream := workbookStream(func(w *biff) { w.rec(0x002F, pass) }, xlsSheet{"表一", false, func(w *biff) {
		for row := range 300 { // over several blocks of 1,024 bytes
			w.rec(0x0203, u16(row, 0, 0), f64(float64(row)))
		}
	}})
	return compound(rawPart{"Workbook", string(sealXLS(stream, passAt(stream), seal))})
}

// rc4XLS is a .xls encrypted as Excel 97 does it.
func rc4XLS(text string) []byte {
	salt, question := bytes.Repeat([]byte{7}, 16), bytes.Repeat([]byte{3}, 16)
	first := md5.Sum(password(text))
	base := md5.Sum(bytes.Repeat(append(bytes.Clone(first[:5]), salt...), 16))
	stream := func(block, n int) []byte {
		k := md5.Sum(append(bytes.Clone(base[:5]), binary.LittleEndian.AppendUint32(nil, uint32(block))...))
		c, _ := rc4.NewCipher(k[:])
		out := make([]byte, n)
		c.XORKeyStream(out, out)
		return out
	}
	answer := md5.Sum(question)
	check := append(bytes.Clone(question), answer[:]...)
	for i, x := range stream(0, 32) {
		check[i] ^= x
	}
	keys := map[int][]byte{}
	return lockedXLS(append(append(u16(1, 1, 1), salt...), check...), func(at, _, _ int, b byte) byte {
		block := at / 1024
		if keys[block] == nil {
			keys[block] = stream(block, 1024)
		}
		return b ^ keys[block][at%1024]
	})
}

// xorXLS is a .xls obfuscated as older programs do it; key is what they make of
// the password, check its check number.
func xorXLS(key, check int) []byte {
	array := []byte("VelvetSweatshop\xBB")
	for i := range array {
		array[i] = bits.RotateLeft8(array[i]^byte(key>>(8*(i&1))), 2)
	}
	return lockedXLS(u16(0, key, check), func(at, start, end int, b byte) byte {
		return bits.RotateLeft8(b^array[(end+at-start)&15], -3)
	})
}

func TestBuiltInPasswordOfXLS(t *testing.T) {
	// 0x9A0A is the check number of the built-in password, as LibreOffice has it too.
	for name, file := range map[string][]byte{"RC4": rc4XLS("VelvetSweatshop"), "XOR": xorXLS(0x1234, 0x9A0A)} {
		got, _, err := readAll(file, "表.xls", Limits{})
		if err != nil || !bytes.HasSuffix([]byte(got), []byte("300: A=299\n")) || !bytes.HasPrefix([]byte(got), []byte("1: A=0\n2: A=1\n")) {
			t.Errorf("%s: %.60q %v", name, got, err)
		}
	}
	for name, file := range map[string][]byte{"RC4": rc4XLS("样密码"), "XOR": xorXLS(0x1234, 0x1111)} {
		_, _, err := readAll(file, "表.xls", Limits{})
		wantDamage(t, err, sheet.Password, "密码")
		t.Log(name)
	}
}
