/** In the phone: one's own callbacks whose time has come, until they are complete or have another time. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { serverNow, useSecond } from "@/shared/live/clock";
import { useFacts, useLive } from "@/shared/live/context";
import { request } from "@/shared/net/http";
import { mayDial } from "@/shared/panel/choices";
import { useConnect } from "@/shared/panel/useDialling";
import type { Page } from "@/shared/queries";
import { Icon } from "@/shared/ui/Icon";
import { notice } from "@/shared/ui/notices";
import { moment, phoneNumber } from "@/shared/words/format";
import type { CallbackView } from "@/src/generated/api";
import { dueFirst, isOverdue } from "./telling";

const SHOWN = 3;
const READ = 20; // those whose time comes first; of the others nobody is told yet

export default function DueCallbacks() {
  const { t, i18n } = useTranslation();
  const me = useLive((live) => live.me);
  const connect = useConnect();
  useSecond();
  const { data } = useQuery({
    queryKey: ["callbacks", "mine", "timed"],
    queryFn: () =>
      request<Page<CallbackView>>("GET", `/callbacks?mine=true&state=unprocessed&timed=true&limit=${READ}`),
  });
  useFacts((message) => {
    if (message.kind !== "CallbackFellDue" || message.fact.agent !== me?.id) return;
    const { callback } = message.fact;
    const number = data?.items.find(({ id }) => id === callback)?.caller ?? "";
    notice(t("callbacks.news", { number: phoneNumber(number) || t("call.withheld") }));
  });
  const due = dueFirst(data?.items ?? []).filter((item) => isOverdue(item, serverNow()));
  if (due.length === 0) return null;
  return (
    <section aria-label={t("callbacks.region")} className="trouble">
      <strong>{t("callbacks.title")}</strong>
      {due.slice(0, SHOWN).map(({ id, caller, due_at }) => (
        <div className="row between" key={id}>
          <span className="num">
            {phoneNumber(caller) || t("call.withheld")}{" "}
            <span className="soft small">
              {t("callbacks.due", { time: moment(due_at, serverNow(), i18n.language) })}
            </span>
          </span>
          <Button
            aria-label={`${t("callbacks.connect")} ${phoneNumber(caller)}`}
            disabled={!caller || !mayDial(me)}
            leftSection={<Icon name="phone" size={16} />}
            loading={connect.isPending && connect.variables === id}
            onClick={() => connect.mutate(id)}
            size="compact-sm"
            variant="default"
          >
            {t("callbacks.connect")}
          </Button>
        </div>
      ))}
      <Link className="small" to="/callbacks">
        {t("callbacks.all")}
      </Link>
    </section>
  );
}
