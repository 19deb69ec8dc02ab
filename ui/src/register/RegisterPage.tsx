import { Button, Skeleton, Tabs } from "antd";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import { FaultNotice } from "../shell/FaultNotice";
import { useStandard } from "../standard/queries";
import { useCodes } from "../words/codes";
import { useWords } from "../words/i18n";
import { useSession } from "../session/queries";
import { importsRecords } from "../session/pages";
import { CoveragePanel } from "./CoveragePanel";
import { CoverageTag } from "./CoverageTag";
import { QualityPanel } from "./QualityPanel";
import { useCoverage, useQuality } from "./queries";
import "./register.css";

/** One register: from when to when it reaches, and how good it is. */
export default function RegisterPage() {
  const { name = "" } = useParams();
  const [search, setSearch] = useSearchParams();
  const { t } = useWords();
  const imported = search.get("import") ?? "";
  const shown = search.get("show") === "quality" || imported ? "quality" : "coverage";
  const show = (key: string) => setSearch(key === "quality" ? { show: key } : {}, { replace: true });
  return (
    <>
      <Head name={name} />
      <Tabs
        size="small"
        activeKey={shown}
        onChange={show}
        destroyOnHidden
        items={[
          { key: "coverage", label: t("coverage.title"), children: <CoverageTab name={name} /> },
          { key: "quality", label: t("quality.title"), children: <QualityTab name={name} imported={imported} /> },
        ]}
      />
    </>
  );
}

function Head({ name }: { name: string }) {
  const { t, text } = useWords();
  const say = useCodes();
  const navigate = useNavigate();
  const standard = useStandard(name);
  const coverage = useCoverage(name);
  const role = useSession().data?.role;
  return (
    <header className="page-head">
      <Link to="/data">← {t("dataset.title")}</Link>
      <h1 className="page-title">{text(standard.data?.title) || name}</h1>
      {standard.data && <span className="quiet">{say("owner", standard.data.owner)}</span>}
      {coverage.data && <CoverageTag state={coverage.data.state} />}
      <span className="push tools">
        <Link to={`/data/standards/${name}`}>{t("data.standards")}</Link>
        <Link to={`/data/imports?standard=${name}`}>{t("imports.title")}</Link>
        <Link to={`/data/quarantine?standard=${name}`}>{t("quarantine.title")}</Link>
        {importsRecords(role) && <Button size="small" onClick={() => void navigate("/data/import")}>{t("imports.start")}</Button>}
      </span>
    </header>
  );
}

function CoverageTab({ name }: { name: string }) {
  const coverage = useCoverage(name);
  if (coverage.isError) return <FaultNotice error={coverage.error} onRetry={() => void coverage.refetch()} />;
  if (!coverage.data) return <Skeleton active paragraph={{ rows: 8 }} />;
  return <CoveragePanel coverage={coverage.data} />;
}

function QualityTab({ name, imported }: { name: string; imported: string }) {
  const { t } = useWords();
  const quality = useQuality(name, imported);
  if (quality.isError) return <FaultNotice error={quality.error} onRetry={() => void quality.refetch()} />;
  if (!quality.data) return <Skeleton active paragraph={{ rows: 8 }} />;
  return (
    <>
      {imported && (
        <p className="quality-scope">
          {t("quality.ofImport")} <Link to={`/data/imports/${imported}`}><code>{imported}</code></Link>{" "}
          <Link to={`/data/registers/${name}?show=quality`}>{t("quality.whole")}</Link>
        </p>
      )}
      <QualityPanel quality={quality.data} />
    </>
  );
}
