import { Skeleton } from "antd";
import { Suspense } from "react";
import { NavLink, Outlet } from "react-router";
import { exchanges, managesPartners, readsExchanges } from "../session/pages";
import { useSession } from "../session/queries";
import { useWords } from "../words/i18n";
import { useAlarms } from "./queries";
import "../clue/clue.css";
import "../data/data.css";
import "../matter/matter.css";
import "./transfer.css";

/** The frame of the pages about other agencies: what came, what went, who they are, and what is wrong. */
export default function TransferFrame() {
  const { t } = useWords();
  const session = useSession().data;
  const role = session?.role;
  const knows = exchanges(role) || managesPartners(role);
  const open = useAlarms({ open: true, limit: 1 }, (session?.linked ?? false) && knows).data?.open ?? 0;
  if (role && !readsExchanges(role) && !managesPartners(role)) return <div className="notice"><h2>{t("transfer.closed")}</h2><p>{t("transfer.closedSays")}</p></div>;
  if (session && !session.linked) return <div className="notice" data-testid="not-set-up"><h2>{t("transfer.notSetUp")}</h2><p>{t("transfer.setUp")}</p></div>;
  return (
    <div className="page data-frame transfer-frame">
      <nav className="data-tabs" aria-label={t("transfer.title")}>
        {readsExchanges(role) && <NavLink to="/transfers" end>{t("transfer.in")}</NavLink>}
        {readsExchanges(role) && <NavLink to="/transfers/out">{t("transfer.out")}</NavLink>}
        {exchanges(role) && <NavLink to="/transfers/joints">{t("joint.title")}</NavLink>}
        {knows && <NavLink to="/transfers/partners">{t("transfer.partners")}</NavLink>}
        {knows && <NavLink to="/transfers/alarms">{t("transfer.alarms")}{open > 0 && <span className="alarm-count" data-testid="alarm-count">{open}</span>}</NavLink>}
      </nav>
      <Suspense fallback={<Skeleton active />}>
        <Outlet />
      </Suspense>
    </div>
  );
}
