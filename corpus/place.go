package corpus

// Place is where the record of a passage stands in its stored document, so
// that one passage can be read without the rest.
type Place struct {
	// Start is the offset of its JSON in the stored file, in bytes; Length how
	// many bytes it takes.
	Start, Length int
	// Sum is the CRC-32C of these bytes.
	Sum uint32
}
