/** 日本語: ルートの履歴。 */
import type { Words } from "../words";
import type * as english from "./en";

export const routeFacts: Words<typeof english.routeFacts> = {
  RouteEntered_closed: "{{service}} の緊急切替により受付終了を案内",
  RouteEntered_greeting: "{{service}} の緊急案内の後、ルート {{route}} を開始",
  RoutePublished: "{{by}} がルート {{route}} のバージョン {{version}} を公開しました",
  RouteRemoved: "{{by}} がルート {{route}} を削除しました",
  PublicationScheduled: "{{by}} がルート {{route}} のバージョン {{version}} の公開を予約しました",
  PublicationUnscheduled: "ルート {{route}} の予約が終わりました",
  RouteSwitched: "{{by}} が {{service}} の緊急切替を変更しました: {{mode}}",
  NumberRemoved: "{{by}} が番号 {{number}} を削除しました",
  NumberRouted: "{{by}} が番号 {{number}} をルート {{route}} につなぎました",
  CalendarChanged: "{{by}} がカレンダー {{calendar}} を変更しました",
  CalendarRemoved: "{{by}} がカレンダー {{calendar}} を削除しました",
  CalendarForced: "{{by}} がカレンダー {{calendar}} を手動で切り替えました: {{mode}}",
};
