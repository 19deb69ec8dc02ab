import { ExclamationCircleFilled, InfoCircleOutlined, WarningFilled } from "@ant-design/icons";
import type { Remark } from "../api/types";
import { useWords } from "../words/i18n";

const icon = { info: <InfoCircleOutlined aria-hidden />, warning: <ExclamationCircleFilled aria-hidden />, serious: <WarningFilled aria-hidden /> };

/** What a person must know, sentence by sentence, the weightiest first. */
export function RemarkList({ remarks }: { remarks: Remark[] }) {
  const { t, text } = useWords();
  const order: Remark["level"][] = ["serious", "warning", "info"];
  const sorted = [...remarks].sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
  if (sorted.length === 0) return <p className="quiet panel-body">{t("quality.nothing")}</p>;
  return (
    <ul className="remarks panel-body">
      {sorted.map((r, i) => (
        <li key={i} className={`remark-${r.level}`}>
          {icon[r.level]}
          <span><span className="visually-hidden">{t(`quality.level.${r.level}`)}: </span>{text(r.says)}</span>
        </li>
      ))}
    </ul>
  );
}
