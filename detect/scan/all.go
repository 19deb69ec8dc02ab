package scan

import (
	"cmp"
	"context"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/models"
)

// All runs models with their default parameters and returns what each says, in their order.
// It runs as many at a time as the engine does well; what comes out does not depend on that.
func All(ctx context.Context, s Snapshot, list []models.Model) ([]Result, error) {
	if s.AsOf.IsZero() { // once for all models
		var err error
		if s.AsOf, err = Latest(ctx, s.Engine); err != nil {
			return nil, err
		}
	}
	if err := Keep(ctx, s.Engine, list); err != nil {
		return nil, err
	}
	results := make([]Result, len(list))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(engine.Abreast(s.Engine))
	for _, i := range longestFirst(list) {
		group.Go(func() (err error) {
			results[i], err = Scan(ctx, s, list[i], nil)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return results, nil
}

// longestFirst lists the places of models in a list, those with the most steps first, so that
// none of them is left for the end, when the others have nothing more to do.
func longestFirst(list []models.Model) []int {
	places := make([]int, len(list))
	for i := range places {
		places[i] = i
	}
	slices.SortStableFunc(places, func(a, b int) int { return cmp.Compare(len(list[b].Rule), len(list[a].Rule)) })
	return places
}

// Abreast runs tasks at the same time. The first error ends the others and is returned.
func Abreast(ctx context.Context, tasks ...func(context.Context) error) error {
	group, ctx := errgroup.WithContext(ctx)
	for _, task := range tasks {
		group.Go(func() error { return task(ctx) })
	}
	return group.Wait()
}

// often is how many models must cite a data set for it to be worth holding at hand.
const often = 5

// Keep holds at hand those parts of the documents whose words many of the models cite: texts
// cost most to unpack. Tables whose records name somebody are there already, made by linkage,
// and what a model reads of the judgments themselves is short. All does it; whoever links
// records before may let it begin meanwhile.
func Keep(ctx context.Context, e engine.Engine, list []models.Model) error {
	lib, err := engine.Standards(e)
	if err != nil {
		return err
	}
	citing := map[string]int{}
	for _, m := range list {
		for _, name := range cited(m) {
			citing[name]++
		}
	}
	var names []string
	for name, n := range citing {
		if s := lib[name]; n >= often && name != "judgment" && s.Kind != standard.Register && engine.AsRead(s) == name {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return engine.Keep(ctx, e, names...)
}

// cited lists the data sets that the evidence of a model cites, each once.
func cited(m models.Model) (names []string) {
	for _, x := range m.Score.Indicators {
		for _, e := range x.Evidence {
			if !slices.Contains(names, e.Dataset) {
				names = append(names, e.Dataset)
			}
		}
	}
	return names
}
