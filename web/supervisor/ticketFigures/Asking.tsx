/** What the figures of tickets are narrowed to. It stands in the address. */
import { NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useMe } from "@/shared/queries";
import { Channels, CountedBys, CountedOns } from "@/src/generated/api";
import { useChoices } from "@/tickets/queries";
import { SPACE as TICKETS } from "@/tickets/words";
import { firstOf, PERIODS } from "./telling";
import { SPACE } from "./words";

export const ASKED = ["from", "to", "by", "basis", "of", "service", "channel", "group"] as const;
export type Asked = Record<(typeof ASKED)[number], string>;
const SPANS = ["hour", "day", "week", "month"] as const;
const SHOWN = ["states", "perDay", "within"] as const;

interface Props {
  asked: Asked;
  shown: string;
  today: string;
  ask: (wish: Partial<Asked> & { show?: string }) => void;
}

export function Asking({ asked, shown, today, ask }: Props) {
  const { t } = useTranslation(SPACE);
  const words = useTranslation(TICKETS).t;
  const { groups, leads } = useChoices();
  const services = (useMe()?.services ?? []).filter(({ id }) => leads.includes(id));
  const any = { value: "", label: t("any") };
  const pick = (name: keyof Asked, label: string, data: { value: string; label: string }[]) => (
    <NativeSelect
      data={data}
      label={label}
      onChange={(event) => ask({ [name]: event.currentTarget.value })}
      value={asked[name]}
    />
  );
  const here = groups.filter((one) => leads.includes(one.service) && (!asked.service || asked.service === one.service));
  return (
    <div className="figures-asking">
      <Period ask={ask} asked={asked} today={today} />
      {(["from", "to"] as const).map((name) => (
        <TextInput
          key={name}
          label={t(name)}
          onChange={(event) => ask({ [name]: event.currentTarget.value })}
          type="date"
          value={asked[name]}
        />
      ))}
      {pick(
        "by",
        t("by"),
        SPANS.map((value) => ({ value, label: t(`spans.${value}`) })),
      )}
      {pick(
        "basis",
        t("basis"),
        CountedOns.map((value) => ({ value, label: t(`bases.${value}`) })),
      )}
      {pick(
        "of",
        t("of"),
        CountedBys.map((value) => ({ value, label: t(`rows.${value}`) })),
      )}
      {services.length > 1 && (
        <NativeSelect
          data={[any, ...services.map(({ id, name }) => ({ value: id, label: name }))]}
          label={t("service")}
          onChange={(event) => ask({ service: event.currentTarget.value, group: "" })}
          value={asked.service}
        />
      )}
      {pick("channel", t("channel"), [any, ...Channels.map((value) => ({ value, label: words(`channels.${value}`) }))])}
      {here.length > 0 &&
        pick("group", t("group"), [any, ...here.map(({ id, name }) => ({ value: String(id), label: name }))])}
      <NativeSelect
        data={SHOWN.map((value) => ({ value, label: t(`shown.${value}`) }))}
        label={t("show")}
        onChange={(event) => ask({ show: event.currentTarget.value })}
        value={shown}
      />
    </div>
  );
}

/** Days that end today, in one choice (STA-02). */
function Period({ asked, today, ask }: Pick<Props, "asked" | "today" | "ask">) {
  const { t } = useTranslation(SPACE);
  const chosen = PERIODS.find((days) => asked.to === today && asked.from === firstOf(today, days));
  return (
    <NativeSelect
      data={[
        ...PERIODS.map((days) => ({ value: String(days), label: t(`periods.${days}`) })),
        ...(chosen ? [] : [{ value: "", label: t("periods.other") }]),
      ]}
      label={t("period")}
      onChange={(event) => {
        const days = Number(event.currentTarget.value);
        if (days) ask({ from: firstOf(today, days), to: today, by: days === 1 ? "hour" : asked.by });
      }}
      value={chosen ? String(chosen) : ""}
    />
  );
}
