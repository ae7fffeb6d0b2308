package match

import (
	"context"
	"fmt"
	"math"
	"sort"
)

// Encoder turns texts into vectors, one a text and all of one length, so that
// texts that mean alike lie near. None is part of this program: a user names
// one that lies on the machine.
type Encoder interface {
	Encode(ctx context.Context, texts []string) ([][]float32, error)
}

const (
	// secondLook is how many passages an encoder may propose for an item: the
	// nearest, if no link joins them.
	secondLook = 10
	// secondFar is how far above the mean of an item's cosines, in standard
	// deviations, a passage must lie to be proposed.
	secondFar = 2
	// secondWeight is what an encoder counts beside our score, which knows the
	// field. With word vectors in the encoder's place a fifth changed MAP on
	// Slovenia's items by +.004 (recommendations) and -.008 (compilations), half
	// by -.014 and -.022, as much as our score by -.062.
	secondWeight = 0.2
	// leastScore bounds the scores of passages that were not compared closely,
	// so that they do not stretch the scale.
	leastScore = -8
)

// Second asks an encoder about answers in which every passage in scope stands
// ([Options.All]), changes them and ranks each item's passages by
// both: by the score and, with less weight, the cosine, each in standard
// deviations from its mean over the passages. The cosine stands in
// [Link.Encoder]. Probabilities were calibrated without it, so strengths and
// relations stay as they are, and a passage that only the encoder finds near is
// Possible.
func Second(ctx context.Context, answers []ItemLinks, enc Encoder) error {
	vectors, err := vectorsOf(ctx, answers, enc)
	if err != nil {
		return err
	}
	for i := range answers {
		a := &answers[i]
		item := vectors[AskOf(&a.Item)]
		for k := range a.Links {
			c := round(dot(item, vectors[AskOf(&a.Links[k].Passage)]))
			a.Links[k].Encoder = &c
		}
		propose(a.Links)
		rankByBoth(a.Links)
	}
	return nil
}

// vectorsOf encodes each text of items and passages once, at length 1.
func vectorsOf(ctx context.Context, answers []ItemLinks, enc Encoder) (map[string][]float32, error) {
	var texts []string
	at := map[string][]float32{}
	add := func(s string) {
		if _, ok := at[s]; !ok {
			at[s] = nil
			texts = append(texts, s)
		}
	}
	for i := range answers {
		add(AskOf(&answers[i].Item))
		for k := range answers[i].Links {
			add(AskOf(&answers[i].Links[k].Passage))
		}
	}
	sort.Strings(texts)
	found, err := enc.Encode(ctx, texts)
	if err != nil {
		return nil, fmt.Errorf("asking the encoder: %w", err)
	}
	if len(found) != len(texts) {
		return nil, fmt.Errorf("asking the encoder: it gave %d vectors for %d texts", len(found), len(texts))
	}
	for i, v := range found {
		if len(v) != len(found[0]) || len(v) == 0 {
			return nil, fmt.Errorf("asking the encoder: vector %d has %d numbers, the first %d", i+1, len(v), len(found[0]))
		}
		if n := sqrt(float32(dot(v, v))); n > 0 {
			for k := range v {
				v[k] /= n
			}
		}
		at[texts[i]] = v
	}
	return at, nil
}

func dot(a, b []float32) float64 {
	var sum float64
	for i := range a {
		sum += float64(float64(a[i]) * float64(b[i]))
	}
	return sum
}

// propose makes Possible what only the encoder finds near.
func propose(links []Link) {
	cosines := make([]float64, len(links))
	order := make([]int, len(links))
	for i := range links {
		cosines[i], order[i] = *links[i].Encoder, i
	}
	mean, spread := moments(cosines)
	sort.SliceStable(order, func(i, j int) bool { return cosines[order[i]] > cosines[order[j]] })
	for _, i := range order[:min(secondLook, len(order))] {
		if cosines[i] < mean+secondFar*spread {
			break
		}
		l := &links[i]
		if l.Strength == Weak {
			l.Strength = Possible
			l.Why = append(l.Why, fmt.Sprintf("proposed by the encoder alone, cosine %.2f", cosines[i]))
		}
	}
}

// rankByBoth orders links by both signals; ties stay as they were.
func rankByBoth(links []Link) {
	scores, cosines := make([]float64, len(links)), make([]float64, len(links))
	for i := range links {
		scores[i], cosines[i] = max(links[i].Score, leastScore), *links[i].Encoder
	}
	sm, ss := moments(scores)
	cm, cs := moments(cosines)
	both := make(map[string]float64, len(links))
	for i := range links {
		both[links[i].ID] = round((scores[i]-sm)/ss + secondWeight*(cosines[i]-cm)/cs)
	}
	sort.SliceStable(links, func(i, j int) bool { return both[links[i].ID] > both[links[j].ID] })
	for i := range links {
		links[i].Rank = i + 1
	}
}

// moments are the mean and the standard deviation, 1 where nothing differs.
func moments(xs []float64) (mean, spread float64) {
	for _, x := range xs {
		mean += x / float64(len(xs))
	}
	for _, x := range xs {
		spread += (x - mean) * (x - mean) / float64(len(xs))
	}
	if spread = math.Sqrt(spread); spread < 1e-9 {
		return mean, 1
	}
	return mean, spread
}

// Shown leaves of answers that hold every passage in scope those that are
// Possible at least.
func Shown(answers []ItemLinks) {
	for i := range answers {
		var keep []Link
		for _, l := range answers[i].Links {
			if l.Strength != Weak {
				keep = append(keep, l)
			}
		}
		answers[i].Links = keep
	}
}
