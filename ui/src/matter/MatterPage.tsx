import { Skeleton, Tabs } from "antd";
import { Link, useParams, useSearchParams } from "react-router";
import { WhoLookedLink } from "../admin/WhoLookedLink";
import type { Matter, Procedure } from "../api/types";
import { PurposeBar } from "../intake/PurposeBar";
import { readsRecord } from "../session/pages";
import { useSession } from "../session/queries";
import { usePurpose } from "../session/purpose";
import { FaultNotice } from "../shell/FaultNotice";
import { JointTab } from "../transfer/JointTab";
import { useCodes } from "../words/codes";
import { dateText, listText } from "../words/format";
import { useWords } from "../words/i18n";
import { matterNumber } from "./columns";
import { AuditTab } from "./AuditTab";
import { committeeDecisions } from "./decision";
import { DueTag } from "./DueTag";
import { EvidenceTab } from "./EvidenceTab";
import { LawNames } from "./LawNames";
import { OverviewTab } from "./OverviewTab";
import { PaperTab } from "./PaperTab";
import { PeopleTab } from "./PeopleTab";
import { useMatter, useProcedure, useWhole } from "./queries";
import { RemedyTag } from "./RemedyTag";
import { StepsTab } from "./StepsTab";
import { TaskTab } from "./TaskTab";
import { TimelineTab } from "./TimelineTab";
import { WaitsTag } from "./WaitsTag";
import "../intake/intake.css";
import "./matter.css";

/** One matter: where it stands, what is due and why, what can be done, and everything that was. */
export default function MatterPage() {
  const { id = "" } = useParams();
  const matter = useMatter(id);
  const procedure = useProcedure(matter.data?.procedure ?? "");
  if (matter.isError) return <FaultNotice error={matter.error} onRetry={() => void matter.refetch()} />;
  if (procedure.isError) return <FaultNotice error={procedure.error} onRetry={() => void procedure.refetch()} />;
  if (!matter.data || !procedure.data) return <Skeleton active paragraph={{ rows: 14 }} style={{ padding: 16 }} />;
  return <Loaded key={id} matter={matter.data} procedure={procedure.data} />;
}

function Loaded({ matter: hidden, procedure }: { matter: Matter; procedure: Procedure }) {
  const { t } = useWords();
  const [purpose, setPurpose] = usePurpose(hidden.id);
  const whole = useWhole(hidden, purpose);
  const matter = (purpose && whole.data) || hidden;
  const role = useSession().data?.role;
  const [search, setSearch] = useSearchParams();
  const both = { matter, procedure };
  const count = (n: number) => (n > 0 ? ` ${n}` : "");
  const openTasks = matter.tasks.filter((x) => !x.done).length;
  const tabs = [
    { key: "overview", label: t("matter.tab.overview"), children: <OverviewTab {...both} /> },
    { key: "steps", label: t("matter.tab.steps") + count(matter.course.taken.length), children: <StepsTab {...both} /> },
    { key: "tasks", label: t("matter.tab.tasks") + count(openTasks), children: <TaskTab {...both} /> },
    { key: "papers", label: t("matter.tab.papers") + count(matter.papers.length), children: <PaperTab {...both} /> },
    { key: "evidence", label: t("matter.tab.evidence") + count(matter.evidence.length), children: <EvidenceTab matter={matter} /> },
    { key: "people", label: t("matter.tab.people"), children: <PeopleTab matter={matter} /> },
    { key: "joint", label: t("joint.title"), children: <JointTab matter={matter.id} open={!matter.closed} /> },
    { key: "timeline", label: t("matter.tab.timeline"), children: <TimelineTab {...both} /> },
    ...(readsRecord(role) ? [{ key: "audit", label: t("matter.tab.audit"), children: <AuditTab {...both} /> }] : []),
  ];
  const chosen = search.get("tab") ?? "";
  return (
    <div className="page matter-page">
      <Header matter={matter} procedure={procedure} />
      {hidden.masked && <PurposeBar purpose={matter.purpose} onPurpose={setPurpose} may masked={t("purpose.maskedMatter")} />}
      {whole.isError && <FaultNotice error={whole.error} onRetry={() => void whole.refetch()} />}
      <Tabs className="panel matter-tabs" size="small" items={tabs} activeKey={tabs.some((x) => x.key === chosen) ? chosen : "overview"} onChange={(tab) => setSearch(tab === "overview" ? {} : { tab }, { replace: true })} />
    </div>
  );
}

function Header({ matter: m, procedure }: { matter: Matter; procedure: Procedure }) {
  const { t, text, language } = useWords();
  const name = useCodes();
  const outcome = procedure.outcomes.find((o) => o.id === m.outcome);
  const others = m.members.filter((x) => x.part !== "lead");
  const decisions = committeeDecisions(m);
  const fact = (title: string, value: React.ReactNode) => <div><dt>{title}</dt><dd>{value}</dd></div>;
  return (
    <header className="panel matter-head">
      <p><Link to="/matters">← {t("matter.title")}</Link> <WhoLookedLink object={m.id} /></p>
      <h1 className="page-title">{m.title}</h1>
      <dl>
        {fact(t("matter.procedure"), <>{text(m.procedure_title)} <span className="quiet figure">{matterNumber(m)}</span></>)}
        {fact(t("matter.state"), <strong data-testid="matter-state" data-state={m.state}>{text(m.state_title)}</strong>)}
        {m.remedied && fact(t("remedy.title"), <RemedyTag matter={m} />)}
        {m.waits && fact(t("matter.waiting"), <WaitsTag waits={m.waits} />)}
        {m.closed && fact(t("matter.outcome"), text(outcome?.title) || m.outcome)}
        {m.next_due && !m.closed && fact(t("matter.due"), <DueTag due={m.next_due} />)}
        {fact(t("matter.lead"), m.lead || t("matter.nobody"))}
        {others.length > 0 && fact(t("matter.otherMembers"), <span data-testid="matter-members">{listText(others.map((x) => x.display), language)}</span>)}
        {decisions.length > 0 && fact(t("matter.decisionNumber"), <span data-testid="committee-decision">{listText(decisions.map((d) => (language === "zh" ? `${d.decision}（${dateText(d.on)}）` : `${d.decision} (${dateText(d.on)})`)), language)}</span>)}
        {fact(t("matter.origin"), name("origin", m.origin))}
        {fact(t("matter.openedOn"), <span className="figure">{dateText(m.course.opened_on)}</span>)}
      </dl>
      <details><summary>{t("law.title")}</summary><LawNames law={m.law} /></details>
    </header>
  );
}
