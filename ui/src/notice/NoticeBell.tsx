import { BellOutlined } from "@ant-design/icons";
import { Badge, Button, Popover } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { Notice } from "../api/types";
import { useDue, useMatters } from "../matter/queries";
import { useSession } from "../session/queries";
import { FaultNotice } from "../shell/FaultNotice";
import { timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { useNotices, useReadNotices } from "./queries";
import "./notice.css";

/** What the person is reminded of: deadlines near and passed, what was given back, and what waits for their approval. */
export function NoticeBell() {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const notices = useNotices();
  const leads = useSession().data?.role === "leader";
  const waits = useWaiting(leads);
  const count = (notices.data?.unread ?? 0) + waits.count;
  return (
    <Popover
      trigger="click" open={open} onOpenChange={setOpen} placement="bottomRight"
      content={
        <div className="notices" data-testid="notices">
          {leads && waits.count > 0 && (
            <p className="notice-waits" data-testid="notice-waits">
              <Link to="/matters/approvals" onClick={() => setOpen(false)}>{t("notice.waits", { n: waits.more ? `${waits.count}+` : waits.count })}</Link>
            </p>
          )}
          {notices.isError ? <FaultNotice error={notices.error} onRetry={() => void notices.refetch()} /> : <List items={notices.data?.items ?? []} unread={notices.data?.unread ?? 0} onLeave={() => setOpen(false)} />}
        </div>
      }
    >
      <Button type="text" aria-label={t("notice.bell", { n: count })} data-testid="bell">
        <Badge count={count} size="small" overflowCount={99}><BellOutlined aria-hidden className="bell" /></Badge>
      </Button>
    </Popover>
  );
}

/** Steps and reasons for overdue deadlines that wait for a leader. */
function useWaiting(leads: boolean) {
  const matters = useMatters({ waits: "leader", limit: 50 }, leads);
  const reasons = useDue({ to_approve: true, limit: 50 }, leads);
  return { count: (matters.data?.items.length ?? 0) + (reasons.data?.items.length ?? 0), more: !!matters.data?.next || !!reasons.data?.next };
}

function List({ items, unread, onLeave }: { items: Notice[]; unread: number; onLeave: () => void }) {
  const { t } = useWords();
  const read = useReadNotices();
  if (items.length === 0) return <p className="quiet">{t("notice.none")}</p>;
  return (
    <>
      <ul>{items.map((n) => <Item key={n.id} notice={n} onRead={() => { if (!n.read) read.mutate([n.id]); onLeave(); }} />)}</ul>
      {unread > 0 && <Button size="small" loading={read.isPending} onClick={() => read.mutate(undefined)} data-testid="notices-read">{t("notice.readAll")}</Button>}
    </>
  );
}

function Item({ notice: n, onRead }: { notice: Notice; onRead: () => void }) {
  const { text } = useWords();
  return (
    <li data-kind={n.kind} data-read={n.read} data-testid="notice">
      <Link to={n.matter ? `/matters/${n.matter}` : "/home"} onClick={onRead}>{n.matter_title && <strong>{n.matter_title}</strong>} {text(n.says)}</Link>
      <p className="quiet figure">{timeText(n.made_at)}</p>
    </li>
  );
}
