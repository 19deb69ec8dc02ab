import { Button } from "antd";
import { useWords } from "../words/i18n";

/** Switches between Chinese and English; the label is the language one would get. */
export function LanguageSwitch() {
  const { language, speak } = useWords();
  const other = language === "zh" ? "en" : "zh";
  return (
    <Button type="text" lang={other === "en" ? "en" : "zh-CN"} onClick={() => speak(other)} data-testid="language">
      {other === "en" ? "English" : "中文"}
    </Button>
  );
}
