package record

func shamTags() []tagRule { return []tagRule{} }
