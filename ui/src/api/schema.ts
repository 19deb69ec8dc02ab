// The HTTP contract in the shape that openapi-typescript writes. `npm run api` replaces
// this file with one generated from ui/openapi.json (saved from GET /api/openapi.json).
// Everything else in the interface takes its types from ./types, which reads only `paths`,
// so the names of the schemas below do not matter.

type Json<T> = { headers: Record<string, unknown>; content: { "application/json": T } };
type Fails = { headers: Record<string, unknown>; content: { "application/problem+json": Problem } };
type Nothing = { headers: Record<string, unknown>; content?: never };
type Asks<Q = never, P = never> = { query?: Q; header?: never; path?: P; cookie?: never };

interface Problem {
  type: string;
  title: string;
  status: number;
  kind: string;
  request_id: string;
}

interface Text {
  zh: string;
  en: string;
}

interface Account {
  id: string;
  name: string;
  display: string;
  role: "handler" | "analyst" | "leader" | "admin";
  office: string;
  demo: boolean;
}

type State = "found" | "screening" | "accepted" | "dismissed" | "transferred";
type Counts = Record<State, number>;

interface Overview {
  snapshot: string;
  imported_at: string;
  documents: number;
  defects: number;
  models: number;
  clues: Counts;
  risk: { from: number; to: number; clues: number }[];
  by_model: { model: string; title: Text; clues: number }[];
}

interface ClueRow {
  id: string;
  model: string;
  model_title: Text;
  model_version: number;
  snapshot: string;
  subject: { kind: string; id: string; name: string };
  risk: number;
  state: State;
  state_version: number;
  cases: number;
  courts: string[];
  amount: number;
  from: string;
  to: string;
  top: { id: string; title: Text; says: Text; share: number }[];
  against: number;
  found_at: string;
  changed_at: string;
  reopened: boolean;
  reason: string;
}

interface Indicator {
  id: string;
  title: Text;
  weight: number;
  degree: number;
  share: number;
  value: number;
  threshold: number;
  full: number;
  unit: string;
  says: Text;
  source: string;
}

interface Clue extends Omit<ClueRow, "against"> {
  summary: Text;
  case_numbers: string[];
  indicators: Indicator[];
  records: {
    indicator: string;
    dataset: string;
    record_id: string;
    field: string;
    value: string;
    span: number[] | null;
  }[];
  against: { id: string; kind: "checked" | "fact" | "missing"; says: Text }[];
  law: {
    law: string;
    version: string;
    article: string;
    text: string;
    in_force: string;
    status: "in_force" | "repealed" | "unverified";
  }[];
  documents: {
    id: string;
    case_no: string;
    court: string;
    doc_type: string;
    procedure: string;
    cause: string;
    decided_on: string;
    filed_on: string;
    outcome: string;
    claim_amount: number | null;
    parties: { role: string; side: string; name: string; kind: string }[];
  }[];
  subject_risk: { risk: number; models: { model: string; title: Text; clue: string; risk: number }[] };
  command: string;
  model_card: { id: string; version: number; title: Text; harm: Text; exclusions: Text[]; precision_note: Text };
  moves: State[];
  history: {
    at: string;
    by: string;
    from: string;
    to: string;
    reason: string;
    note: string;
    kind: "move" | "found" | "facts";
  }[];
}

interface JudgmentText {
  id: string;
  text: string;
  judgment: {
    id: string;
    case_no?: string;
    court?: string;
    sections?: { kind: string; span: number[] | null }[];
    defects?: { field: string; code: string; says: string; span: number[] | null }[];
  };
  source: string;
  snapshot: string;
}

interface JudgmentRow {
  id: string;
  case_no: string;
  court: string;
  cause: string;
  decided_on: string;
  doc_type: string;
  procedure: string;
  outcome: string;
}

interface ModelCard {
  id: string;
  version: number;
  branch: string;
  title: Text;
  harm: Text;
  point: Text;
  precision_note: Text;
  basis: { law: string; version: string; article: string }[];
  inputs: string[];
  parameters: {
    id: string;
    title: Text;
    type: string;
    default: number | string | boolean;
    min: number | null;
    max: number | null;
    unit: string;
    source: string;
  }[];
  indicators: { id: string; title: Text; weight: number; source: string }[];
  exclusions: { id: string; title: Text; says: Text }[];
  yaml: string;
  clues: number;
}

export interface paths {
  "/api/session": {
    get: { parameters: Asks; responses: { 200: Json<Account>; default: Fails } };
    post: {
      parameters: Asks;
      requestBody: { content: { "application/json": { name: string; password: string } } };
      responses: { 200: Json<Account>; default: Fails };
    };
    delete: { parameters: Asks; responses: { 204: Nothing; default: Fails } };
  };
  "/api/demo": {
    get: {
      parameters: Asks;
      responses: {
        200: Json<{ accounts: { name: string; password: string; display: string; role: Account["role"] }[] }>;
        default: Fails;
      };
    };
  };
  "/api/overview": { get: { parameters: Asks; responses: { 200: Json<Overview>; default: Fails } } };
  "/api/clues": {
    get: {
      parameters: Asks<{
        cursor?: string;
        limit?: number;
        sort?: string;
        state?: string;
        model?: string;
        court?: string;
        subject_kind?: string;
        min_risk?: number;
        q?: string;
      }>;
      responses: {
        200: Json<{ items: ClueRow[]; next: string | null; total: number; counts: Counts }>;
        default: Fails;
      };
    };
  };
  "/api/clues/{id}": {
    get: { parameters: { path: { id: string } }; responses: { 200: Json<Clue>; default: Fails } };
  };
  "/api/clues/{id}/moves": {
    post: {
      parameters: { path: { id: string } };
      requestBody: { content: { "application/json": { to: State; reason: string; note: string; version: number } } };
      responses: { 200: Json<Clue>; default: Fails };
    };
  };
  "/api/reasons": {
    get: {
      parameters: Asks;
      responses: { 200: Json<{ items: { code: string; title: Text; for: string }[] }>; default: Fails };
    };
  };
  "/api/judgments": {
    get: {
      parameters: Asks<{ cursor?: string; limit?: number; q?: string; court?: string; cause?: string }>;
      responses: { 200: Json<{ items: JudgmentRow[]; next: string | null; total: number }>; default: Fails };
    };
  };
  "/api/judgments/{id}": {
    get: { parameters: { path: { id: string } }; responses: { 200: Json<JudgmentText>; default: Fails } };
  };
  "/api/models": { get: { parameters: Asks; responses: { 200: Json<{ items: ModelCard[] }>; default: Fails } } };
  "/api/models/{branch}/{name}": {
    get: {
      parameters: { path: { branch: string; name: string } };
      responses: { 200: Json<ModelCard>; default: Fails };
    };
  };
}
