// What stands in a model and how a person fills it in: every field of every operator, of the parameters, the score and what is
// no wrong. What has no field here is written as YAML. Pure.

/** A Kind is how a field is filled in. A list of codes is a choice among them. */
export type Kind =
  | "text" | "long" | "words" | "number" | "value" | "scalar" | "yesno" | "texts"
  | "condition" | "expression" | "column" | "columns" | "pairs" | "expressions" | "table" | "tables" | "aggregates"
  | "measure" | "dataset" | "law" | "scalars" | "listOfRows" | readonly string[];

/** A Field is one of them. */
export interface Field {
  name: string;
  as: Kind | Spec;
  /** The field of the same thing that names the table whose columns are meant; from, where there is one, is not said. */
  of?: string;
  /** Its words, where the same name means something else elsewhere. */
  label?: string;
  /** Conditions that may use what join takes. */
  taken?: boolean;
}

/** A Spec is the fields of one thing of a list. */
export interface Spec {
  /** Where the words of its fields are. */
  fields: readonly Field[];
  /** What a new one begins with. */
  blank: (n: number) => Record<string, unknown>;
  /** What has no field are rows of data sets. */
  rows?: boolean;
}

const field = (name: string, as: Field["as"], more: Partial<Field> = {}): Field => ({ name, as, ...more });

/** The units of measures and parameters. */
export const units = ["cases", "share", "yuan", "days", "months", "years", "people", "records"] as const;
const takes = ["rows", "distinct", "sum", "min", "max", "median", "share", "list"] as const;
/** What an aggregate of a tally or a window may take. */
export const aggregates = takes;

const from = field("from", "table");
const grouped = field("by", "columns");
const pairing = [field("with", "table"), field("on", "pairs"), field("take", "pairs")] as const;

/** The fields of every operator. */
export const operators: Record<string, readonly Field[]> = {
  filter: [from, field("where", "condition")],
  join: [from, ...pairing, field("where", "condition", { taken: true }), field("optional", "yesno"), field("once", "yesno"), field("most", "value")],
  missing: [from, ...pairing, field("where", "condition", { taken: true })],
  union: [field("of", "tables")],
  derive: [from, field("set", "expressions"), field("keep", "columns")],
  first: [from, grouped, field("order", "columns")],
  tally: [from, grouped, field("set", "aggregates")],
  window: [from, grouped, field("on", "column", { label: "day" }), field("days", "value"), field("set", "aggregates")],
  concentrate: [from, field("whole", "columns"), field("part", "columns"), field("of", "column")],
  near: [
    from, field("id", "column"), field("within", "columns"), field("bands", "table"), field("passages", "table"), field("least", "value"), field("most", "value"), field("each", "yesno"),
    field("common.over", "table"), field("common.id", "column", { of: "common.over" }), field("common.of", "column", { of: "common.over" }), field("common.most", "value"),
  ],
  connect: [from, field("id", "column"), field("edges", "table"), field("as", "text"), field("most", "value"), field("size", "value")],
  community: [from, field("id", "column"), field("edges", "table"), field("weight", "column", { of: "edges" }), field("as", "text"), field("rounds", "value"), field("most", "value")],
  reach: [
    from, field("start", "column"), field("to", "column"), field("edges", "table"), field("kind", "column", { of: "edges" }), field("record", "column", { of: "edges" }),
    field("oneway", "yesno"), field("within", "value", { label: "steps" }), field("most", "value"),
  ],
  cycle: [
    from, field("payer", "column"), field("payee", "column"), field("on", "column", { label: "day" }), field("amount", "column"), field("id", "column"),
    field("days", "value"), field("tolerance", "value"), field("longest", "value"), field("unordered", "yesno"), field("most", "value"),
  ],
  overlap: [from, field("span", "columns"), field("with", "table"), field("other", "columns", { of: "with" }), field("on", "pairs"), field("take", "pairs"), field("days", "value")],
};

export const basis: Spec = {
  fields: [field("law", "law"), field("version", "text"), field("article", "text")],
  blank: () => ({ law: "", version: "", article: "" }),
};

export const parameter: Spec = {
  fields: [
    field("id", "text"), field("title", "words"), field("type", ["integer", "number", "text", "boolean", "date", "texts"]), field("default", "scalar"),
    field("min", "number"), field("max", "number"), field("unit", units), field("source", "text"),
  ],
  blank: (n) => ({ id: `p${n}`, title: { zh: "", en: "" }, type: "integer", default: 1 }),
};

