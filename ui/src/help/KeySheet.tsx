import { Modal } from "antd";
import { useEffect } from "react";
import { useWords } from "../words/i18n";
import { actOf, groups, sheetKeys, writes } from "./keys";
import "./help.css";

/** The keys that there are; "?" opens it. */
export function KeySheet({ open, onOpen }: { open: boolean; onOpen: (open: boolean) => void }) {
  const { t } = useWords();
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || writes(event) || !actOf(sheetKeys, event.key)) return;
      event.preventDefault();
      onOpen(true);
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [onOpen]);
  return (
    <Modal open={open} onCancel={() => onOpen(false)} footer={null} title={t("keys.title")} width={560} destroyOnHidden>
      <div className="key-sheet" data-testid="key-sheet">
        {groups.map((g) => (
          <section key={g.name} aria-label={t(`keys.${g.name}.title`)}>
            <h3>{t(`keys.${g.name}.title`)}</h3>
            <dl>
              {Object.entries(g.keys).map(([key, act]) => (
                <div key={key}>
                  <dt>{g.with && <><kbd>{g.with}</kbd> </>}<KeyName name={key} /></dt>
                  <dd>{t(`keys.${g.name}.${act}` as "keys.list.down")}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}

const signs: Record<string, string> = { ArrowLeft: "←", ArrowRight: "→", ArrowDown: "↓", Escape: "Esc" };

function KeyName({ name }: { name: string }) {
  const { t } = useWords();
  if (name === " ") return <kbd>{t("keys.space")}</kbd>;
  if (name === "Enter") return <kbd>{t("keys.enter")}</kbd>;
  return <kbd>{signs[name] ?? name}</kbd>;
}
