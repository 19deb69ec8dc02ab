import { CheckCircleOutlined, MinusCircleOutlined, QuestionCircleOutlined } from "@ant-design/icons";
import type { Against } from "../api/types";
import { useWords } from "../words/i18n";

const icons = {
  checked: <CheckCircleOutlined className="against-checked" aria-hidden />,
  fact: <MinusCircleOutlined className="against-fact" aria-hidden />,
  missing: <QuestionCircleOutlined className="against-missing" aria-hidden />,
} as const;

const order: Against["kind"][] = ["fact", "missing", "checked"];

/** What speaks against a clue: facts first, then what is not known, then what was ruled out. */
export function AgainstList({ items }: { items: Against[] }) {
  const { t, text } = useWords();
  if (items.length === 0) return <p className="quiet">{t("against.none")}</p>;
  const sorted = [...items].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  return (
    <ul className="against">
      {sorted.map((a) => (
        <li key={a.id + a.kind} data-kind={a.kind}>
          {icons[a.kind]}
          <span>
            <strong>{t(`against.${a.kind}`)}</strong> {text(a.says)}
          </span>
        </li>
      ))}
    </ul>
  );
}
