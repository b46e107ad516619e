/** 日本語: devices. */
import type { Words } from "../words";
import type { devices as english } from "./en";

export const devices: Words<typeof english> = {
  muted: "ミュート中",
  reconnecting: "再接続中",
};
