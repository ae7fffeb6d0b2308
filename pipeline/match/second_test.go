package match

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
)

// byWord is an encoder that knows a few words: a text has a 1 for each it holds.
type byWord []string

func (e byWord) Encode(_ context.Context, texts []string) ([][]float32, error) {
	var out [][]float32
	for _, s := range texts {
		v := make([]float32, len(e)+1)
		v[len(e)] = 0.1
		for i, w := range e {
			v[i] = flag(strings.Contains(strings.ToLower(s), w))
		}
		out = append(out, v)
	}
	return out, nil
}

func TestSecondOpinion(t *testing.T) {
	docs := examplia()
	q := letterOf(docs)
	before, err := New(docs).Run(t.Context(), q, Options{})
	if err != nil {
		t.Fatal(err)
	}
	after, err := New(docs).Run(t.Context(), q, Options{All: true})
	if err != nil {
		t.Fatal(err)
	}
	// To this encoder marriage at 18 is near to rural schools.
	enc := byWord{"death", "torture", "trafficking", "corporal"}
	near := byWord{"marriage", "rural"}
	if err := Second(t.Context(), after, joinedEncoder{enc, near}); err != nil {
		t.Fatal(err)
	}
	Shown(after)
	strengths := func(a ItemLinks) map[string]Strength {
		out := map[string]Strength{}
		for _, l := range a.Links {
			out[l.ID] = l.Strength
		}
		return out
	}
	for i := range before {
		was, is := strengths(before[i]), strengths(after[i])
		for id, s := range was {
			if is[id] != s {
				t.Errorf("item %s: %s was %s and is %s", before[i].Number, id, s, is[id])
			}
		}
		for k, l := range after[i].Links {
			if l.Encoder == nil {
				t.Fatalf("%s has no cosine", l.ID)
			}
			if was[l.ID] == "" && (l.Strength != Possible || !slices.ContainsFunc(l.Why, func(s string) bool { return strings.Contains(s, "encoder alone") })) {
				t.Errorf("item %s: %s is %s for the encoder alone, %q", before[i].Number, l.ID, l.Strength, l.Why)
			}
			if k > 0 && after[i].Links[k-1].Rank >= l.Rank {
				t.Errorf("item %s: the ranks do not rise", before[i].Number)
			}
		}
	}
	if got := strengths(after[3])["A/HRC/27/9001#124.5"]; got != Possible {
		t.Errorf("what the encoder alone finds near is %q", got)
	}
}

// joinedEncoder has the words of the first, and one more number for all of the
// second.
type joinedEncoder struct{ one, same byWord }

func (e joinedEncoder) Encode(ctx context.Context, texts []string) ([][]float32, error) {
	out, err := e.one.Encode(ctx, texts)
	for i, s := range texts {
		any := slices.ContainsFunc(e.same, func(w string) bool { return strings.Contains(strings.ToLower(s), w) })
		out[i] = append(out[i], flag(any))
	}
	return out, err
}

type badEncoder [][]float32

func (e badEncoder) Encode(context.Context, []string) ([][]float32, error) {
	if e == nil {
		return nil, errors.New("no model")
	}
	return e, nil
}

func TestSecondOpinionThatFails(t *testing.T) {
	docs := examplia()
	answers, err := New(docs).Run(t.Context(), letterOf(docs), Options{All: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		enc  badEncoder
		want string
	}{{nil, "no model"}, {badEncoder{{1}}, "1 vectors for"}} {
		if err := Second(t.Context(), answers, c.enc); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %q", err, c.want)
		}
	}
}
