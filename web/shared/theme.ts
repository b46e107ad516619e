/** Colours, sizes and type. One accent; fonts of the system only. */
import { createTheme, type MantineColorsTuple } from "@mantine/core";

const cord: MantineColorsTuple = [
  "#eef0fc",
  "#dbdff6",
  "#b6beec",
  "#8f9be2",
  "#6d7cd9",
  "#5566d2",
  "#4354c6",
  "#3747ab",
  "#2e3c93",
  "#232f77",
];

const family =
  'Pretendard, "Inter", system-ui, -apple-system, "Segoe UI", "Noto Sans", "Noto Sans CJK KR", "Noto Sans KR", "Malgun Gothic", "Hiragino Sans", "Noto Sans CJK JP", sans-serif';

export const theme = createTheme({
  colors: { cord },
  primaryColor: "cord",
  primaryShade: { light: 6, dark: 4 },
  fontFamily: family,
  headings: { fontFamily: family, fontWeight: "600" },
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "16px", xl: "20px" },
  defaultRadius: 6,
  cursorType: "pointer",
  respectReducedMotion: true,
  focusRing: "auto",
});
