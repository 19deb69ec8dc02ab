import { CloseOutlined, DownOutlined, UpOutlined } from "@ant-design/icons";
import { Button, Input, type InputRef } from "antd";
import { type KeyboardEvent, useImperativeHandle, useRef } from "react";
import { useWords } from "../words/i18n";
import { mostHits } from "./find";
import type { Find } from "./useFind";

/** Searching in the text: how often the words stand there, and the way from one place to the next. */
export function FindBar({ find }: { find: Find }) {
  const { t } = useWords();
  const box = useRef<InputRef>(null);
  useImperativeHandle(find.input, () => box.current?.input as HTMLInputElement, []);
  const pressed = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return; // Enter chooses among characters
    if (event.key === "Escape") find.close();
    else if (event.key === "Enter" && event.target === box.current?.input) find.step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const many = find.hits.length > mostHits;
  const count = find.hits.length === 0 ? t("document.findNone") : t("document.findAt", { at: find.at + 1, of: many ? `${mostHits}+` : find.hits.length });
  return (
    <div className="find-bar" role="search" aria-label={t("document.find")} onKeyDown={pressed}>
      <Input ref={box} size="small" autoFocus value={find.words} onChange={(e) => find.seek(e.target.value)} aria-label={t("document.findWhat")} placeholder={t("document.findWhat")} data-testid="find-words" />
      <span className="figure" role="status" data-testid="find-count">{find.words.trim() === "" ? "" : count}</span>
      <Button size="small" icon={<UpOutlined />} aria-label={t("document.findPrevious")} title={t("document.findPrevious")} disabled={find.hits.length === 0} onClick={() => find.step(-1)} />
      <Button size="small" icon={<DownOutlined />} aria-label={t("document.findNext")} title={t("document.findNext")} disabled={find.hits.length === 0} onClick={() => find.step(1)} />
      <Button size="small" type="text" icon={<CloseOutlined />} aria-label={t("document.findClose")} title={t("document.findClose")} onClick={find.close} />
    </div>
  );
}
