// A stand-in for the server while the interface is being drawn: invented data in the
// shape of the contract, and the built interface from ../web/dist. Not part of the build.
//   [MOCK=slow|empty|broken] node dev/mock.mjs [port]
import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { clues, documents, models, reasons } from "./invented.mjs";

const port = Number(process.argv[2] ?? 8420);
const mode = process.env.MOCK ?? "";
const dist = fileURLToPath(new URL("../../web/dist/", import.meta.url));
const states = ["found", "screening", "accepted", "dismissed", "transferred"];
const moves = { found: ["screening", "dismissed"], screening: ["accepted", "dismissed", "transferred", "found"], accepted: [], dismissed: ["screening"], transferred: [] };
const accounts = [
  { name: "ban", password: "demo-ban", display: "林办案", role: "handler" },
  { name: "fen", password: "demo-fen", display: "苏分析", role: "analyst" },
  { name: "ling", password: "demo-ling", display: "周主任", role: "leader" },
];
const account = (a) => ({ id: "u-" + a.name, name: a.name, display: a.display, role: a.role, office: "云溪县人民检察院", demo: true });
const all = mode === "empty" ? [] : clues;
const failures = new Map();

const problem = (status, kind, title) => ({ status, body: { type: "about:blank", title, status, kind, request_id: "r-000123" } });
const count = (rows) => Object.fromEntries(states.map((s) => [s, rows.filter((c) => c.state === s).length]));
const row = (c) => ({ ...c.row, state: c.state, state_version: c.version, reopened: c.reopened, reason: c.reason, changed_at: c.changedAt });
const full = (c) => ({ ...row(c), ...c.detail, moves: moves[c.state], history: c.history });

function list(q) {
  const has = (name, value) => !q.get(name) || q.get(name).split(",").includes(value);
  const words = q.get("q") ?? "";
  const rows = all.filter((c) =>
    has("model", c.row.model) && has("subject_kind", c.row.subject.kind) && c.row.risk >= Number(q.get("min_risk") ?? 0) &&
    c.row.courts.some((x) => x.includes(q.get("court") ?? "")) &&
    (c.row.subject.name.includes(words) || c.row.courts.some((x) => x.includes(words)) || c.detail.case_numbers.some((x) => x.includes(words))));
  const shown = rows.filter((c) => has("state", c.state));
  const sort = q.get("sort") ?? "-risk";
  const value = (c) => (sort.endsWith("subject") ? c.row.subject.name : row(c)[sort.replace("-", "")]);
  shown.sort((a, b) => (value(a) < value(b) ? -1 : 1) * (sort.startsWith("-") ? -1 : 1));
  const [from, limit] = [Number(q.get("cursor") ?? 0), Number(q.get("limit") ?? 50)];
  const next = from + limit < shown.length ? String(from + limit) : null;
  return { items: shown.slice(from, from + limit).map(row), next, total: shown.length, counts: count(rows) };
}

function overview() {
  return {
    snapshot: all.length ? "s-20260304-7f3a91c2" : "", imported_at: "2026-03-04T08:12:00Z",
    documents: documents.size, defects: 17, models: models.length, clues: count(all),
    risk: Array.from({ length: 10 }, (_, i) => ({ from: i / 10, to: (i + 1) / 10, clues: all.filter((c) => Math.min(Math.floor(c.row.risk * 10), 9) === i).length })),
    by_model: models.map((m) => ({ model: m.id, title: m.title, clues: all.filter((c) => c.row.model === m.id).length })),
  };
}

function move(c, body, who) {
  if (body.version !== c.version || !moves[c.state].includes(body.to)) return problem(409, "conflict", "这条线索刚被他人修改。");
  if (body.to === "dismissed" && (!body.reason || [...body.note.trim()].length < 4)) return problem(422, "invalid", "认定不成立须有理由和说明。");
  c.history.push({ at: new Date().toISOString(), by: who.display, from: c.state, to: body.to, reason: body.reason, note: body.note, kind: "move" });
  Object.assign(c, { state: body.to, version: c.version + 1, reason: body.reason, changedAt: new Date().toISOString() });
  return { status: 200, body: full(c) };
}

function signIn({ name, password }) {
  if ((failures.get(name) ?? 0) >= 10) return problem(429, "too_many", "失败次数过多。");
  const who = accounts.find((a) => a.name === name && a.password === password);
  if (who) return { status: 200, body: account(who), cookie: name };
  failures.set(name, (failures.get(name) ?? 0) + 1);
  return problem(401, "denied", "用户名或密码不正确。");
}

function answer(method, url, body, cookie) {
  const who = accounts.find((a) => cookie.includes("mingjian_session=" + a.name));
  const path = url.pathname.replace(/^\/api/, "");
  if (path === "/demo") return { status: 200, body: { accounts } };
  if (path === "/session" && method === "POST") return signIn(body);
  if (path === "/session" && method === "DELETE") return { status: 204, cookie: "" };
  if (!who) return problem(401, "denied", "请先登录。");
  if (path === "/session") return { status: 200, body: account(who) };
  if (mode === "broken" && path !== "/overview") return problem(500, "internal", "");
  if (path === "/overview") return { status: 200, body: overview() };
  if (path === "/clues") return { status: 200, body: list(url.searchParams) };
  if (path === "/reasons") return { status: 200, body: { items: reasons } };
  if (path === "/models") return { status: 200, body: { items: models } };
  const [, kind, id, rest] = path.split("/").map(decodeURIComponent);
  if (kind === "models") return found(models.find((m) => m.id === `${id}/${rest}`));
  if (kind === "judgments") return found(documents.get(id));
  const clue = all.find((c) => c.row.id === id);
  if (kind === "clues" && clue && rest === "moves") return move(clue, body, who);
  return found(kind === "clues" && clue ? full(clue) : undefined);
}

const found = (body) => (body ? { status: 200, body } : problem(404, "not_found", "没有找到。"));
const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };

createServer(async (request, response) => {
  const url = new URL(request.url, "http://localhost");
  if (!url.pathname.startsWith("/api/")) {
    const wanted = join(dist, normalize(url.pathname));
    const file = extname(wanted) && existsSync(wanted) ? wanted : join(dist, "index.html");
    response.writeHead(200, { "Content-Type": types[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
    return;
  }
  const sent = [];
  for await (const piece of request) sent.push(piece);
  if (mode === "slow") await new Promise((done) => setTimeout(done, 3000));
  const asked = sent.length ? JSON.parse(Buffer.concat(sent)) : {};
  const { status, body, cookie } = answer(request.method, url, asked, request.headers.cookie ?? "");
  if (cookie !== undefined) response.setHeader("Set-Cookie", `mingjian_session=${cookie}; Path=/; HttpOnly; SameSite=Strict`);
  response.writeHead(status, { "Content-Type": status < 400 ? "application/json" : "application/problem+json" });
  response.end(body && JSON.stringify(body));
}).listen(port, "127.0.0.1", () => console.log(`http://127.0.0.1:${port}`));
