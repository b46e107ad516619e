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

/** Greys of the dark look, a little blue like the rest: 0 text, 2 dimmed, 4 borders, 6 fields, 7 page. */
const dark: MantineColorsTuple = [
  "#e7eaf0",
  "#c9cfda",
  "#a4adbc",
  "#727b8b",
  "#3a404b",
  "#2d323c",
  "#21252d",
  "#1a1d24",
  "#121419",
  "#0c0e12",
];

/** The order of Chinese, Japanese and Korean fonts follows the language of the page (styles/base.css). */
const family = "var(--font)";

export const theme = createTheme({
  colors: { cord, dark },
  primaryColor: "cord",
  primaryShade: { light: 6, dark: 5 },
  fontFamily: family,
  headings: { fontFamily: family, fontWeight: "600" },
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "16px", xl: "20px" },
  defaultRadius: 6,
  cursorType: "pointer",
  respectReducedMotion: true,
  focusRing: "auto",
});
