package synth

// The rates of wrongs for each 10,000 documents. Together they come to three or four
// documents in a hundred, fewer than the honest suits that look like them.
const (
	lendersPer10000  = 10
	batchesPer10000  = 8
	friendlyPer10000 = 14
	ringsPer10000    = 4
)

// count scales a rate to the size of the county; every county has at least one of each.
func (w *world) count(per10000 int) int { return max(1, (per10000*w.target+5000)/10000) }

// strengths go round so that a county with few wrongs has strong and weak ones.
func strengthOf(i int) (string, float64) {
	switch i % 3 {
	case 0:
		return Strong, 1
	case 1:
		return Weak, 0.25
	}
	return Medium, 0.6
}

func (w *world) planWrongs() {
	for i := range w.count(lendersPer10000) {
		w.planLender(w.dice(), i)
	}
	for i := range w.count(batchesPer10000) {
		switch i % 3 {
		case 0:
			w.planShamDebts(w.dice(), i)
		case 1:
			w.planShamWages(w.dice(), i)
		default:
			w.planShamHouses(w.dice(), i)
		}
	}
	for i := range w.count(friendlyPer10000) {
		w.planFriendlyCreditor(w.dice(), i)
	}
	for i := range w.count(ringsPer10000) {
		w.planRing(w.dice(), i)
	}
}

// blend is the rate between an honest one (strength 0) and that of a plain wrong
// (strength 1). The conversion keeps processors that would multiply and add in one
// step from rounding otherwise than the rest: the county must be the same everywhere.
func blend(strength, honest, plain float64) float64 {
	return honest + float64((plain-honest)*strength)
}
