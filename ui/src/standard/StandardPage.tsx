import { DownloadOutlined } from "@ant-design/icons";
import { Button, Skeleton } from "antd";
import { Link, useParams } from "react-router";
import type { Standard } from "../api/types";
import { FaultNotice } from "../shell/FaultNotice";
import { useCodes } from "../words/codes";
import { useWords } from "../words/i18n";
import { isOneOf } from "../words/known";
import { FieldTable } from "./FieldTable";
import { delivered } from "./fields";
import { useStandard } from "./queries";
import "./standard.css";

/** One data standard: what it is, whom it names, and its fields. */
export default function StandardPage() {
  const { name = "" } = useParams();
  const standard = useStandard(name);
  if (standard.isError) return <FaultNotice error={standard.error} onRetry={() => void standard.refetch()} />;
  if (!standard.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  return <Whole standard={standard.data} />;
}

function Whole({ standard }: { standard: Standard }) {
  const { t, text } = useWords();
  const own = standard.fields.filter((f) => !delivered(f));
  return (
    <>
      <header className="page-head">
        <Link to="/data/standards">← {t("data.standards")}</Link>
        <h1 className="page-title">{text(standard.title)}</h1>
        <span className="quiet">{t("standard.versionOf", { n: standard.version })}</span>
        <span className="push">
          <span className="quiet">{t("standard.schemaSays")} </span>
          <Button size="small" icon={<DownloadOutlined aria-hidden />} href={`/api/standards/${standard.name}/schema`} data-testid="schema">
            {t("standard.schema")}
          </Button>
        </span>
      </header>
      <section className="panel">
        <h2>{t("standard.about")}</h2>
        <About standard={standard} />
      </section>
      <section className="panel table-panel">
        <h2>{t("standard.fields")}</h2>
        <FieldTable fields={standard.fields.filter(delivered)} />
      </section>
      {own.length > 0 && (
        <section className="panel table-panel">
          <h2>{t("standard.own")}</h2>
          <FieldTable fields={own} />
        </section>
      )}
    </>
  );
}

function About({ standard }: { standard: Standard }) {
  const { t, text } = useWords();
  const say = useCodes();
  return (
    <dl className="facts panel-body">
      <dt>{t("standard.owner")}</dt><dd>{say("owner", standard.owner)}</dd>
      <dt>{t("standard.what")}</dt><dd>{text(standard.note)}</dd>
      <dt>{t("standard.code")}</dt><dd><code>{standard.name}</code></dd>
      {standard.aliases && <><dt>{t("standard.aliases")}</dt><dd lang="zh-CN">{standard.aliases.join("、")}</dd></>}
      {standard.coverage && <><dt>{t("standard.coverage")}</dt><dd><Expected standard={standard} coverage={standard.coverage} /></dd></>}
      {standard.mentions && <><dt>{t("standard.mentions")}</dt><dd><Mentions standard={standard} mentions={standard.mentions} /></dd></>}
      {standard.ties && <><dt>{t("standard.ties")}</dt><dd><Ties standard={standard} ties={standard.ties} /></dd></>}
    </dl>
  );
}

/** Traits in the order in which people name them. */
const traits = ["name", "id_no", "credit_code", "number", "born_on", "sex", "phone", "address", "division"];

const every = ["month", "quarter", "year"] as const;

/** useField gives the name of a field as people call it. */
function useField(standard: Standard): (name: string) => string {
  const { text } = useWords();
  return (name) => text(standard.fields.find((f) => f.name === name)?.title) || name;
}

function Expected({ standard, coverage }: { standard: Standard; coverage: NonNullable<Standard["coverage"]> }) {
  const { t } = useWords();
  const field = useField(standard);
  const span = isOneOf(every, coverage.every) ? t(`standard.every.${coverage.every}`) : coverage.every;
  return (
    <>
      {t("standard.coverageSays", { every: span, date: field(coverage.date), days: coverage.days ?? 0 })}
      {coverage.by && t("standard.coverageBy", { by: field(coverage.by) })}
    </>
  );
}

function Mentions({ standard, mentions }: { standard: Standard; mentions: NonNullable<Standard["mentions"]> }) {
  const { text } = useWords();
  const say = useCodes();
  const field = useField(standard);
  return (
    <ul>
      {mentions.map((m) => (
        <li key={m.name}>
          <strong>{text(m.title)}</strong> <span className="quiet">({say("mention", m.kind)})</span>{" "}
          {Object.entries(m.by).sort(([a], [b]) => traits.indexOf(a) - traits.indexOf(b)).map(([trait, by]) => `${say("trait", trait)} ← ${field(by)}`).join(" · ")}
        </li>
      ))}
    </ul>
  );
}

function Ties({ standard, ties }: { standard: Standard; ties: NonNullable<Standard["ties"]> }) {
  const { t, text } = useWords();
  const say = useCodes();
  const field = useField(standard);
  const part = (name: string) => text(standard.mentions?.find((m) => m.name === name)?.title) || name;
  return (
    <ul>
      {ties.map((x) => (
        <li key={x.kind + x.from + x.to}>
          {part(x.from)} — <strong>{standard.fields.some((f) => f.name === x.kind) ? field(x.kind) : say("tie", x.kind)}</strong> → {part(x.to)}{" "}
          <span className="quiet">
            {x.since && t("standard.since", { field: field(x.since) })} {x.until && t("standard.until", { field: field(x.until) })}
          </span>
        </li>
      ))}
    </ul>
  );
}
