import { Input, Select, Skeleton } from "antd";
import { Fragment, useEffect, useRef } from "react";
import { Link, Navigate, useNavigate, useParams, useSearchParams } from "react-router";
import type { CitedArticle, LawEdition } from "../api/types";
import { FaultNotice } from "../shell/FaultNotice";
import { countText, dateText } from "../words/format";
import { useWords } from "../words/i18n";
import { lawAddress, sameCaution, wordsOf } from "./address";
import { Force } from "./LawListPage";
import { Marked } from "./Marked";
import { useLaws, useLawText } from "./queries";
import "./laws.css";

/** One version of a law, word for word; the article that was cited stands out. */
export default function LawPage() {
  const { law = "", version = "" } = useParams();
  const { t } = useWords();
  const laws = useLaws();
  if (laws.isError) return <div className="page"><FaultNotice error={laws.error} onRetry={() => void laws.refetch()} /></div>;
  if (!laws.data) return <Skeleton active className="page" paragraph={{ rows: 12 }} />;
  const versions = laws.data.filter((e) => e.law === law).sort((a, b) => b.version.localeCompare(a.version));
  if (!version && versions[0]) return <Navigate to={lawAddress(law, versions[0].version)} replace />;
  const edition = versions.find((e) => e.version === version);
  if (!edition) {
    return (
      <div className="page">
        <div className="notice">
          <h1 className="page-title">{t("law.noLaw")}</h1>
          <p>{t("law.noEdition", { law, version })}</p>
          <Link to="/laws">{t("law.laws")}</Link>
        </div>
      </div>
    );
  }
  return <Text key={law + version} edition={edition} versions={versions} />;
}

function Text({ edition: e, versions }: { edition: LawEdition; versions: LawEdition[] }) {
  const { t, text } = useWords();
  const go = useNavigate();
  const [search, setSearch] = useSearchParams();
  const q = search.get("q") ?? "";
  const article = search.get("article") ?? "";
  const whole = useLawText(e.law, e.version);
  const note = text(e.note);
  return (
    <div className="page laws-page">
      <header className="page-head">
        <Link to="/laws">← {t("law.laws")}</Link>
        <h1 className="page-title" data-testid="law-title">{text(e.title)}</h1>
        <Force edition={e} />
      </header>
      <search className="tools">
        <Select
          value={e.version}
          aria-label={t("law.versions")}
          options={versions.map((v) => ({ value: v.version, label: t("law.version", { version: dateText(v.version) }) }))}
          onChange={(v: string) => void go(lawAddress(e.law, v, article))}
          style={{ minWidth: 170 }}
          data-testid="law-version"
        />
        <Input.Search
          allowClear
          value={q}
          maxLength={100}
          onChange={(x) => setSearch(x.target.value ? { q: x.target.value } : {}, { replace: true })}
          placeholder={t("law.within")}
          aria-label={t("law.within")}
          style={{ width: 300 }}
          data-testid="law-within"
        />
      </search>
      {note && <p className="law-note">{note}</p>}
      {whole.isError && <FaultNotice error={whole.error} onRetry={() => void whole.refetch()} />}
      {whole.isPending && <Skeleton active paragraph={{ rows: 12 }} />}
      {whole.data && <Articles all={whole.data} q={q} cited={article} />}
    </div>
  );
}

function Articles({ all, q, cited }: { all: CitedArticle[]; q: string; cited: string }) {
  const { t, text } = useWords();
  const words = wordsOf(q);
  const here = all.filter((a) => words.length === 0 || a.article === q.trim() || a.heading === q.trim() || words.every((w) => a.text.includes(w)));
  const common = text(sameCaution(all));
  const at = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!cited || !at.current) return;
    at.current.scrollIntoView({ block: "center" });
    at.current.focus({ preventScroll: true });
  }, [cited]);
  return (
    <section className="panel law-whole" data-testid="law-whole">
      {common && <p className="panel-body law-note">{common}</p>}
      {words.length > 0 && <p className="panel-body quiet" role="status">{t("law.found", { n: countText(here.length) })}</p>}
      {here.map((a, i) => (
        <Fragment key={a.article}>
          {a.chapter && a.chapter !== here[i - 1]?.chapter && <h2 lang="zh-CN">{a.chapter}</h2>}
          <article ref={a.article === cited ? at : undefined} tabIndex={a.article === cited ? -1 : undefined} data-cited={a.article === cited} data-testid="law-article">
            <h3 lang="zh-CN">{a.heading}</h3>
            <p className="law-text" lang="zh-CN">{a.text ? <Marked text={a.text} words={words} /> : t("law.noText")}</p>
            {!common && text(a.caution) && <p className="quiet">{text(a.caution)}</p>}
          </article>
        </Fragment>
      ))}
    </section>
  );
}
