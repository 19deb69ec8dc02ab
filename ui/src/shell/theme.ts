import { theme, type ThemeConfig } from "antd";
import type { Look } from "./lookstore";

const form: ThemeConfig["token"] = {
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
};

const components: ThemeConfig["components"] = {
  Table: { cellFontSizeSM: 12, cellPaddingBlockSM: 6, cellPaddingInlineSM: 5 },
  Form: { itemMarginBottom: 16, verticalLabelPadding: "0 0 4px" },
  Tabs: { horizontalItemPaddingSM: "6px 0", horizontalItemGutter: 20 },
  Collapse: { headerPaddingSM: "6px 10px", contentPadding: "8px 12px" },
  Drawer: { paddingLG: 16, padding: 10 },
};

/** The one place where the appearance of antd is set: calm, dense, no gradients. Its colours are those of tokens.css. */
const themes: Record<Look, ThemeConfig> = {
  light: {
    token: {
      ...form,
      colorPrimary: "#17407f", colorInfo: "#17407f", colorLink: "#17407f", colorSuccess: "#2b7a52", colorWarning: "#b26a00", colorError: "#b3261e",
      colorTextBase: "#1d2430", colorBgLayout: "#f3f5f8", colorInfoBg: "#e9eff8", colorInfoBorder: "#b9c9e4",
      colorSuccessBg: "#e3f3ec", colorSuccessBorder: "#2b7a52", colorWarningBg: "#fff8e8", colorWarningBorder: "#efdcae", colorErrorBg: "#fdf1ef", colorErrorBorder: "#e3b7b3",
      colorTextPlaceholder: "#667085", colorTextDescription: "#5d6778", colorTextTertiary: "#5d6778",
    },
    components: { ...components, Table: { ...components.Table, headerBg: "#f6f7f9" } },
  },
  dark: {
    algorithm: theme.darkAlgorithm,
    token: {
      ...form,
      colorPrimary: "#3f78cf", colorInfo: "#5f93e0", colorLink: "#92b8f2", colorSuccess: "#4fae80", colorWarning: "#dc9a3c", colorError: "#ff8a82",
      colorSuccessBg: "#1c3a2c", colorSuccessBorder: "#66c296", colorWarningBg: "#362b17", colorWarningBorder: "#6d5628", colorErrorBg: "#3b2123", colorErrorBorder: "#7c4340",
      colorTextBase: "#e4e8ef", colorBgBase: "#12161d", colorBgLayout: "#12161d", colorBgContainer: "#1a2029", colorBgElevated: "#232b37", colorBorder: "#465163", colorBorderSecondary: "#343e4d",
      colorTextPlaceholder: "#8f9aaa", colorTextDescription: "#9aa5b5", colorTextTertiary: "#9aa5b5",
    },
    components: {
      ...components,
      Table: { ...components.Table, headerBg: "#212936" },
      Tabs: { ...components.Tabs, itemSelectedColor: "#92b8f2", itemHoverColor: "#b5cff7", itemActiveColor: "#b5cff7", inkBarColor: "#92b8f2" },
    },
  },
};

/** themeOf is the appearance of antd in a look. */
export function themeOf(look: Look): ThemeConfig {
  return themes[look];
}
