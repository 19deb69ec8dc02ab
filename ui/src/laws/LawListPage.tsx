import { Button, Input, Skeleton, Table, Tag } from "antd";
import { useDeferredValue } from "react";
import { Link, useSearchParams } from "react-router";
import type { LawEdition } from "../api/types";
import { FaultNotice } from "../shell/FaultNotice";
import { countText, dateText } from "../words/format";
import { useWords } from "../words/i18n";
import { lawAddress, wordsOf } from "./address";
import { Marked } from "./Marked";
import { useLaws, useLawSearch } from "./queries";
import "./laws.css";

/** The laws that the program cites, with their versions, and what they say. */
export default function LawListPage() {
  const { t } = useWords();
  const [search, setSearch] = useSearchParams();
  const q = search.get("q") ?? "";
  const laws = useLaws();
  const wanted = useDeferredValue(q.trim());
  return (
    <div className="page laws-page">
      <h1 className="page-title">{t("law.laws")}</h1>
      <p className="quiet">{t("law.lead")}</p>
      <search className="tools">
        <Input.Search
          allowClear
          value={q}
          maxLength={100}
          onChange={(e) => setSearch(e.target.value ? { q: e.target.value } : {}, { replace: true })}
          placeholder={t("law.search")}
          aria-label={t("law.search")}
          style={{ width: 360, maxWidth: "100%" }}
          data-testid="law-search"
        />
      </search>
      {laws.isError && <FaultNotice error={laws.error} onRetry={() => void laws.refetch()} />}
      {laws.isPending && <Skeleton active paragraph={{ rows: 10 }} />}
      {laws.data && <Editions all={laws.data} q={q} />}
      {wanted && <Found q={wanted} />}
    </div>
  );
}

/** Laws whose name has what is looked for, each with its versions, the newest first. */
function Editions({ all, q }: { all: LawEdition[]; q: string }) {
  const { t, text } = useWords();
  const wanted = q.trim().toLowerCase();
  const byLaw = new Map<string, LawEdition[]>();
  for (const e of all) if (!wanted || [e.law, e.title.zh, e.title.en].some((s) => s.toLowerCase().includes(wanted))) byLaw.set(e.law, [...(byLaw.get(e.law) ?? []), e]);
  const rows = [...byLaw].map(([law, versions]) => ({ law, versions: versions.sort((a, b) => b.version.localeCompare(a.version)) }));
  if (rows.length === 0) return <p className="quiet" data-testid="no-law">{t("law.noLaw")}</p>;
  return (
    <section className="panel table-panel">
      <Table
        size="small"
        rowKey="law"
        pagination={false}
        dataSource={rows}
        onRow={() => ({ "data-testid": "law-row" }) as React.HTMLAttributes<HTMLElement>}
        columns={[
          {
            title: t("law.name"),
            render: (_, { versions: [e] }) => e && <Link to={lawAddress(e.law, e.version)}>{text(e.title)}</Link>,
          },
          {
            title: t("law.versions"),
            width: 420,
            render: (_, { versions }) => (
              <ul>
                {versions.map((e) => (
                  <li key={e.version}>
                    <Link to={lawAddress(e.law, e.version)}>{t("law.version", { version: dateText(e.version) })}</Link> <Force edition={e} />
                  </li>
                ))}
              </ul>
            ),
          },
          { title: t("law.articles"), width: 90, align: "right", render: (_, { versions: [e] }) => <span className="figure">{countText(e?.articles ?? 0)}</span> },
        ]}
      />
    </section>
  );
}

/** From when to when a version is in force, as far as it is known. */
export function Force({ edition: e }: { edition: LawEdition }) {
  const { t } = useWords();
  const days = e.in_force_from && e.in_force_to ? t("law.between", { from: dateText(e.in_force_from), to: dateText(e.in_force_to) }) : e.in_force_from ? t("law.inForceFrom", { at: dateText(e.in_force_from) }) : t("law.unknownForce");
  return <><span className="quiet">{days}</span> {e.status !== "in_force" && <Tag color={e.status === "repealed" ? "red" : "orange"}>{t(`law.${e.status}`)}</Tag>}</>;
}

/** Articles in which something is said. */
function Found({ q }: { q: string }) {
  const { t, text, language } = useWords();
  const found = useLawSearch(q);
  const total = found.data?.pages[0]?.total ?? 0;
  const words = wordsOf(q);
  return (
    <section className="panel" aria-busy={found.isPlaceholderData}>
      <h2>{t("law.found", { n: countText(total) })}</h2>
      <div className="panel-body">
        {found.isError && <FaultNotice error={found.error} onRetry={() => void found.refetch()} />}
        {found.isPending && <Skeleton active title={false} />}
        <ul className="law-found">
          {found.data?.pages.flatMap((p) => p.items).map((a) => (
            <li key={a.law + a.version + a.article} data-testid="law-hit">
              <Link to={lawAddress(a.law, a.version, a.article)}>{language === "zh" ? `《${a.law}》` : text(a.title)} <span lang="zh-CN">{a.heading}</span></Link>
              <p className="law-text" lang="zh-CN"><Marked text={a.text} words={words} /></p>
            </li>
          ))}
        </ul>
        {found.hasNextPage && <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()} data-testid="law-more">{t("law.more")}</Button>}
      </div>
    </section>
  );
}
