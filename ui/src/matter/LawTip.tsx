import { Popover } from "antd";
import type { ReactNode } from "react";
import type { LawRef } from "../api/types";
import { LawArticles } from "./LawArticles";

/** Says on which articles something rests, word for word, when it is pointed at or focused; without any, just shows it. What can be focused by itself says so. */
export function LawTip({ law, own = false, children }: { law: LawRef[]; own?: boolean; children: ReactNode }) {
  const seen = new Map(law.map((l) => [l.law + l.version + l.article, l]));
  if (seen.size === 0) return children;
  return (
    <Popover placement="bottomLeft" trigger={["hover", "focus"]} mouseEnterDelay={0.25} content={<LawArticles law={[...seen.values()]} />} rootClassName="law-tip">
      {own ? <span>{children}</span> : <span tabIndex={0} className="law-tipped">{children}</span>}
    </Popover>
  );
}
