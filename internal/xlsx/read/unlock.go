package read

import (
	"bytes"
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/binary"
	"encoding/xml"
	"hash"
	"strconv"
	"unicode/utf16"

	"bangfu/internal/sheet"
)

// excelPassword is that with which Excel opens a file without asking, such as
// one that is protected against changes only ([MS-OFFCRYPTO] 2.4.2.3).
const excelPassword = "VelvetSweatshop"

// errLocked is the damage of a file that has a password of its own.
var errLocked = &sheet.Damage{Kind: sheet.Password, Detail: "文件加了打开密码"}

// Bounds of what a foreign file may ask for before its password is known.
const (
	mostSpins  = 1_000_000 // Excel asks for 100,000
	segment    = 4096      // bytes of a package that are encrypted together
	sizePrefix = 8
)

// unlock decrypts the package of a protected .xlsx with the built-in password.
func (o *ole) unlock(ctx context.Context) ([]byte, error) {
	info, err := o.stream("encryptioninfo")
	if err != nil {
		return nil, err
	}
	data, err := o.stream("encryptedpackage")
	if err != nil {
		return nil, err
	}
	if len(info) < 8 || len(data) < sizePrefix {
		return nil, errLocked
	}
	open := openStandard
	if le16(info) == 4 && le16(info[2:]) == 4 {
		open = openAgile
	}
	plain, err := open(ctx, info[8:], data[sizePrefix:])
	if err != nil {
		return nil, err
	}
	size := binary.LittleEndian.Uint64(data)
	if size > uint64(len(plain)) {
		return nil, errCut
	}
	return plain[:size], nil
}

// utf16le is a text as the formats hash it.
func utf16le(text string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(text)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return b
}

// digest hashes parts one behind the other.
func digest(h func() hash.Hash, parts ...[]byte) []byte {
	d := h()
	for _, p := range parts {
		d.Write(p)
	}
	return d.Sum(nil)
}

func le32of(n int) []byte { return binary.LittleEndian.AppendUint32(nil, uint32(n)) }

// hashOfPassword is the password hashed with a salt, then again and again.
func hashOfPassword(ctx context.Context, h func() hash.Hash, salt []byte, spins int) ([]byte, error) {
	sum := digest(h, salt, utf16le(excelPassword))
	for i := range spins {
		if i&0xFFF == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		sum = digest(h, le32of(i), sum)
	}
	return sum, nil
}

// fitted is a key or vector of a length: cut, or filled up.
func fitted(b []byte, n int, fill byte) []byte {
	if len(b) >= n {
		return b[:n]
	}
	return append(b[:len(b):len(b)], bytes.Repeat([]byte{fill}, n-len(b))...)
}

// Agile encryption: the parameters are XML.
type agileInfo struct {
	Key    agileKey `xml:"keyData"`
	Holder struct {
		Key struct {
			agileKey
			Spins    string `xml:"spinCount,attr"`
			Question string `xml:"encryptedVerifierHashInput,attr"`
			Answer   string `xml:"encryptedVerifierHashValue,attr"`
			Secret   string `xml:"encryptedKeyValue,attr"`
		} `xml:"keyEncryptor>encryptedKey"`
	} `xml:"keyEncryptors"`
}

type agileKey struct {
	Block  string `xml:"blockSize,attr"`
	Bits   string `xml:"keyBits,attr"`
	Cipher string `xml:"cipherAlgorithm,attr"`
	Chain  string `xml:"cipherChaining,attr"`
	Hash   string `xml:"hashAlgorithm,attr"`
	Salt   string `xml:"saltValue,attr"`
}

// hashes are the functions an agile key may name.
var hashes = map[string]func() hash.Hash{
	"SHA1": sha1.New, "SHA256": sha256.New, "SHA384": sha512.New384, "SHA512": sha512.New,
}

// The block keys of [MS-OFFCRYPTO] 2.3.4.13: what the password's hash is used for.
var (
	forQuestion = []byte{0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79}
	forAnswer   = []byte{0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E}
	forSecret   = []byte{0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6}
)

// agile is an agile key with its parts decoded.
type agile struct {
	hash        func() hash.Hash
	salt        []byte
	block, size int // bytes
}

func (k agileKey) decoded() (a agile, ok bool) {
	a.hash = hashes[k.Hash]
	salt, err := base64.StdEncoding.DecodeString(k.Salt)
	bits, bad := strconv.Atoi(k.Bits)
	block, worse := strconv.Atoi(k.Block)
	a.salt, a.block, a.size = salt, block, bits/8
	ok = err == nil && bad == nil && worse == nil && a.hash != nil && k.Cipher == "AES" && k.Chain == "ChainingModeCBC" &&
		block == aes.BlockSize && (bits == 128 || bits == 192 || bits == 256)
	return a, ok
}

