package match

import "refrain/corpus"

// whenOf places a passage relative to the document that asks. A document of
// the Universal Periodic Review of the cycle that the letter follows is of the
// same review; others are placed by date, else by year. A list without a date
// and a cycle stands after everything.
func whenOf(q *Question, p *corpus.Passage) When {
	if q.Cycle > 0 && p.Cycle > 0 {
		switch {
		case p.Cycle < q.Cycle:
			return Earlier
		case p.Cycle > q.Cycle:
			return Later
		}
		return SameReview
	}
	if q.Date == "" {
		return Earlier
	}
	date := p.Date
	if date == "" || p.Year > 0 && len(date) < 4 {
		date = yearText(p.Year)
	}
	if len(date) > len(q.Date) {
		date = date[:len(q.Date)]
	}
	switch {
	case date == "" || date <= q.Date[:min(len(q.Date), len(date))]:
		return Earlier
	}
	return Later
}

// WhenOf places a passage relative to the document that asks, as links do.
func WhenOf(q *Question, p *corpus.Passage) When { return whenOf(q, p) }

func yearText(y int) string {
	if y <= 0 {
		return ""
	}
	return string([]byte{byte('0' + y/1000%10), byte('0' + y/100%10), byte('0' + y/10%10), byte('0' + y%10)})
}
