import { ExpandOutlined, RedoOutlined, UndoOutlined } from "@ant-design/icons";
import { Alert, Button, Skeleton, Slider, Tabs } from "antd";
import { lazy, Suspense, useCallback, useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import type { Network, NetworkEdge, NetworkQuestion } from "../api/types";
import { PurposeBar } from "../intake/PurposeBar";
import { FaultNotice } from "../shell/FaultNotice";
import { countText } from "../words/format";
import { useWords } from "../words/i18n";
import { EvidenceDrawer } from "./EvidenceDrawer";
import { ExhibitForm } from "./ExhibitForm";
import { NodeCard } from "./NodeCard";
import { NodeTable } from "./NodeTable";
import { edgeKey, kindsOf, months, nameOf, next, questionOf, within } from "./picture";
import { useDraw, useNetwork } from "./queries";
import { RelationTable } from "./RelationTable";
import { Said } from "./Said";
import { StartForm } from "./StartForm";
import { useSays } from "./useSays";
import "../intake/intake.css";
import "./network.css";

const Canvas = lazy(() => import("./Canvas"));

/** A network: what surrounds a clue, a matter or a subject, or the answer to a question. */
export default function NetworkPage() {
  const { t } = useWords();
  const [params, setParams] = useSearchParams();
  const question = useMemo(() => questionOf(params), [params]);
  const first = useNetwork(question);
  return (
    <div className="page network-page" data-testid="network">
      <h1 className="page-title">{t("network.title")}</h1>
      <StartForm key={params.toString()} params={params} onAsk={setParams} />
      {!question && <div className="panel notice"><h2>{t("network.begin")}</h2><p>{t("network.beginSays")}</p></div>}
      {first.isError && <FaultNotice error={first.error} onRetry={() => void first.refetch()} />}
      {question && first.isPending && <Skeleton active paragraph={{ rows: 12 }} />}
      {question && first.data && <Drawn key={params.toString()} question={question} first={first.data} />}
    </div>
  );
}

/** What was drawn one after the other, and where in that the person is. */
interface Course {
  views: { view: Network; opened: string[] }[];
  at: number;
}

function Drawn({ question, first }: { question: NetworkQuestion; first: Network }) {
  const { t } = useWords();
  const [course, setCourse] = useState<Course>({ views: [{ view: first, opened: [] }], at: 0 });
  const [hidden, setHidden] = useState<Set<string>>(new Set());
  const [noKinds, setNoKinds] = useState<Set<string>>(new Set());
  const [span, setSpan] = useState<[number, number]>();
  const [chosen, setChosen] = useState<string>();
  /** How often a node was chosen: each time its card comes forward and takes the focus. */
  const [choices, setChoices] = useState(0);
  const [shown, setShown] = useState<NetworkEdge>();
  const [purpose, setPurpose] = useState("");
  const [tab, setTab] = useState("said");
  const [fit, setFit] = useState(0);
  const draw = useDraw();
  const { view, opened } = course.views[course.at] ?? { view: first, opened: [] };

  const push = (after: Network, nowOpened: string[]) => setCourse((c) => ({ views: [...c.views.slice(0, c.at + 1), { view: after, opened: nowOpened }], at: c.at + 1 }));
  const ask = (more: Partial<NetworkQuestion>, nowOpened: string[], why = purpose) =>
    draw.mutate({ ...next(question, view, opened, more), purpose: why || undefined }, { onSuccess: (after) => push({ ...after, path: view.path, rings: view.rings, whole: view.whole }, nowOpened) });
  const open = (node: string, kinds?: string[]) => ask({ open: kinds ? { node, kinds } : { node } }, [...opened, node]);
  const say = (why: string) => {
    setPurpose(why);
    ask({}, opened, why);
  };
  const moved = useCallback((id: string, x: number, y: number) => {
    setCourse((c) => ({ ...c, views: c.views.map((v, i) => (i === c.at ? { ...v, view: { ...v.view, nodes: v.view.nodes.map((n) => (n.id === id ? { ...n, x, y } : n)) } } : v)) }));
  }, []);

  const all = useMemo(() => months(view.edges), [view.edges]);
  const [from, to] = span ?? [0, Math.max(0, all.length - 1)];
  const nodes = useMemo(() => view.nodes.filter((n) => !hidden.has(n.id)), [view.nodes, hidden]);
  const edges = useMemo(
    () => view.edges.filter((e) => !noKinds.has(e.kind) && !hidden.has(e.from) && !hidden.has(e.to) && within(e, all[from] ?? "", all[to] ?? "9999-12")),
    [view.edges, noKinds, hidden, all, from, to],
  );
  const names = useMemo(() => new Map(view.nodes.map((n) => [n.id, nameOf(n)])), [view.nodes]);
  const { says, kindName } = useSays(names);
  const edgeName = useCallback((e: NetworkEdge) => kindName(e.kind), [kindName]);
  const marked = useMemo(() => markedOf(view, chosen, shown), [view, chosen, shown]);
  const node = view.nodes.find((n) => n.id === chosen);
  const choose = useCallback((id: string) => {
    setChosen(id);
    setTab("node");
    setChoices((n) => n + 1);
  }, []);
  const total = t("network.shown", { shown: countText(nodes.length), total: countText(view.total) });

  const tabs = [
    { key: "said", label: t("network.said"), children: <Said view={view} edges={edges} says={says} names={names} /> },
    { key: "node", label: t("network.node"), children: node ? <NodeCard node={node} choices={choices} busy={draw.isPending} full={view.nodes.length >= 300} onOpen={(kinds) => open(node.id, kinds)} onHide={() => { setHidden(new Set([...hidden, node.id])); setChosen(undefined); }} /> : <p className="quiet panel-body">{t("network.chooseNode")}</p> },
    { key: "relations", label: `${t("network.relations")} ${countText(edges.length)}`, children: <RelationTable edges={edges} says={says} kindName={kindName} onShow={setShown} /> },
    { key: "nodes", label: `${t("network.nodes")} ${countText(nodes.length)}`, children: <NodeTable nodes={nodes} chosen={chosen} onChoose={choose} /> },
  ];
  return (
    <>
      <PurposeLine view={view} purpose={purpose} onPurpose={say} />
      {draw.isError && <FaultNotice error={draw.error} />}
      <div className="network-columns">
        <section className="panel network-picture" aria-label={t("network.picture")}>
          <div className="network-bar">
            <strong className="figure" data-testid="network-shown" aria-live="polite">{total}</strong>
            <Button size="small" icon={<UndoOutlined aria-hidden />} disabled={course.at === 0} onClick={() => setCourse({ ...course, at: course.at - 1 })}>{t("network.undo")}</Button>
            <Button size="small" icon={<RedoOutlined aria-hidden />} disabled={course.at + 1 >= course.views.length} onClick={() => setCourse({ ...course, at: course.at + 1 })}>{t("network.redo")}</Button>
            <Button size="small" icon={<ExpandOutlined aria-hidden />} onClick={() => setFit(fit + 1)}>{t("network.fit")}</Button>
            {hidden.size > 0 && <Button size="small" onClick={() => setHidden(new Set())}>{t("network.unhide", { n: hidden.size })}</Button>}
            <ExhibitForm question={next(question, { ...view, nodes }, opened, { purpose: purpose || undefined })} />
          </div>
          <ul className="network-kinds" aria-label={t("network.kinds")}>
            {kindsOf(view.edges).map(([kind, n]) => (
              <li key={kind}>
                <button type="button" className="plain-button chip" aria-pressed={!noKinds.has(kind)} onClick={() => setNoKinds(toggled(noKinds, kind))}>
                  {kindName(kind)} {countText(n)}
                </button>
              </li>
            ))}
          </ul>
          <div className="network-space" role="img" aria-label={t("network.pictureSays", { total, relations: edges.length })}>
            <Suspense fallback={<Skeleton active style={{ padding: 16 }} />}>
              <Canvas nodes={nodes} edges={edges} marked={marked} edgeName={edgeName} fit={fit} onNode={choose} onOpen={(id) => open(id)} onEdge={setShown} onMoved={moved} />
            </Suspense>
          </div>
          <ul className="network-legend" aria-label={t("network.legend")}>
            {(["person", "organisation", "agent", "case"] as const).map((k) => <li key={k}><i data-kind={k} aria-hidden /> {t(`network.nodeKind.${k}`)}</li>)}
            <li><i data-kind="clue" aria-hidden /> {t("network.hasClue")}</li>
          </ul>
          {all.length > 1 && (
            <div className="network-time">
              <span id="network-time">{t("network.time")}</span>
              <Slider
                range min={0} max={all.length - 1} value={[from, to]} onChange={(v) => setSpan([v[0] ?? 0, v[1] ?? 0])}
                tooltip={{ formatter: (i) => all[i ?? 0] }} ariaLabelForHandle={[t("network.timeFrom"), t("network.timeTo")]} ariaValueTextFormatterForHandle={[(i) => all[i] ?? "", (i) => all[i] ?? ""]}
              />
              <span className="figure" data-testid="network-span">{all[from]} – {all[to]}</span>
            </div>
          )}
        </section>
        <Tabs className="panel network-side" size="small" activeKey={tab} onChange={setTab} items={tabs} />
      </div>
      {shown && <EvidenceDrawer question={question} purpose={purpose} edge={shown} says={says(shown)} onClose={() => setShown(undefined)} />}
    </>
  );
}

/** Says that names are masked and lets them be shown; a role that may not see them is told so. */
function PurposeLine({ view, purpose, onPurpose }: { view: Network; purpose: string; onPurpose: (why: string) => void }) {
  const { t } = useWords();
  if (!view.masked && !purpose) return null;
  if (!view.may_open) return <Alert type="info" showIcon title={t("network.maskedForYou")} />;
  return <PurposeBar purpose={purpose} onPurpose={onPurpose} />;
}

function toggled(all: Set<string>, one: string): Set<string> {
  const out = new Set(all);
  if (!out.delete(one)) out.add(one);
  return out;
}

/** What is pointed at: the evidence that is open, the node that is chosen with its relations, or the way. */
function markedOf(view: Network, chosen: string | undefined, shown: NetworkEdge | undefined): Set<string> {
  if (shown) return new Set([edgeKey(shown), shown.from, shown.to]);
  if (chosen) {
    const near = view.edges.filter((e) => e.from === chosen || e.to === chosen);
    return new Set([chosen, ...near.flatMap((e) => [edgeKey(e), e.from, e.to])]);
  }
  const way = view.path?.nodes ?? [];
  if (way.length > 0) return new Set([...way, ...view.edges.filter((e) => step(way, e)).map(edgeKey)]);
  return new Set();
}

/** step tells whether a relation joins two neighbours of a way. */
function step(way: string[], e: NetworkEdge): boolean {
  const at = way.indexOf(e.from);
  return at >= 0 && (way[at + 1] === e.to || way[at - 1] === e.to);
}
