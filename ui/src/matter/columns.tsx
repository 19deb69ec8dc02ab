import { Tag } from "antd";
import type { ColumnsType } from "antd/es/table";
import { Link } from "react-router";
import type { MatterRow } from "../api/types";
import { timeText } from "../words/format";
import type { useWords } from "../words/i18n";
import { DueTag } from "./DueTag";
import { RemedyTag } from "./RemedyTag";
import { WaitsTag } from "./WaitsTag";

/** matterColumns are the columns of the list. */
export function matterColumns({ t, text }: ReturnType<typeof useWords>): ColumnsType<MatterRow> {
  return [
    {
      title: t("matter.name"), width: "30%",
      render: (_, m) => <Link to={`/matters/${m.id}`} data-testid="open-matter"><span className="subject">{m.title}</span>{m.urgent && <Tag color="red" className="urgent-tag">{t("matter.urgent")}</Tag>}</Link>,
    },
    { title: t("matter.procedure"), width: "18%", render: (_, m) => <>{text(m.procedure_title)} <span className="quiet figure">{matterNumber(m)}</span></> },
    { title: t("matter.state"), width: "15%", className: "matter-state-cell", render: (_, m) => <>{text(m.state_title)} <WaitsTag waits={m.waits} /> <RemedyTag matter={m} /></> },
    { title: t("matter.due"), width: "14%", render: (_, m) => (m.next_due ? <DueTag due={m.next_due} /> : "—") },
    { title: t("matter.lead"), width: "10%", render: (_, m) => m.lead || <span className="quiet">{t("matter.nobody")}</span> },
    { title: t("matter.changed"), width: "13%", render: (_, m) => <span className="figure">{timeText(m.changed_at)}</span> },
  ];
}

/** matterNumber is the number of a matter among its kind: 2026-3. */
export const matterNumber = (m: { year: number; number: number }): string => `${m.year}-${m.number}`;
