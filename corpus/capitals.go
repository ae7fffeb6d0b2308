package corpus

import (
	"strings"
	"sync"

	"refrain/seeds"
)

// Capital returns the code of the State that a capital may stand for, as in
// "Pyongyang rejected": its government. A name that is also that of something
// else is the reader's to tell by what stands around it.
func Capital(name string) (string, bool) {
	c, ok := capitals()[FoldName(name)]
	return c, ok
}

// capitals maps folded names of capitals to codes.
var capitals = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, f := range tsv(seeds.Capitals) {
		for _, name := range strings.Split(f[1], ";") {
			out[FoldName(name)] = f[0]
		}
	}
	return out
})
