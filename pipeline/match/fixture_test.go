package match

import "refrain/corpus"

// The fixtures are about the invented State Examplia (XAA); their texts are
// our own.

func recommendation(para, text string) corpus.Passage {
	return corpus.Passage{Para: para, Text: text, Kind: corpus.PassageRecommendation}
}

// examplia is a report of each of two cycles, observations, a letter and a
// report on another State.
func examplia() []*corpus.Document {
	first := &corpus.Document{Key: "A/HRC/13/9001", Symbol: "A/HRC/13/9001", Kind: corpus.KindWGReport, State: "XAA",
		Mechanism: corpus.UPR, Cycle: 1, Session: 6, Year: 2009, Date: "2010-01-04", Language: "en", Passages: []corpus.Passage{
			recommendation("90.1", "Consider ratifying the Convention against Torture (Sampleland);"),
			recommendation("90.2", "Accede to the core human rights treaties (Specimenia);"),
			recommendation("90.3", "Establish a moratorium on executions with a view to abolishing the death penalty (Sampleland);"),
			recommendation("90.4", "Reduce overcrowding in its prisons (Specimenia);"),
			recommendation("90.5", "Set the minimum age of 18 years for hazardous work (Sampleland);"),
			recommendation("90.6", "Maintain the death penalty for the most serious crimes (Specimenia);"),
			{Para: "12", Text: "The delegation spoke of prisons.", Kind: corpus.PassageUPRParagraph},
		}}
	second := &corpus.Document{Key: "A/HRC/27/9001", Symbol: "A/HRC/27/9001", Kind: corpus.KindWGReport, State: "XAA",
		Mechanism: corpus.UPR, Cycle: 2, Session: 19, Year: 2014, Date: "2014-07-02", Language: "en", Passages: []corpus.Passage{
			recommendation("124.1", "Ratify CAT and OP-CAT (Sampleland);"),
			recommendation("124.2", "Abolish the death penalty (Specimenia);"),
			recommendation("124.3", "Prohibit corporal punishment of children in all settings (Sampleland);"),
			recommendation("124.4", "Combat trafficking in women (Sampleland); compensate victims of trafficking (Specimenia);"),
			recommendation("124.5", "Improve the quality of rural schools (Sampleland)."),
		}}
	other := &corpus.Document{Key: "A/HRC/27/9002", Symbol: "A/HRC/27/9002", Kind: corpus.KindWGReport, State: "XAB",
		Mechanism: corpus.UPR, Cycle: 2, Session: 19, Year: 2014, Language: "en", Passages: []corpus.Passage{
			recommendation("110.1", "Abolish the death penalty (Examplia);"),
		}}
	letter := &corpus.Document{Key: "hc-letter:XAA:2019-11-28", Kind: corpus.KindLetter, State: "XAA", Cycle: 3, Session: 33,
		Year: 2019, Date: "2019-11-28", Language: "en", StateName: "Examplia", Passages: []corpus.Passage{
			{Para: "1", Kind: corpus.PassageItem, Text: "Ratifying the Convention against Torture and its Optional Protocol, and the Convention on the Reduction of Statelessness."},
			{Para: "2", Kind: corpus.PassageItem, Text: "Abolishing the death penalty.", Headings: []string{"Right to life, liberty and security of person"}},
			{Para: "3", Kind: corpus.PassageItem, Text: "Prohibiting corporal punishment in all settings.", Headings: []string{"Children"}},
			{Para: "4", Kind: corpus.PassageItem, Text: "Raising the minimum age of marriage to 18 years.", Headings: []string{"Children"}},
			{Para: "5", Kind: corpus.PassageItem, Text: "Ensuring that victims of trafficking receive compensation."},
		}}
	docs := []*corpus.Document{first, second, other, letter}
	for _, d := range docs {
		d.Seal()
	}
	return docs
}

func letterOf(docs []*corpus.Document) Question {
	for _, d := range docs {
		if d.Kind == corpus.KindLetter {
			q, err := QuestionOf(d)
			if err != nil {
				panic(err)
			}
			return q
		}
	}
	panic("no letter")
}

func testReader() *reader { return newReader(LoadedBackground()) }
