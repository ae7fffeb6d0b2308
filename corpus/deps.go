//go:build never

// keeps modules in go.mod until their packages are written; removed before the first release
package corpus

import (
	_ "github.com/blevesearch/bleve/v2"
	_ "github.com/gofrs/flock"
	_ "github.com/google/go-cmp/cmp"
	_ "github.com/ledongthuc/pdf"
	_ "github.com/richardlehane/mscfb"
	_ "github.com/rogpeppe/go-internal/testscript"
	_ "github.com/schollz/progressbar/v3"
	_ "github.com/spf13/cobra"
	_ "golang.org/x/net/html"
	_ "golang.org/x/sync/errgroup"
	_ "golang.org/x/sys/unix"
	_ "golang.org/x/term"
)
