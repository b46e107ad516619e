/** Takes a ticket that nobody has (TKT-13). Who belongs to several groups of its service says for which. */
import { Button, NativeSelect } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "@/shared/queries";
import { Dialog } from "@/shared/ui/Dialog";
import { notice } from "@/shared/ui/notices";
import type { TicketView } from "@/src/generated/api";
import { useChoices, useDeed } from "../queries";

interface Props {
  ticket: TicketView;
  children: (fetch: () => void, busy: boolean) => ReactNode;
}

export function FetchTicket({ ticket, children }: Props) {
  const { t } = useTranslation("tickets");
  const common = useTranslation().t;
  const me = useMe()?.id ?? "";
  const { groups } = useChoices();
  const mine = groups.filter(({ service, members }) => service === ticket.service && members.includes(me));
  const [asks, ask] = useState(false);
  const [group, choose] = useState(0);
  const deed = useDeed(ticket.id, ({ id }) => {
    ask(false);
    notice(common("ticket.fetched", { id }));
  });
  const fetch = (chosen: number): void => deed.mutate({ path: "fetch", body: { group: chosen } });
  const start = (): void => {
    if (mine.length > 1) ask(true);
    else fetch(mine[0]?.id ?? 0);
  };
  const first = mine.find(({ id }) => id === ticket.group)?.id ?? mine[0]?.id ?? 0;
  return (
    <>
      {children(start, deed.isPending)}
      <Dialog onClose={() => ask(false)} opened={asks} title={t("work.fetchTitle", { id: ticket.id })}>
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            fetch(group || first);
          }}
          style={{ gap: 12 }}
        >
          <NativeSelect
            data={mine.map(({ id, name }) => ({ value: String(id), label: name }))}
            data-autofocus
            label={t("work.fetchGroup")}
            onChange={(event) => choose(Number(event.currentTarget.value))}
            value={String(group || first)}
          />
          <Button loading={deed.isPending} type="submit">
            {common("ticket.fetch")}
          </Button>
        </form>
      </Dialog>
    </>
  );
}
