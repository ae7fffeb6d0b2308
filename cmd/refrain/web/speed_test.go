//go:build unix

package web

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"syscall"
	"testing"
	"time"

	"refrain/corpus"
	"refrain/corpus/store"
)

// TestSpeed measures pages of a search with all facets and highlights on the
// workspace that REFRAIN_SPEED names, and says how long they took. It holds
// nothing to a time: machines differ.
//
//	REFRAIN_SPEED=DIR go test -run TestSpeed -v ./cmd/refrain/web
func TestSpeed(t *testing.T) {
	dir := os.Getenv("REFRAIN_SPEED")
	if dir == "" {
		t.Skip("REFRAIN_SPEED names no workspace to measure")
	}
	w, err := store.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	a, err := New(Config{Workspace: w, Version: "test", Now: time.Now, Hosts: []string{"example.com"}, States: func([]*corpus.Document) *corpus.Gazetteer { return corpus.World() },
		Index: func(context.Context) error { return nil }})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	a.Warm()
	handler := a.Handler()
	took := func(path string) (clock, processor time.Duration) {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		rec := httptest.NewRecorder()
		begin, used := time.Now(), processorTime(t)
		handler.ServeHTTP(rec, r)
		clock, processor = time.Since(begin), processorTime(t)-used
		if rec.Code != http.StatusOK {
			t.Errorf("%s: %d", path, rec.Code)
		}
		return clock, processor
	}
	took("/search?q=warm")
	for round := range 2 {
		var clock, processor []time.Duration
		slow := map[time.Duration]string{}
		for _, path := range speedPaths() {
			c, p := took(path)
			clock, processor = append(clock, c), append(processor, p)
			slow[p] = path
		}
		t.Logf("round %d: %d pages, %d passages; by the clock %s; processor time %s", round+1, len(clock), a.library.now.x.Count(), percentiles(clock), percentiles(processor))
		for _, p := range processor[len(processor)-6:] {
			t.Logf("%s %s", p.Round(time.Millisecond), slow[p])
		}
	}
}

// percentiles sorts times and says how they lie.
func percentiles(all []time.Duration) string {
	slices.Sort(all)
	at := func(p int) time.Duration { return all[min(len(all)-1, len(all)*p/100)].Round(100 * time.Microsecond) }
	return fmt.Sprintf("p50 %s, p90 %s, p99 %s", at(50), at(90), at(99))
}

func processorTime(t *testing.T) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// speedPaths are searches as analysts make them: words, phrases, fields,
// wildcards, near words, passages, filters, other orders and later pages.
func speedPaths() []string {
	words := []string{"torture", "education", "women", "ratify", "human rights", "violence against women", "children", "law", "prison conditions", "freedom of expression",
		"rights of persons with disabilities", "migrant workers", "statelessness", "standing invitation", "civil society", "judicial independence", "hate speech", "Roma", "trafficking", "poverty",
		"death penalty moratorium", "corporal punishment", "birth registration", "enforced disappearance", "indigenous peoples land", "climate change", "juvenile justice", "domestic violence law", "HIV AIDS", "food security",
		"OP-CAT", "CAT", "CEDAW optional protocol", "ICCPR", "Rome Statute", "Paris Principles", "labour inspection", "gender equality", "asylum seekers", "older persons"}
	queries := []string{`"death penalty"`, `"corporal punishment"`, `"human rights"`, `"persons with disabilities"`, `"women violence"~5`, `"human rights defenders"`, `"State party should"`,
		`torture OR ill-treatment`, `(torture OR ill-treatment) AND detention`, `women NOT violence`, `+education -women`, `rights OR law OR measures`, `detent*`, `discriminat*`, `educat* state:PRK`, `tortur~1`, `recomend~2`, `"rule law"~3`,
		`by:NOR position:noted`, `by:NOR`, `by:FRA,ESP cycle:2`, `position:supported`, `position:noted torture`, `kind:upr-recommendation children`, `mechanism:UPR women`, `cycle:1..2 education`, `year:2009..2012 health`,
		`theme:"Right to education"`, `theme:women`, `concept:op-cat`, `ratify concept:op-cat`, `speaker:CHN`, `speaker:USA torture`, `sdg:16`, `role:recommendation prison`, `state:CHN`, `state:CHN,EGY,IRN torture`, `A/HRC/27/10`,
		`A/HRC/27/10, para. 124.54`, `heading:women rights`, `like:"A/HRC/27/10#124.54"`, `by:CEDAW`, `document:letter`, `issue:women`, `zzzz`,
		"Ensure that all forms of domestic violence are prohibited by law and that perpetrators are brought to justice",
		"Consider ratifying the International Convention on the Protection of the Rights of All Migrant Workers and Members of Their Families",
		"Take measures to improve the conditions of detention in prisons and to reduce overcrowding, in accordance with international standards",
		"Continue efforts to promote the rights of women and girls and to combat stereotypes about the roles of women and men in the family and in society"}
	queries = append(words, queries...)
	var out []string
	for _, q := range queries {
		out = append(out, "/search?q="+url.QueryEscape(q))
	}
	for i, q := range words[:20] {
		out = append(out, "/search?q="+url.QueryEscape(q)+[]string{"&state=prk", "&cycle=1&position=supported", "&sort=newest", "&page=3", "&group=document", "&size=100", "&by=nor", "&kind=upr-recommendation&year=2009"}[i%8])
	}
	for _, x := range []string{"state=chn", "position=noted", "cycle=2", "by=nor&position=noted", "kind=upr-recommendation", "theme=women", "sort=newest", "group=document", "page=40", "mechanism=ohchr&size=50"} {
		out = append(out, "/search?"+x)
	}
	for _, state := range []string{"prk", "svn", "chn", "egy", "irn", "ita", "col", "fra", "jpn", "deu", "gha", "fji"} {
		out = append(out, fmt.Sprintf("/search?q=rights+of+the+child&state=%s", state))
	}
	return out
}
