/** 한국어: devices. */
import type { Words } from "../words";
import type { devices as english } from "./en";

export const devices: Words<typeof english> = {
  muted: "음소거",
  reconnecting: "다시 연결 중",
};
