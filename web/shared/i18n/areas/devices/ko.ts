/** 한국어: devices. */
import type { Words } from "../words";
import type { devices as english } from "./en";

export const devices: Words<typeof english> = {
  reconnecting: "다시 연결 중",
};
