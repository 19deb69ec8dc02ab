import type { ThemeConfig } from "antd";
import { theme } from "antd";

/** look is the one place where the appearance of antd is set: calm, dense, no gradients. */
export const look: ThemeConfig = {
  algorithm: theme.compactAlgorithm,
  token: {
    colorPrimary: "#17407f",
    colorInfo: "#17407f",
    colorLink: "#17407f",
    colorSuccess: "#2b7a52",
    colorWarning: "#b26a00",
    colorError: "#b3261e",
    colorTextBase: "#1d2430",
    colorBgLayout: "#f3f5f8",
    borderRadius: 3,
    fontSize: 13,
    fontFamily:
      '"PingFang SC","HarmonyOS Sans SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",system-ui,"Segoe UI",sans-serif',
    fontFamilyCode: '"SFMono-Regular","Cascadia Mono","Consolas","Noto Sans Mono CJK SC",monospace',
    motionDurationMid: "0.1s",
    motionDurationSlow: "0.15s",
  },
};
