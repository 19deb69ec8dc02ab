import { PlusOutlined } from "@ant-design/icons";
import { Button, Skeleton } from "antd";
import { Suspense, useState } from "react";
import { NavLink, Outlet } from "react-router";
import { opensMatters } from "../session/pages";
import { useSession } from "../session/queries";
import { useWords } from "../words/i18n";
import { OpenMatterDrawer } from "./OpenMatterDrawer";
import "../clue/clue.css";
import "../data/data.css";
import "./matter.css";

/** The frame of all pages about matters: one row of tabs, each an address of its own. */
export default function MatterFrame() {
  const { t } = useWords();
  const role = useSession().data?.role;
  const [opening, setOpening] = useState(false);
  return (
    <div className="page data-frame matter-frame">
      <nav className="data-tabs" aria-label={t("matter.title")}>
        <NavLink to="/matters" end>{t("matter.list")}</NavLink>
        <NavLink to="/matters/board">{t("matter.board")}</NavLink>
        <NavLink to="/matters/calendar">{t("matter.calendar")}</NavLink>
        <NavLink to="/matters/approvals">{t("matter.approvals")}</NavLink>
        {opensMatters(role) && (
          <Button className="matter-new" type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpening(true)} data-testid="new-matter">
            {t("matter.new")}
          </Button>
        )}
      </nav>
      <Suspense fallback={<Skeleton active />}>
        <Outlet />
      </Suspense>
      {opening && <OpenMatterDrawer onClose={() => setOpening(false)} />}
    </div>
  );
}
