package scan

import (
	"slices"
	"testing"

	"github.com/mingjian/mingjian/detect/models"
)

// TestLongestFirst: models with more steps come first, those with as many in their order.
func TestLongestFirst(t *testing.T) {
	var list []models.Model
	for _, steps := range []int{3, 9, 3, 60} {
		list = append(list, models.Model{Rule: make([]models.Step, steps)})
	}
	if got := longestFirst(list); !slices.Equal(got, []int{3, 1, 0, 2}) {
		t.Errorf("got %v", got)
	}
}
