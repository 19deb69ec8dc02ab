import type { ThemeConfig } from "antd";

/** look is the one place where the appearance of antd is set: calm, dense, no gradients. */
export const look: ThemeConfig = {
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
    controlHeight: 30,
    controlHeightSM: 24,
    fontSize: 13,
    fontSizeSM: 12,
    lineHeight: 1.5,
    fontFamily:
      '"PingFang SC","HarmonyOS Sans SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",system-ui,"Segoe UI",sans-serif',
    fontFamilyCode: '"SFMono-Regular","Cascadia Mono","Consolas","Noto Sans Mono CJK SC",monospace',
    motionDurationMid: "0.1s",
    motionDurationSlow: "0.15s",
  },
  components: {
    Table: { cellFontSizeSM: 12, cellPaddingBlockSM: 6, cellPaddingInlineSM: 5, headerBg: "#f6f7f9" },
    Form: { itemMarginBottom: 16, verticalLabelPadding: "0 0 4px" },
    Tabs: { horizontalItemPaddingSM: "6px 0", horizontalItemGutter: 20 },
    Collapse: { headerPaddingSM: "6px 10px", contentPadding: "8px 12px" },
    Drawer: { paddingLG: 16, padding: 10 },
  },
};