// decrypt undoes one CBC run with a key and a vector.
func (a agile) decrypt(key, vector, data []byte) ([]byte, bool) {
	c, err := aes.NewCipher(fitted(key, a.size, 0x36))
	if err != nil || len(data)%a.block != 0 {
		return nil, false
	}
	out := make([]byte, len(data))
	cipher.NewCBCDecrypter(c, fitted(vector, a.block, 0x36)).CryptBlocks(out, data)
	return out, true
}

// openAgile decrypts a package that Excel 2010 and later, or WPS, has written.
func openAgile(ctx context.Context, info, data []byte) ([]byte, error) {
	var parsed agileInfo
	if xml.Unmarshal(info, &parsed) != nil {
		return nil, errLocked
	}
	k := parsed.Holder.Key
	holder, ok := k.decoded()
	pack, fine := parsed.Key.decoded()
	spins, err := strconv.Atoi(k.Spins)
	if !ok || !fine || err != nil || spins < 0 || spins > mostSpins {
		return nil, errLocked
	}
	sum, err := hashOfPassword(ctx, holder.hash, holder.salt, spins)
	if err != nil {
		return nil, err
	}
	held := func(purpose []byte, text string) []byte {
		sealed, err := base64.StdEncoding.DecodeString(text)
		plain, ok := holder.decrypt(digest(holder.hash, sum, purpose), holder.salt, sealed)
		if err != nil || !ok {
			return nil
		}
		return plain
	}
	question, answer, secret := held(forQuestion, k.Question), held(forAnswer, k.Answer), held(forSecret, k.Secret)
	right := digest(holder.hash, question)
	if question == nil || len(answer) < len(right) || !bytes.Equal(right, answer[:len(right)]) || len(secret) < pack.size {
		return nil, errLocked
	}
	out := make([]byte, 0, len(data))
	for i := 0; i*segment < len(data); i++ {
		part := data[i*segment : min((i+1)*segment, len(data))]
		plain, ok := pack.decrypt(secret, digest(pack.hash, pack.salt, le32of(i)), part[:len(part)/pack.block*pack.block])
		if !ok {
			return nil, errCut
		}
		out = append(out, plain...)
	}
	return out, nil
}

// The parts of standard encryption ([MS-OFFCRYPTO] 2.3.4.5), in bytes.
const (
	standardSpins  = 50000
	standardSalt   = 16
	standardAnswer = 32
	headerKeyBits  = 16
	leastHeader    = 32
)

// openStandard decrypts a package that Excel 2007 has written: AES in single blocks.
func openStandard(ctx context.Context, info, data []byte) ([]byte, error) {
	if len(info) < 4 {
		return nil, errLocked
	}
	header := int(le32(info))
	if header < leastHeader || len(info) < 4+header+4+standardSalt*2+4+standardAnswer {
		return nil, errLocked
	}
	bits := int(le32(info[4+headerKeyBits:]))
	verifier := info[4+header+4:]
	salt, question, answer := verifier[:standardSalt], verifier[standardSalt:2*standardSalt], verifier[2*standardSalt+4:2*standardSalt+4+standardAnswer]
	if bits != 128 && bits != 192 && bits != 256 {
		return nil, errLocked
	}
	sum, err := hashOfPassword(ctx, sha1.New, salt, standardSpins)
	if err != nil {
		return nil, err
	}
	c, err := aes.NewCipher(standardKey(digest(sha1.New, sum, le32of(0)), bits/8))
	if err != nil {
		return nil, errLocked
	}
	right := digest(sha1.New, decryptBlocks(c, question))
	if !bytes.Equal(right, decryptBlocks(c, answer)[:len(right)]) {
		return nil, errLocked
	}
	return decryptBlocks(c, data[:len(data)/aes.BlockSize*aes.BlockSize]), nil
}

// standardKey stretches a hash to a key.
func standardKey(sum []byte, size int) []byte {
	mixed := func(with byte) []byte {
		b := bytes.Repeat([]byte{with}, 64)
		for i, x := range sum {
			b[i] ^= x
		}
		return digest(sha1.New, b)
	}
	return append(mixed(0x36), mixed(0x5C)...)[:size]
}

// decryptBlocks decrypts block by block.
func decryptBlocks(c cipher.Block, data []byte) []byte {
	out := make([]byte, len(data))
	for i := 0; i+aes.BlockSize <= len(data); i += aes.BlockSize {
		c.Decrypt(out[i:], data[i:i+aes.BlockSize])
	}
	return out
}
