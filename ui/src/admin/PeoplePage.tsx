import { ApartmentOutlined, PlusOutlined, UserAddOutlined } from "@ant-design/icons";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import type { OfficeRow } from "../api/types";
import { useSession } from "../session/queries";
import { FaultNotice } from "../shell/FaultNotice";
import { useWords } from "../words/i18n";
import { AccountDrawer } from "./AccountDrawer";
import { AccountTable } from "./AccountTable";
import { DepartmentStrip } from "./DepartmentStrip";
import { NewAccountDrawer } from "./NewAccountDrawer";
import { OfficeDrawer } from "./OfficeDrawer";
import { OfficeTree } from "./OfficeTree";
import { useOffices } from "./queries";

/** The offices as a tree, and who works in the one that is chosen. */
export default function PeoplePage() {
  const { t } = useWords();
  const me = useSession().data;
  const [search, setSearch] = useSearchParams();
  const offices = useOffices();
  const [drawer, setDrawer] = useState<"account" | "office" | "below">();
  const chosen = search.get("office") || me?.office || "";
  const office = offices.data?.find((o) => o.id === chosen);
  const set = (changes: Record<string, string>) => {
    const next = new URLSearchParams(search);
    for (const [key, value] of Object.entries(changes)) value ? next.set(key, value) : next.delete(key);
    setSearch(next, { replace: true });
  };
  if (offices.isError) return <FaultNotice error={offices.error} onRetry={() => void offices.refetch()} />;
  return (
    <div className="people-page">
      <h1 className="visually-hidden">{t("admin.people")}</h1>
      <section className="panel people-offices" aria-label={t("admin.offices")}>
        <h2>{t("admin.offices")}</h2>
        {offices.isPending && <Skeleton active style={{ padding: 12 }} />}
        {offices.data && <OfficeTree offices={offices.data} chosen={chosen} onChoose={(o) => setSearch({ office: o })} />}
        {office && <Button type="link" icon={<PlusOutlined aria-hidden />} onClick={() => setDrawer("below")} data-testid="office-below">{t("admin.addBelow")}</Button>}
      </section>
      <section className="people-main">
        {office && (
          <header className="panel people-head">
            <ApartmentOutlined aria-hidden className="people-sign" />
            <h2 translate="no">{office.name}</h2>
            <span className="quiet">{t(`admin.level.${office.level}`)}{office.division && ` · ${office.division}`} · <code>{office.id}</code></span>
            <Staff office={office} />
            <span className="push" />
            <Button onClick={() => setDrawer("office")} data-testid="office-edit">{t("admin.editOffice")}</Button>
            <Button type="primary" icon={<UserAddOutlined aria-hidden />} onClick={() => setDrawer("account")} data-testid="new-account">{t("admin.newAccount")}</Button>
          </header>
        )}
        {office && <DepartmentStrip office={office.id} chosen={search.get("department") ?? ""} onChoose={(d) => set({ department: d })} />}
        {office && <AccountTable office={office.id} search={search} onSet={set} />}
      </section>
      {search.get("account") && <AccountDrawer key={search.get("account")} id={search.get("account") ?? ""} offices={offices.data ?? []} onClose={() => set({ account: "" })} />}
      {drawer === "account" && office && <NewAccountDrawer office={office} onClose={() => setDrawer(undefined)} />}
      {drawer === "office" && office && <OfficeDrawer office={office} offices={offices.data ?? []} onClose={() => setDrawer(undefined)} />}
      {drawer === "below" && office && <OfficeDrawer parent={office} offices={offices.data ?? []} onClose={() => setDrawer(undefined)} />}
    </div>
  );
}

/** How many of an office may sign in, as a bar and in figures. */
function Staff({ office }: { office: OfficeRow }) {
  const { t } = useWords();
  return (
    <span className="staff">
      <span className="staff-bar" aria-hidden><i style={{ width: `${office.people ? (100 * office.active) / office.people : 0}%` }} /></span>
      <span className="figure">{t("admin.staff", { active: office.active, people: office.people })}</span>
    </span>
  );
}
