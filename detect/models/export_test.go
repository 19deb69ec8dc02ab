package models

// CompileWhole is Compile with all columns carried along and all rows told apart by all
// that they say.
func CompileWhole(m Model, t Target) Plan {
	b := newBuilder(m, t)
	b.model()
	parts, answer := b.parts()
	return Plan{b.stages, parts, answer, b.demands, b.params}
}
