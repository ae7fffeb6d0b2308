package extract

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
)

var (
	objRE    = regexp.MustCompile(`(?:^|[\r\n\s])(\d{1,7})\s+(\d{1,5})\s+obj\b`)
	lengthRE = regexp.MustCompile(`/Length\s+\d+(?:\s+\d+\s+R)?`)
	rootRE   = regexp.MustCompile(`/Type\s*/Catalog\b`)
	pageRE   = regexp.MustCompile(`/Type\s*/Page\b`)
	xrefRE   = regexp.MustCompile(`/Type\s*/XRef\b`)
	objStmRE = regexp.MustCompile(`/Type\s*/ObjStm\b`)
	intRE    = regexp.MustCompile(`/(N|First)\s+(\d+)`)
)

// object is one indirect object found by scanning.
type object struct {
	num  int
	gen  int
	body []byte // dictionary or value, up to "stream" or "endobj"
	data []byte // stream bytes, nil for none
}

var errNoObjects = errors.New("no objects found")

// rebuild writes a file anew from the objects found in its bytes, with right
// lengths and a fresh cross-reference table. g0917123.pdf (a file of 2009 whose
// line ends were converted) is read this way.
//
// With ownTree the pages found are listed in a tree of our own, in the order
// of the file: a file that was cut off can have lost its tree.
func rebuild(data []byte, ownTree bool) ([]byte, error) {
	objs := scanObjects(data)
	if err := decryptObjects(data, objs); err != nil {
		return nil, err
	}
	objs = append(objs, unpackObjects(objs)...)
	if len(objs) == 0 {
		return nil, errNoObjects
	}
	last := map[int]int{}
	for i, o := range objs {
		last[o.num] = i
	}
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n")
	at := map[int]int{}
	root, top := 0, 0
	var pages []int
	for i, o := range objs {
		if last[o.num] != i || objStmRE.Match(o.body) || xrefRE.Match(o.body) {
			continue
		}
		top = max(top, o.num)
		at[o.num] = out.Len()
		if rootRE.Match(o.body) {
			root = o.num
		}
		if pageRE.Match(o.body) {
			pages = append(pages, o.num)
		}
		writeObject(&out, o)
	}
	if root == 0 || ownTree {
		root = addCatalog(&out, at, &top, pages)
	}
	writeXref(&out, at, top, root)
	return out.Bytes(), nil
}

// scanObjects finds "n g obj … endobj" in bytes.
func scanObjects(data []byte) []object {
	var out []object
	skip := 0
	heads := objRE.FindAllSubmatchIndex(data, maxObjects)
	for i, h := range heads {
		if h[0] < skip {
			continue // inside a stream
		}
		num, _ := strconv.Atoi(string(data[h[2]:h[3]]))
		gen, _ := strconv.Atoi(string(data[h[4]:h[5]]))
		end := len(data)
		if i+1 < len(heads) {
			end = heads[i+1][0]
		}
		o := object{num: num, gen: gen, body: data[h[1]:end]}
		if k := bytes.Index(o.body, []byte("endobj")); k >= 0 && !bytes.Contains(o.body[:k], []byte("stream")) {
			o.body = o.body[:k]
		} else if s := bytes.Index(o.body, []byte("stream")); s >= 0 {
			from := h[1] + s + len("stream")
			o.body = o.body[:s]
			if n, ok := declared(o.body, data[from:]); ok {
				o.data, skip = n, from+len(n)
			} else {
				o.data = streamBytes(data[from:end])
			}
		}
		out = append(out, o)
	}
	return out
}

// declared cuts a stream at its declared length, where endstream follows.
func declared(body, b []byte) (data []byte, ok bool) {
	n := parseDict(body).int("Length")
	b = bytes.TrimPrefix(b, []byte("\r"))
	b = bytes.TrimPrefix(b, []byte("\n"))
	if n <= 0 || n > len(b) || !bytes.HasPrefix(bytes.TrimLeft(b[n:min(len(b), n+20)], "\r\n "), []byte("endstream")) {
		return nil, false
	}
	return b[:n], true
}

