import { Button, Skeleton } from "antd";
import { useState } from "react";
import { exchanges } from "../session/pages";
import { useSession } from "../session/queries";
import { FaultNotice } from "../shell/FaultNotice";
import { useWords } from "../words/i18n";
import { JointForm } from "./JointForm";
import { JointPanel } from "./JointPanel";
import { useJoints } from "./jointQueries";
import "./transfer.css";

/** What other agencies do in a matter: each joint matter with its plan and evidence, and the way to open one. */
export function JointTab({ matter, open }: { matter: string; open: boolean }) {
  const { t } = useWords();
  const session = useSession().data;
  const here = exchanges(session?.role) && (session?.linked ?? false);
  const list = useJoints(matter, here);
  const [opening, setOpening] = useState(false);
  if (!here) return <p className="quiet">{t("transfer.notHere")}</p>;
  if (list.isError) return <FaultNotice error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Skeleton active />;
  return (
    <div className="joint-tab">
      {list.data.length === 0 && !opening && <p className="quiet">{t("joint.none")}</p>}
      {list.data.map((j) => <JointPanel key={j.id} id={j.id} />)}
      {open && !opening && <div><Button onClick={() => setOpening(true)} data-testid="joint-open">{t("joint.open")}</Button></div>}
      {opening && <JointForm matter={matter} onDone={() => setOpening(false)} />}
    </div>
  );
}
