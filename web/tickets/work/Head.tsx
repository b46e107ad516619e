/** Name, priority, group and categories of a ticket; what is chosen is saved at once. */
import { ActionIcon, NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Icon } from "@/shared/ui/Icon";
import { notice } from "@/shared/ui/notices";
import type { TicketView } from "@/src/generated/api";
import { optionsOf } from "../categories";
import { useChoices, useDeed } from "../queries";

const PRIORITIES = ["low", "normal", "high", "urgent"] as const;

export function Head({ ticket }: { ticket: TicketView }) {
  const { t } = useTranslation("tickets");
  const { categories, groups } = useChoices();
  const deed = useDeed(ticket.id);
  const set = (name: string, value: string | number): void => deed.mutate({ path: "", body: { [name]: value } });
  const group = groups.find(({ id }) => id === ticket.group)?.name;
  return (
    <section aria-label={t("work.label")} className="ticket-head card">
      <div className="ticket-name small">
        <span className="soft">{t("work.id")}</span> <span className="num">{ticket.name}</span>
        <Copy text={ticket.name} what={t("work.id")} />
        <span className="soft">
          {t(`channels.${ticket.channel}`)}
          {group && ` · ${group}`}
          {ticket.assigned_by === "trigger" && ` · ${t("work.byTrigger")}`}
        </span>
      </div>
      {(["receipt", "processing"] as const).map((tree) => (
        <NativeSelect
          data={[{ value: "0", label: t("work.noCategory") }, ...optionsOf(categories, ticket.service, tree)]}
          key={tree}
          label={t(`filter.${tree}`)}
          onChange={(event) => set(tree, Number(event.currentTarget.value))}
          size="xs"
          value={String(ticket[tree])}
        />
      ))}
      <NativeSelect
        data={PRIORITIES.map((value) => ({ value, label: t(`priorities.${value}`) }))}
        label={t("filter.priority")}
        onChange={(event) => set("priority", event.currentTarget.value)}
        size="xs"
        value={ticket.priority}
      />
    </section>
  );
}

export function Copy({ text, what }: { text: string; what: string }) {
  const { t } = useTranslation("tickets");
  const copy = (): void => void navigator.clipboard?.writeText(text).then(() => notice(t("work.copied")));
  return (
    <ActionIcon aria-label={t("work.copy", { name: what })} color="gray" onClick={copy} size="sm" variant="subtle">
      <Icon name="copy" size={14} />
    </ActionIcon>
  );
}
