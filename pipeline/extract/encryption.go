package extract

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
	"errors"
)

// Encrypted files that open without a password (reports that may not be
// changed or printed) are decrypted by the standard security handler, ISO
// 32000-2 §7.6: RC4 with 40 to 128 bits, AES with 128 and 256 bits.

var errPassword = errors.New("the file is encrypted with a password")

// passwordPad fills a password up to 32 bytes; it stands for the empty one.
var passwordPad = []byte("\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A")

// decrypter decrypts the streams of a file.
type decrypter struct {
	key    []byte
	method string // "V2", "AESV2", "AESV3" or "Identity"
	head   int    // the number of the encryption dictionary's object
}

// findEncryption reads the encryption of a file from its objects and trailers;
// nil for none.
func findEncryption(data []byte, objs []object) (*decrypter, error) {
	var enc, id token
	found := false
	take := func(d dictionary) {
		if v, ok := d["Encrypt"]; ok {
			enc, found = v, true
			if d["ID"].kind == array && len(d["ID"].list) > 0 {
				id = d["ID"].list[0]
			}
		}
	}
	for at := range places(data, "trailer") {
		take(parseDict(data[at:]))
	}
	for _, o := range objs {
		if o.data != nil && bytes.Contains(o.body, []byte("/Encrypt")) {
			take(parseDict(o.body))
		}
	}
	if !found {
		return nil, nil
	}
	head := 0
	d := dictOf(enc)
	if enc.kind == reference {
		head = int(enc.num)
		for _, o := range objs {
			if o.num == head {
				d = parseDict(o.body)
			}
		}
	}
	c, err := newDecrypter(d, id.raw)
	if c != nil {
		c.head = head
	}
	return c, err
}

// isEncrypted reports whether a file says that it is encrypted.
func isEncrypted(data []byte) bool {
	if !bytes.Contains(data, []byte("/Encrypt")) {
		return false
	}
	c, err := findEncryption(data, scanObjects(data))
	return c != nil || err != nil
}

// newDecrypter makes the key of the empty password.
func newDecrypter(d dictionary, id []byte) (*decrypter, error) {
	if string(d["Filter"].raw) != "Standard" {
		return nil, errPassword
	}
	c := &decrypter{method: "V2"}
	version, revision, bits := d.int("V"), d.int("R"), d.int("Length")
	if bits == 0 || version == 1 {
		bits = 40
	}
	if version >= 4 {
		bits, c.method = 128, "Identity"
		if f, ok := dictOf(d["CF"])[string(d["StmF"].raw)]; ok {
			c.method = string(dictOf(f)["CFM"].raw)
		}
	}
	if bits < 40 || bits > 256 || bits%8 != 0 || revision < 2 || revision > 6 {
		return nil, errPassword
	}
	var ok bool
	if revision >= 5 {
		c.key, ok = fileKey256(d, revision)
	} else {
		c.key, ok = fileKey(d, id, revision, bits/8)
	}
	if !ok {
		return nil, errPassword
	}
	return c, nil
}

// fileKey is the key of revisions 2 to 4 (algorithm 2), checked against U.
func fileKey(d dictionary, id []byte, revision, n int) (key []byte, ok bool) {
	h := md5.New()
	h.Write(passwordPad)
	h.Write(d["O"].raw)
	_ = binary.Write(h, binary.LittleEndian, uint32(int64(d["P"].num)))
	h.Write(id)
	if v := d["EncryptMetadata"]; revision >= 4 && string(v.raw) == "false" {
		h.Write([]byte{255, 255, 255, 255})
	}
	key = h.Sum(nil)
	if n = min(n, 16); revision == 2 {
		n = 5
	}
	for i := 0; revision >= 3 && i < 50; i++ {
		sum := md5.Sum(key[:n])
		key = sum[:]
	}
	key = key[:n]
	u := d["U"].raw
	if revision == 2 {
		return key, bytes.Equal(applyRC4(key, passwordPad), u)
	}
	sum := md5.Sum(append(bytes.Clone(passwordPad), id...))
	check := sum[:]
	for i := range 20 {
		k := bytes.Clone(key)
		for j := range k {
			k[j] ^= byte(i)
		}
		check = applyRC4(k, check)
	}
	return key, len(u) >= 16 && bytes.Equal(check, u[:16])
}

// fileKey256 is the key of revisions 5 and 6 (algorithm 2.A).
func fileKey256(d dictionary, revision int) (key []byte, ok bool) {
	u, ue := d["U"].raw, d["UE"].raw
	if len(u) < 48 || len(ue) < 32 {
		return nil, false
	}
	hash := func(salt []byte) []byte {
		if revision == 5 {
			s := sha256.Sum256(salt)
			return s[:]
		}
		return hash2B(salt)
	}
	if !bytes.Equal(hash(u[32:40]), u[:32]) {
		return nil, false
	}
	block, err := aes.NewCipher(hash(u[40:48]))
	if err != nil {
		return nil, false
	}
	key = bytes.Clone(ue[:32])
	cipher.NewCBCDecrypter(block, make([]byte, 16)).CryptBlocks(key, key)
	return key, true
}

// hash2B is algorithm 2.B for the empty password.
func hash2B(salt []byte) []byte {
	sum := sha256.Sum256(salt)
	k := sum[:]
	for i := 0; ; i++ {
		e := bytes.Repeat(k, 64)
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(e, e)
		mod := 0
		for _, b := range e[:16] {
			mod += int(b)
		}
		switch mod % 3 {
		case 0:
			s := sha256.Sum256(e)
			k = s[:]
		case 1:
			s := sha512.Sum384(e)
			k = s[:]
		default:
			s := sha512.Sum512(e)
			k = s[:]
		}
		if i >= 63 && int(e[len(e)-1]) <= i-32 {
			return k[:32]
		}
	}
}

func applyRC4(key, data []byte) []byte {
	c, err := rc4.NewCipher(key)
	if err != nil {
		return nil
	}
	out := make([]byte, len(data))
	c.XORKeyStream(out, data)
	return out
}

// stream decrypts the bytes of one stream object.
func (c *decrypter) stream(num, gen int, data []byte) []byte {
	key := c.key
	if c.method == "V2" || c.method == "AESV2" {
		k := append(bytes.Clone(c.key), byte(num), byte(num>>8), byte(num>>16), byte(gen), byte(gen>>8))
		if c.method == "AESV2" {
			k = append(k, "sAlT"...)
		}
		sum := md5.Sum(k)
		key = sum[:min(len(c.key)+5, 16)]
	}
	switch c.method {
	case "V2":
		return applyRC4(key, data)
	case "AESV2", "AESV3":
		return decryptCBC(key, data)
	}
	return data
}

// decryptCBC decrypts blocks behind an initial vector and takes the padding off.
func decryptCBC(key, data []byte) []byte {
	block, err := aes.NewCipher(key)
	if err != nil || len(data) < 32 {
		return nil
	}
	out := bytes.Clone(data[16 : len(data)-len(data)%16])
	cipher.NewCBCDecrypter(block, data[:16]).CryptBlocks(out, out)
	if n := int(out[len(out)-1]); n >= 1 && n <= 16 {
		out = out[:len(out)-n]
	}
	return out
}
