package pipeline

import (
	"context"
	"errors"
	"strings"
	"testing"

	"refrain/pipeline/match"
)

// TestLongItems asks with lists whose lines no item can have.
func TestLongItems(t *testing.T) {
	w := workspace(t)
	long := strings.Repeat("SAMPLE word ", 2000)
	for _, x := range []struct{ name, data, want string }{
		{"a.txt", "Protect children\n" + long, "line 2 has 24000 characters, and an item has 20000 at most"},
		{"a.txt", "Protect children\r" + long, "line 2 has 24000"},
		{"a.csv", "item,text\n1," + long, "line 2 has"},
		{"a.csv", "item,text\n1,\"" + strings.ReplaceAll(long, "word S", "word\nS") + "\"\n", "an item has"},
	} {
		_, err := AskWith(context.Background(), w, options(), x.name, []byte(x.data), "NOR", match.Options{})
		var q *QuestionError
		if !errors.As(err, &q) || !strings.Contains(err.Error(), x.want) || q.Hint == "" {
			t.Errorf("%s: %v, want %q", x.name, err, x.want)
		}
	}
	if _, err := AskWith(context.Background(), w, options(), "a.txt", []byte(long[:19000]), "NOR", match.Options{}); err != nil {
		t.Error(err)
	}
}
