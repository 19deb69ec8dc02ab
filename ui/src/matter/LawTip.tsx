import { Tooltip } from "antd";
import type { ReactNode } from "react";
import type { LawRef } from "../api/types";
import { LawNames } from "./LawNames";

/** Says on which articles something rests when it is pointed at or focused; without any, just shows it. */
export function LawTip({ law, children }: { law: LawRef[]; children: ReactNode }) {
  const seen = new Map(law.map((l) => [l.law + l.version + l.article, l]));
  if (seen.size === 0) return children;
  return <Tooltip title={<LawNames law={[...seen.values()]} />} rootClassName="law-tip"><span tabIndex={0} className="law-tipped">{children}</span></Tooltip>;
}
