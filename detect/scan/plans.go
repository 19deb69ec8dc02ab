package scan

import (
	"fmt"
	"sync"
	"time"

	"github.com/mingjian/mingjian/detect/models"
)

// Plans remembers what models compile to, for whoever asks the same models again and again of
// the same tables. It is for one set of models: of two with the same id and version it knows
// the first.
type Plans struct {
	mu    sync.Mutex
	plans map[string]models.Plan
}

// compile returns the plan of a model with its default parameters.
func (p *Plans) compile(m models.Model, t models.Target) (models.Plan, error) {
	if p == nil || len(t.Params) > 0 || t.Known != nil {
		return models.Compile(m, t)
	}
	key := fmt.Sprint(m.ID, " ", m.Version, " ", t.AsOf.Format(time.DateOnly))
	p.mu.Lock()
	plan, known := p.plans[key]
	p.mu.Unlock()
	if known {
		return plan, nil
	}
	plan, err := models.Compile(m, t)
	if err != nil {
		return plan, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.plans == nil {
		p.plans = map[string]models.Plan{}
	}
	p.plans[key] = plan
	return plan, nil
}
