package main

import (
	"context"
	"fmt"

	"refrain/pipeline/match"
)

// judgmentsName stands for the workspace's own judgments in place of a file.
const judgmentsName = "judgments"

// evalJudgments compares the tiers with what readers decided in this workspace.
func (a *app) evalJudgments(ctx context.Context, letter string, q asking) error {
	w, err := a.open()
	if err != nil {
		return err
	}
	q.scope.All = true
	ans, err := a.askIn(ctx, w, letter, q, true)
	if err != nil {
		return err
	}
	r := match.ReadBy(ans.items)
	if r.Links == 0 {
		return fmt.Errorf("no reader has judged a link of %s: `refrain review %s` asks for it", letter, letter)
	}
	if a.json {
		a.writeJSON(r)
		return nil
	}
	return r.Write(a.out)
}
