package scan

import (
	"strings"
	"time"

	"github.com/mingjian/mingjian/detect/models"
)

// values are the measures of one subject, and the parameters beside them.
type values struct {
	reader  *reader
	numbers map[string]float64
	words   map[string]string
}

func (r *reader) values() values {
	v := values{r, map[string]float64{}, map[string]string{}}
	for _, row := range r.rows[models.PartMeasure] {
		id := text(row["id"])
		if n, ok := row["number"].(float64); ok {
			v.numbers[id] = n
		}
		if s, ok := row["words"].(string); ok {
			v.words[id] = s
		}
	}
	return v
}

func (v values) number(id string) (float64, bool) {
	n, ok := v.numbers[id]
	return n, ok
}

// holds reports whether a condition of the model is true of the subject.
func (v values) holds(id string) bool { return v.numbers[id] == 1 }

// quantity is the value of a placeholder.
func (v values) quantity(name string) (models.Quantity, bool) {
	if name == "subject" {
		return models.Quantity{Text: v.reader.subject.Name}, true
	}
	if name == "as_of" {
		return models.Quantity{Text: v.reader.AsOf.Format(time.DateOnly)}, true
	}
	if id, ok := strings.CutPrefix(name, "params."); ok {
		return v.param(id)
	}
	if s, ok := v.words[name]; ok {
		return models.Quantity{Text: few(s)}, true
	}
	n, ok := v.numbers[name]
	return models.Quantity{Number: n, Unit: v.reader.unit(name)}, ok
}

// few cuts a list of names to five: a sentence is read by people.
func few(list string) string {
	const most = 5
	items := strings.SplitN(list, "、", most+1)
	return strings.Join(items[:min(len(items), most)], "、")
}

func (v values) param(id string) (models.Quantity, bool) {
	unit := ""
	for _, p := range v.reader.model.Parameters {
		if p.ID == id {
			unit = p.Unit
		}
	}
	switch x := v.reader.plan.Params[id].(type) {
	case int64:
		return models.Quantity{Number: float64(x), Unit: unit}, true
	case float64:
		return models.Quantity{Number: x, Unit: unit}, true
	case string:
		return models.Quantity{Text: x}, true
	case []string:
		return models.Quantity{Text: strings.Join(x, "、")}, true
	case time.Time:
		return models.Quantity{Text: x.Format(time.DateOnly)}, true
	default:
		return models.Quantity{}, false
	}
}
