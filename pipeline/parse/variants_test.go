package parse

import (
	"fmt"
	"strings"
	"testing"

	"refrain/corpus"
)

// TestFormatVariants holds one fixture of our own for each variant of lists and
// positions that was counted in real reports and is not in another test.
func TestFormatVariants(t *testing.T) {
	pending := "3. SAMPLE. The following recommendations will be examined by Examplia, which will provide responses in due time:\n\n"
	for name, c := range map[string]struct{ text, want string }{
		"position after the list": {"3. SAMPLE. In the course of the discussion, the following recommendations were made to Examplia:\n\n1. Test one [SAMPLE] (Sampleland);\n\n4. SAMPLE. The recommendations listed above enjoy the support of Examplia.",
			"3.1 supported XAB"},
		"answer promised after the list": {"3. SAMPLE. In the course of the discussion, the following recommendations were made to Examplia:\n\n1. Test one [SAMPLE] (Sampleland);\n\n4. SAMPLE. The response of Examplia to these recommendations will be included in the outcome report.",
			"3.1 pending XAB"},
		"no position in the report": {"3. SAMPLE. In the course of the discussion, the following recommendations were made to Examplia:\n\n1. Test one [SAMPLE] (Sampleland);\n\n4. SAMPLE. The delegation thanked all.",
			"3.1  XAB"},
		"conclusions that are no recommendations": {"3. SAMPLE. In the course of the discussion, the following conclusions were made:\n\n(a) A test was held [SAMPLE];\n\n(b) It was a test [SAMPLE].\n\n" + strings.Replace(pending, "3.", "4.", 1) + "1. Test one [SAMPLE] (Sampleland);",
			"4.1 pending XAB"},
		"already implemented or in the process": {"3. SAMPLE. The following recommendations enjoy the support of Examplia, which considers that they are already implemented or in the process of implementation:\n\n3.1. Test one [SAMPLE] (Sampleland);",
			"3.1 supported XAB"},
		"noted for further consideration": {"3. SAMPLE. The following recommendations were noted by Examplia for further consideration of national authorities:\n\n3.1. Test one [SAMPLE] (Sampleland);",
			"3.1 pending XAB"},
		"rejected for reasons": {"3. SAMPLE. The recommendations listed below were rejected by Examplia for the following reasons: (a) they are not within the scope of the review:\n\n3.1. Test one [SAMPLE] (Sampleland);",
			"3.1 noted XAB"},
		"cannot be accepted and will thus be noted": {"3. SAMPLE. Examplia considers that the recommendations below cannot be accepted and will thus be noted:\n\n3.1. Test one [SAMPLE] (Sampleland);",
			"3.1 noted XAB"},
		"hyphen for the dot": {pending + "3-1. Test one [SAMPLE] (Sampleland);\n\n3.2 Test two [SAMPLE] (Modellia);", "3.1 pending XAB|3.2 pending XAE"},
		"missing full stop":  {pending + "1. Test one [SAMPLE] (Sampleland);\n\n2 Take a test [SAMPLE] (Modellia);\n\n3. Test three [SAMPLE] (Sampleland);", "3.1 pending XAB|3.2 pending XAE|3.3 pending XAB"},
		"number printed twice": {pending + "3.1 Test one [SAMPLE] (Sampleland);\n\n3.1 Test two [SAMPLE] (Modellia);\n\n3.2 Test three [SAMPLE] (Sampleland);",
			"3.1 pending XAB|3.1 pending XAE|3.2 pending XAB"},
		"sub-items inside": {pending + "3.1 Test: (a) the first thing [SAMPLE]; (b) the second (Sampleland);\n\n3.2 Test two [SAMPLE] (Modellia);", "3.1 pending XAB|3.2 pending XAE"},
		"unnumbered second item with its own State": {pending + "3.1 Test one [SAMPLE] (Sampleland);\n\nTest one more [SAMPLE] (Modellia);\n\n3.2 Test two [SAMPLE] (Modellia);",
			"3.1 pending XAB,XAE|3.2 pending XAE"},
		"text after the bracket": {pending + "3.1 Test one [SAMPLE] (Sampleland) OP-CAT;", "3.1 pending XAB"},
		"end marks":              {pending + "3.1 Test one [SAMPLE] (Sampleland).\n\n3.2 Test two [SAMPLE] (Modellia)\n\n3.3 Test three [SAMPLE] (Sampleland);", "3.1 pending XAB|3.2 pending XAE|3.3 pending XAB"},
		"pledges after the list": {pending + "3.1 Test one [SAMPLE] (Sampleland);\n\nIII. Voluntary pledges and commitments\n\n3.2 Test two [SAMPLE] (Modellia);", "3.1 pending XAB"},
	} {
		d := parsed(t, conclusions(c.text))
		var got []string
		for _, p := range d.Passages {
			if p.Kind == corpus.PassageRecommendation {
				got = append(got, fmt.Sprintf("%s %s %s", p.Para, p.Position, strings.Join(p.By, ",")))
			}
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%s: %q, want %q; %q", name, s, c.want, d.Warnings)
		}
	}
}

// TestHeadingOfConclusions: the heading stands in the contents too, in capitals,
// with asterisks, or under III.
func TestHeadingOfConclusions(t *testing.T) {
	for _, h := range []string{"II. CONCLUSIONS AND/OR RECOMMENDATIONS", "II. Conclusions and/or recommendations**", "III. Conclusions and recommendations"} {
		s := strings.Replace(report, "II. Conclusions and/or recommendations", h, 1)
		s = strings.Replace(s, "Introduction\n", "Contents\n\nII. Conclusions and/or recommendations .......... 3 4\n\nIntroduction\n", 1)
		if d := parsed(t, s); len(recommendations(d)) != 6 {
			t.Errorf("%s: %q", h, recommendations(d))
		}
	}
}
