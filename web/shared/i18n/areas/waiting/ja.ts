/** 日本語: 待っている間のこと、順番を保つコールバック。 */
import type { Words } from "../words";
import type * as english from "./en";

export const waitingFacts: Words<typeof english.waitingFacts> = {
  AnnouncementDue: "案内の時間です",
  WaitTold: "キューの案内を聞きました",
  WaitTold_place: "案内: 順番は {{place}} 番目",
  WaitTold_minutes: "案内: 順番は {{place}} 番目、およそ {{minutes}} 分",
  CallbackQueued: "コールバックが発信者の順番で {{queue}} で待っています",
  CallbackTaken: "{{agent}} が折り返し電話中",
  CallbackRested: "コールバックは次の試行を待っています",
  CallbackRested_closed: "コールバックは発信できる時間を待っています",
  CallbackResumed: "コールバックは元の順番で再び待っています",
};