// decryptObjects decrypts the streams of an encrypted file in place.
func decryptObjects(data []byte, objs []object) error {
	if !bytes.Contains(data, []byte("/Encrypt")) {
		return nil
	}
	c, err := findEncryption(data, objs)
	if c == nil || err != nil {
		return err
	}
	for i, o := range objs {
		if o.data != nil && !xrefRE.Match(o.body) {
			objs[i].data = c.stream(o.num, o.gen, o.data)
		}
	}
	return nil
}

// streamBytes cuts a stream at its endstream.
func streamBytes(b []byte) []byte {
	b = bytes.TrimPrefix(b, []byte("\r"))
	b = bytes.TrimPrefix(b, []byte("\n"))
	if e := bytes.LastIndex(b, []byte("endstream")); e >= 0 {
		b = b[:e]
	}
	return b
}

// unpackObjects reads the objects inside object streams.
func unpackObjects(objs []object) []object {
	var out []object
	for _, o := range objs {
		if !objStmRE.Match(o.body) || o.data == nil {
			continue
		}
		text, ok := decodeStream(parseDict(o.body), o.data)
		if !ok {
			continue
		}
		n, first := 0, 0
		for _, m := range intRE.FindAllSubmatch(o.body, -1) {
			v, _ := strconv.Atoi(string(m[2]))
			if string(m[1]) == "N" {
				n = v
			} else {
				first = v
			}
		}
		if first > len(text) {
			continue
		}
		head := bytes.Fields(text[:first])
		for i := 0; i < n && 2*i+1 < len(head); i++ {
			num, _ := strconv.Atoi(string(head[2*i]))
			from, _ := strconv.Atoi(string(head[2*i+1]))
			to := len(text) - first
			if 2*i+3 < len(head) {
				to, _ = strconv.Atoi(string(head[2*i+3]))
			}
			if from >= 0 && to >= from && first+to <= len(text) && num > 0 && num < maxObjects {
				out = append(out, object{num: num, body: text[first+from : first+to]})
			}
		}
	}
	return out
}

func writeObject(out *bytes.Buffer, o object) {
	body := o.body
	data := o.data
	if data != nil {
		body, data = plainStream(body, data)
	}
	fmt.Fprintf(out, "%d 0 obj\n", o.num)
	out.Write(bytes.TrimSpace(body))
	if o.data != nil {
		out.WriteString("\nstream\n")
		out.Write(data)
		out.WriteString("\nendstream")
	}
	out.WriteString("\nendobj\n")
}

// addCatalog makes a page tree of the pages found where the file lost its own.
func addCatalog(out *bytes.Buffer, at map[int]int, top *int, pages []int) int {
	tree, root := *top+1, *top+2
	*top = root
	at[tree] = out.Len()
	fmt.Fprintf(out, "%d 0 obj\n<</Type/Pages/Count %d/Kids[", tree, len(pages))
	for _, p := range pages {
		fmt.Fprintf(out, "%d 0 R ", p)
	}
	out.WriteString("]>>\nendobj\n")
	at[root] = out.Len()
	fmt.Fprintf(out, "%d 0 obj\n<</Type/Catalog/Pages %d 0 R>>\nendobj\n", root, tree)
	return root
}

func writeXref(out *bytes.Buffer, at map[int]int, top, root int) {
	start := out.Len()
	fmt.Fprintf(out, "xref\n0 %d\n0000000000 65535 f \n", top+1)
	for n := 1; n <= top; n++ {
		if off, ok := at[n]; ok {
			fmt.Fprintf(out, "%010d 00000 n \n", off)
		} else {
			out.WriteString("0000000000 65535 f \n")
		}
	}
	fmt.Fprintf(out, "trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF", top+1, root, start)
}