export const measure: Spec = {
  fields: [
    field("id", "text"), field("over", "table"), field("take", ["cases", ...takes]), field("of", "column", { of: "over" }), field("where", "condition", { of: "over" }),
    field("among", "condition", { of: "over" }), field("is", "expression"), field("unit", units),
  ],
  blank: (n) => ({ id: `m${n}`, take: "cases", unit: "cases" }),
};

export const evidence: Spec = {
  fields: [
    field("from", "table"), field("where", "condition"), field("dataset", "dataset"), field("record", "column"), field("field", "column", { of: "dataset" }),
    field("kind", "texts"), field("match", "pairs"),
  ],
  blank: () => ({ dataset: "judgment", field: "case_no" }),
};

export const indicator: Spec = {
  fields: [
    field("id", "text"), field("title", "words"), field("weight", "number"), field("value", "measure"), field("from", "value", { label: "rises" }), field("full", "value"),
    field("group", "text"), field("source", "text"), field("says", "words"), field("evidence", evidence),
  ],
  blank: (n) => ({ id: `i${n}`, title: { zh: "", en: "" }, weight: 0.1, value: "", from: 0, full: 1, says: { zh: "", en: "" } }),
};

export const exclusion: Spec = {
  fields: [field("id", "text"), field("title", "words"), field("when", "condition", { of: "measures" }), field("says", "words"), field("checked", "words")],
  blank: (n) => ({ id: `e${n}`, title: { zh: "", en: "" }, when: "", says: { zh: "", en: "" }, checked: { zh: "", en: "" } }),
};

export const against: Spec = {
  fields: [field("id", "text"), field("kind", ["fact", "missing"]), field("when", "condition", { of: "measures" }), field("says", "words")],
  blank: (n) => ({ id: `a${n}`, kind: "fact", says: { zh: "", en: "" } }),
};

/** What a model is called, harms and rests on. */
export const card: readonly Field[] = [
  field("title", "words"), field("harm", "words"), field("point", "words"), field("summary", "words"), field("inputs", "texts"),
  field("family", "text"), field("depends", "texts"), field("yield.prior", "number"), field("yield.source", "text"),
];

/** Who else acts in the cases. */
export const actor: Spec = {
  fields: [from, field("id", "column"), field("name", "column")],
  blank: () => ({ id: "", name: "" }),
};

/** Whom the score is about. */
export const score: readonly Field[] = [
  field("over", "table"), field("subject.id", "column", { of: "over" }), field("subject.name", "column", { of: "over" }), field("subject.kind", "column", { of: "over" }),
  ...["key", "number", "document", "court", "amount", "from", "to"].map((name) => field(`case.${name}`, "column", { of: "over" })),
  field("actors", actor),
];

/** The lists of a model and where they stand. */
export const lists = {
  basis: { path: ["basis"], spec: basis },
  parameters: { path: ["parameters"], spec: parameter },
  measures: { path: ["score", "measures"], spec: measure },
  indicators: { path: ["score", "indicators"], spec: indicator },
  exclusions: { path: ["exclusions"], spec: exclusion },
  against: { path: ["against"], spec: against },
} as const;

/** The kinds that every model must have a case of. */
export const kinds = ["hit", "miss", "boundary", "look-alike", "missing"] as const;

const want: Spec = {
  fields: [
    field("subject", "text"), field("min", "number"), field("max", "number"), field("cases", "number", { label: "caseCount" }),
    field("indicators", "texts"), field("absent", "texts"), field("against", "texts"),
  ],
  blank: () => ({ subject: "", min: 0, max: 1 }),
};

const block: Spec = {
  fields: [field("repeat", "number"), field("first", "number"), field("every", "number"), field("judgment", "scalars", { of: "judgment" })],
  blank: () => ({ judgment: { case_no: "" }, party: [{ role: "plaintiff", side: "claiming", name: "" }] }),
  rows: true,
};

/** A case: what is given and who must be found. */
export const caseSpec: Spec = {
  fields: [
    field("name", "long", { label: "caseName" }), field("kind", kinds, { label: "caseKind" }), field("as_of", "scalar"), field("params", "scalars"),
    field("given", block), field("want", want), field("excluded", "texts"),
  ],
  blank: (n) => ({ name: `case ${n}`, kind: "hit", given: [block.blank(1)], want: [] }),
};
