package web

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// assistantOn connects a client to the tools on a workspace, in memory.
func assistantOn(t *testing.T, a *App) *mcp.ClientSession {
	t.Helper()
	there, here := mcp.NewInMemoryTransports()
	server, err := a.Assistant().Connect(t.Context(), there, nil)
	if err != nil {
		t.Fatal(err)
	}
	client, err := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil).Connect(t.Context(), here, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { client.Close(); _ = server.Wait() })
	return client
}

// ask calls a tool and reads its answer; the text is that of the first content.
func ask(t *testing.T, c *mcp.ClientSession, name string, q map[string]any, to any) (text string, failed bool) {
	t.Helper()
	res, err := c.CallTool(t.Context(), &mcp.CallToolParams{Name: name, Arguments: q})
	if err != nil {
		t.Fatalf("%s %v: %v", name, q, err)
	}
	text = res.Content[0].(*mcp.TextContent).Text
	if !res.IsError && to != nil {
		if err := json.Unmarshal([]byte(text), to); err != nil {
			t.Fatalf("%s: %v in %.200s", name, err, text)
		}
	}
	return text, res.IsError
}

// TestAssistant asks all tools as an assistant would: what it quotes and cites
// is what is stored, and each link carries reviewed.
func TestAssistant(t *testing.T) {
	_, app := serveSample(t, shared(), nil)
	c := assistantOn(t, app)
	tools, err := c.ListTools(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, x := range tools.Tools {
		names = append(names, x.Name)
		if !x.Annotations.ReadOnlyHint || !strings.Contains(x.Description, "proposed by a program") {
			t.Errorf("%s: %q, read only %v", x.Name, x.Description, x.Annotations.ReadOnlyHint)
		}
	}
	if slices.Sort(names); !slices.Equal(names, []string{"cite", "match", "search", "show"}) {
		t.Fatalf("the tools are %v", names)
	}
	var found foundAnswer
	ask(t, c, "search", map[string]any{"query": "children", "filters": map[string]any{"kind": []string{"upr-recommendation"}}}, &found)
	if found.Total == 0 || !found.Sample || !strings.Contains(found.Notice, "proposed by a program") {
		t.Fatalf("search: %+v", found)
	}
	s, done, err := app.library.open()
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	for _, p := range found.Passages {
		stored, err := s.passage(p.ID)
		if err != nil || stored.Cite != p.Cite || stored.Text != p.Text {
			t.Errorf("%s: %q %q is not what is stored (%v)", p.ID, p.Cite, p.Text, err)
		}
	}
	var shown shownAnswer
	citation, _, _ := strings.Cut(found.Passages[0].Cite, " (")
	text, _ := ask(t, c, "show", map[string]any{"id": citation}, &shown)
	if shown.Passage.ID != found.Passages[0].ID || shown.Notice == "" {
		t.Errorf("show by citation: %s", text)
	}
	var cited citedJSON
	ask(t, c, "cite", map[string]any{"ids": []string{found.Passages[0].ID, "A/HRC/1/1#1"}}, &cited)
	if len(cited.Citations) != 1 || len(cited.Missing) != 1 || strings.Contains(cited.Text, "A/HRC/1/1") || !strings.Contains(cited.Notice, "proposed by a program") {
		t.Errorf("cite: %+v", cited)
	}
}

// TestAssistantMatches asks for a letter, then for the links of an item.
func TestAssistantMatches(t *testing.T) {
	_, app := serveSample(t, shared(), nil)
	c := assistantOn(t, app)
	letter := map[string]any{"letter": app.firstLetterKey(t)}
	var all, one matchAnswer
	ask(t, c, "match", letter, &all)
	at := slices.IndexFunc(all.Items, func(it itemJSON) bool { return it.Links > 0 })
	if at < 0 || len(all.Links) > 0 || len(all.Searched) == 0 {
		t.Fatalf("match: %+v", all)
	}
	letter["item"] = all.Items[at].Number
	text, _ := ask(t, c, "match", letter, &one)
	if len(one.Items) != 1 || len(one.Links) == 0 || strings.Count(text, `"reviewed":`) != len(one.Links) || !strings.Contains(one.Notice, "proposed by a program") {
		t.Errorf("match of one item: %d items, %d links, %q", len(one.Items), len(one.Links), one.Notice)
	}
}

// TestAssistantAsksInItsOwnWords asks with items that came with the question,
// and keeps none of them.
func TestAssistantAsksInItsOwnWords(t *testing.T) {
	w := sampleWorkspace(t, nil)
	_, app := serveSample(t, w, nil)
	c := assistantOn(t, app)
	before := digest(t, w.Dir)
	var all, one matchAnswer
	q := map[string]any{"items": []string{"SAMPLE: Prohibit corporal punishment\tof children in all settings", "Extend a standing invitation"}, "state": "XAA"}
	if text, failed := ask(t, c, "match", q, &all); failed || len(all.Items) != 2 || all.Items[0].Links == 0 || all.State != "XAA" {
		t.Fatalf("match: %s", text)
	}
	q["item"] = "1"
	if text, failed := ask(t, c, "match", q, &one); failed || len(one.Links) == 0 || strings.Count(text, `"reviewed":`) != len(one.Links) {
		t.Errorf("links: %s", text)
	}
	if digest(t, w.Dir) != before {
		t.Error("asking changed the workspace")
	}
}

// TestAssistantErrors checks that what cannot be answered says why, and what to
// do.
func TestAssistantErrors(t *testing.T) {
	_, app := serveSample(t, shared(), nil)
	c := assistantOn(t, app)
	for _, x := range []struct {
		tool string
		q    map[string]any
		say  string
	}{
		{"search", map[string]any{"query": "(children"}, "Try: (children)"},
		{"match", map[string]any{}, "Name a letter"},
		{"match", map[string]any{"items": []string{"x"}, "state": "Atlantis"}, "names no State"},
		{"match", map[string]any{"letter": "prk-2019", "item": "99"}, "1 to 56"},
		{"search", map[string]any{"query": "a", "filters": map[string]any{"colour": []string{"red"}}}, "There is no filter"},
		{"search", map[string]any{"query": "a", "page": -1}, "whole number"},
		{"show", map[string]any{"id": "A/HRC/1/1#1"}, "Search for it"},
		{"match", map[string]any{"letter": "none"}, "prk-2019"},
		{"cite", map[string]any{"ids": []string{}}, "Give 1 to"},
		{"cite", map[string]any{"ids": []string{"A/HRC/1/1#1"}, "style": "x"}, "un-note"},
	} {
		if text, failed := ask(t, c, x.tool, x.q, nil); !failed || !strings.Contains(text, x.say) {
			t.Errorf("%s %v: %q", x.tool, x.q, text)
		}
	}
}
