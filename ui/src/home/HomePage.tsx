import { Skeleton, Tag } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { ClueRow, DraftRow, Due, MatterRow, Notice, Task, WaitingPaper } from "../api/types";
import { RiskFigure } from "../clue/RiskFigure";
import { StateTag } from "../clue/StateTag";
import { DueTag } from "../matter/DueTag";
import { addDays, today } from "../matter/clock";
import { useDue, useMatters, useTasks, useWaitingPapers } from "../matter/queries";
import { WaitsTag } from "../matter/WaitsTag";
import { opensMatters } from "../session/pages";
import { useSession } from "../session/queries";
import { FaultNotice } from "../shell/FaultNotice";
import { useModels } from "../model/queries";
import { useCodes } from "../words/codes";
import { dateText, timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { useDrafts } from "../draft/queries";
import { useCluesOf, useReturned } from "./queries";
import "../clue/clue.css";
import "./home.css";

/** How many rows a block shows; its title leads to the others. */
const shown = 6;

/** Where the day begins: what presses, what is mine, what waits for me, what changed. */
export default function HomePage() {
  const { t } = useWords();
  const me = useSession().data;
  const handles = opensMatters(me?.role);
  return (
    <div className="page home" data-testid="home">
      <h1 className="page-title">{t("home.greeting", { name: me?.display ?? "" })}</h1>
      <div className="home-grid">
        {handles && <DueBlock />}
        {me?.role === "leader" && <WaitingBlock />}
        {me?.role === "leader" && <PapersBlock />}
        {me?.role === "leader" && <DraftsBlock />}
        {handles && <IssuedBlock />}
        {handles && <Returned />}
        <MyClues />
        {handles && <MyMatters />}
        {handles && <MyTasks />}
        <NewClues />
        <ChangedClues />
        {handles && <ChangedMatters />}
      </div>
    </div>
  );
}

interface Query<T> {
  data?: { items: T[]; next?: string | null } | undefined;
  isPending: boolean;
  isError: boolean;
  error: unknown;
  refetch: () => unknown;
}

/** One block of the page: its title leads to the whole list. */
function Block<T>({ id, title, to, query, none, row }: { id: string; title: string; to: string; query: Query<T>; none: string; row: (x: T) => ReactNode }) {
  const items = query.data?.items ?? [];
  const empty = query.data !== undefined && items.length === 0;
  return (
    <section className={`panel home-block${empty ? " home-empty" : ""}`} data-testid={`home-${id}`} aria-labelledby={`home-${id}`}>
      <h2 id={`home-${id}`}><Link to={to}>{title}</Link> {query.data && <span className="quiet figure">{items.length}{query.data.next ? "+" : ""}</span>}</h2>
      {query.isError && <FaultNotice error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton active paragraph={{ rows: 2 }} style={{ padding: 12 }} />}
      {empty && <p className="quiet panel-body">{none}</p>}
      <ul>{items.map(row)}</ul>
    </section>
  );
}

function DueBlock() {
  const { t, text } = useWords();
  const due = useDue({ mine: true, to: addDays(today(), 3), limit: shown });
  return (
    <Block<Due>
      id="due" title={t("home.due")} to="/matters/calendar?mine=true" query={due} none={t("home.noneDue")}
      row={(d) => <li key={d.matter + d.n}><Link className="due-what" to={`/matters/${d.matter}`}>{text(d.title)}</Link> <DueTag due={d.due} />{d.urgent && <Tag color="red" className="urgent-tag">{t("matter.urgent")}</Tag>}<p className="quiet">{d.matter_title}</p></li>}
    />
  );
}

function WaitingBlock() {
  const { t } = useWords();
  const matters = useMatters({ waits: "leader", limit: shown });
  return <Block<MatterRow> id="waiting" title={t("home.waiting")} to="/matters/approvals" query={matters} none={t("matter.nothingWaits")} row={(m) => <Matter key={m.id} matter={m} />} />;
}

/** Papers that wait for a leader's approval; those they drafted themselves wait for another leader. */
function PapersBlock() {
  const { t } = useWords();
  const papers = useWaitingPapers({ state: "review", limit: shown });
  const others = { ...papers, data: papers.data && { ...papers.data, items: papers.data.items.filter((p) => !p.own) } };
  return <Block<WaitingPaper> id="papers" title={t("home.papers")} to="/matters/approvals" query={others} none={t("matter.noPaperWaits")} row={(p) => <PaperRow key={p.paper} paper={p} />} />;
}

/** Papers of one's own matters that are approved and wait for the seal, or sealed and wait for service. */
function IssuedBlock() {
  const { t } = useWords();
  const approved = useWaitingPapers({ state: "approved", limit: shown });
  const sealed = useWaitingPapers({ state: "sealed", limit: shown });
  const items = [...(approved.data?.items ?? []), ...(sealed.data?.items ?? [])];
  const both: Query<WaitingPaper> = {
    data: approved.data && sealed.data && { items: items.slice(0, shown), next: items.length > shown ? "more" : (approved.data.next ?? sealed.data.next) },
    isPending: approved.isPending || sealed.isPending, isError: approved.isError || sealed.isError, error: approved.error ?? sealed.error,
    refetch: () => Promise.all([approved.refetch(), sealed.refetch()]),
  };
  return <Block<WaitingPaper> id="issued" title={t("home.issued")} to="/matters/approvals" query={both} none={t("matter.noPaperWaits")} row={(p) => <PaperRow key={p.paper} paper={p} />} />;
}

function PaperRow({ paper: p }: { paper: WaitingPaper }) {
  const { text } = useWords();
  const name = useCodes();
  return <li><Link to={`/matters/${p.matter}?tab=papers`}>{text(p.title)}</Link> {p.state !== "review" && <span className="quiet">{name("paperState", p.state)}</span>}<p className="quiet">{p.matter_title} · {p.by} <span className="figure">{timeText(p.made_at)}</span></p></li>;
}

/** Models that were submitted and wait for who did not write them. */
function DraftsBlock() {
  const { t, text } = useWords();
  const drafts = useDrafts();
  const models = useModels();
  const waiting = { ...drafts, data: drafts.data && { items: drafts.data.filter((d) => d.moves.includes("approved")).slice(0, shown) } };
  return (
    <Block<DraftRow>
      id="drafts" title={t("home.drafts")} to="/matters/approvals" query={waiting} none={t("matter.nothingWaits")}
      row={(d) => <li key={d.id}><Link to={`/drafts/${d.id}`}>{text(models.data?.find((m) => m.id === d.model)?.title) || d.model}</Link><p className="quiet">{d.maker} · <span className="figure">{timeText(d.changed_at)}</span></p></li>}
    />
  );
}

/** What the person proposed or drafted and was given back, until they have read it. */
function Returned() {
  const { t, text } = useWords();
  const notices = useReturned();
  return (
    <Block<Notice>
      id="returned" title={t("home.returned")} to="/matters?which=mine" query={notices} none={t("home.noReturned")}
      row={(n) => <li key={n.id}><Link to={`/matters/${n.matter}`}>{n.matter_title}</Link><p className="quiet">{text(n.says)} <span className="figure">{timeText(n.made_at)}</span></p></li>}
    />
  );
}

/** since keeps of a list, the last changed first, what changed since yesterday began. */
function since<T extends { changed_at: string }>(query: Query<T>): Query<T> {
  const from = addDays(today(), -1);
  if (!query.data) return query;
  const items = query.data.items.filter((x) => dateText(x.changed_at) >= from);
  return { ...query, data: { items, next: items.length < query.data.items.length ? null : query.data.next } };
}

function MyMatters() {
  const { t } = useWords();
  const matters = useMatters({ mine: true, limit: shown });
  return <Block<MatterRow> id="matters" title={t("home.matters")} to="/matters?which=mine" query={matters} none={t("home.noMatters")} row={(m) => <Matter key={m.id} matter={m} />} />;
}

function ChangedMatters() {
  const { t } = useWords();
  const matters = useMatters({ sort: "-changed_at", limit: shown });
  return <Block<MatterRow> id="changed-matters" title={t("home.changedMatters")} to="/matters" query={since(matters)} none={t("home.unchanged")} row={(m) => <Matter key={m.id} matter={m} changed />} />;
}

function Matter({ matter: m, changed = false }: { matter: MatterRow; changed?: boolean }) {
  const { text } = useWords();
  return (
    <li>
      <Link to={`/matters/${m.id}`}>{m.title}</Link> <WaitsTag waits={m.waits} /> {!changed && m.next_due && <DueTag due={m.next_due} />}
      <p className="quiet">{text(m.procedure_title)} · {text(m.state_title)} {changed && <span className="figure">{timeText(m.changed_at)}</span>}</p>
    </li>
  );
}

function MyTasks() {
  const { t, text } = useWords();
  const tasks = useTasks({ mine: true, limit: shown });
  return (
    <Block<Task>
      id="tasks" title={t("home.tasks")} to="/matters?which=mine" query={tasks} none={t("matter.noTask")}
      row={(x) => <li key={x.id}><Link to={`/matters/${x.matter}?tab=tasks`}>{text(x.title)}</Link> {x.due && <DueTag due={x.due} />}<p className="quiet">{x.matter_title}</p></li>}
    />
  );
}

function MyClues() {
  const { t } = useWords();
  const clues = useCluesOf({ holder: "me", sort: "-changed_at", limit: shown });
  return <Block<ClueRow> id="clues" title={t("home.clues")} to="/clues?holder=me&sort=-changed_at" query={clues} none={t("home.noClues")} row={(c) => <Clue key={c.id} clue={c} />} />;
}

function NewClues() {
  const { t } = useWords();
  const clues = useCluesOf({ state: ["found"], sort: "-risk", free: true, limit: shown });
  return <Block<ClueRow> id="new-clues" title={t("home.newClues")} to="/clues?state=found" query={clues} none={t("home.noNewClues")} row={(c) => <Clue key={c.id} clue={c} />} />;
}

function ChangedClues() {
  const { t } = useWords();
  const clues = useCluesOf({ sort: "-changed_at", limit: shown });
  return <Block<ClueRow> id="changed-clues" title={t("home.changedClues")} to="/clues?sort=-changed_at" query={since(clues)} none={t("home.unchanged")} row={(c) => <Clue key={c.id} clue={c} changed />} />;
}

function Clue({ clue: c, changed = false }: { clue: ClueRow; changed?: boolean }) {
  const { t, text } = useWords();
  return (
    <li>
      <Link to={`/clues/${c.id}`}>{c.subject.name}</Link> <RiskFigure risk={c.risk} /> {changed && <StateTag state={c.state} reopened={c.reopened} stale={c.stale} />}
      <p className="quiet">{text(c.model_title)} {changed && <span className="figure">{timeText(c.changed_at)}</span>} {c.news > 0 && t("home.news", { n: c.news })}</p>
    </li>
  );
}
