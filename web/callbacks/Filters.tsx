/** What a view of callbacks is narrowed by. It stands in the address. */
import { NativeSelect, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useMe } from "@/shared/queries";
import { type CallbackPersonView, CallbackReasons, CallbackStates } from "@/src/generated/api";
import { useChoices } from "./queries";
import type { Filter } from "./telling";
import { useReason } from "./useReason";
import { SPACE } from "./words";

interface Option {
  value: string;
  label: string;
}

export function useFilters(): [URLSearchParams, (name: Filter, value: string) => void] {
  const [params, setParams] = useSearchParams();
  const set = (name: Filter, value: string): void =>
    setParams(
      (now) => {
        const next = new URLSearchParams(now);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );
  return [params, set];
}

interface Props {
  of: readonly Filter[];
  /** The one that is shown, where one is always chosen. */
  service?: string;
  children?: ReactNode;
}

export function Filters({ of, service = "", children }: Props) {
  const { t } = useTranslation(SPACE);
  const why = useReason();
  const [params, set] = useFilters();
  const choices = useChoices();
  const services = (useMe()?.services ?? []).filter(({ functions }) => functions.includes("callback"));
  const pick = (name: Filter, label: string, data: Option[]) =>
    of.includes(name) && (
      <NativeSelect
        data={data}
        label={label}
        onChange={(event) => set(name, event.currentTarget.value)}
        value={params.get(name) ?? ""}
      />
    );
  const day = (name: "from" | "to", label: string) =>
    of.includes(name) && (
      <TextInput
        label={label}
        onChange={(event) => set(name, event.currentTarget.value)}
        type="date"
        value={params.get(name) ?? ""}
      />
    );
  return (
    <div className="cb-filters">
      {of.includes("service") && services.length > 1 && (
        <NativeSelect
          data={services.map(({ id, name }) => ({ value: id, label: name }))}
          label={t("service")}
          onChange={(event) => set("service", event.currentTarget.value)}
          value={service}
        />
      )}
      {day("from", t("since"))}
      {day("to", t("until"))}
      {pick("by", t("by"), [
        { value: "", label: t("day") },
        { value: "month", label: t("month") },
      ])}
      {pick("path", t("path"), [{ value: "", label: t("anyPath") }, ...(choices?.paths ?? []).map(same)])}
      {pick("state", t("state"), [
        { value: "", label: t("anyState") },
        ...CallbackStates.map((value) => ({ value, label: t(`states.${value}`) })),
      ])}
      {pick("reason", t("reason"), [
        { value: "", label: t("anyReason") },
        ...CallbackReasons.map((value) => ({ value, label: why(value) })),
      ])}
      {of.includes("caller") && (
        <TextInput
          inputMode="tel"
          label={t("number")}
          onChange={(event) => set("caller", event.currentTarget.value)}
          value={params.get("caller") ?? ""}
        />
      )}
      {of.includes("assigner") && <People label={t("assigner")} name="assigner" people={choices?.assigners ?? []} />}
      {of.includes("assignee") && <People label={t("assignee")} name="assignee" people={choices?.assignees ?? []} />}
      {children}
    </div>
  );
}

/** First the group, then somebody in it (CB-06). */
function People({ name, label, people }: { name: Filter; label: string; people: readonly CallbackPersonView[] }) {
  const { t } = useTranslation(SPACE);
  const [params, set] = useFilters();
  const [group, setGroup] = useState("");
  const groups = [...new Set(people.flatMap((one) => one.groups))].sort();
  const shown = people.filter((one) => !group || one.groups.includes(group));
  return (
    <>
      {groups.length > 0 && (
        <NativeSelect
          data={[{ value: "", label: t("anyGroup") }, ...groups.map(same)]}
          label={`${label}: ${t("group")}`}
          onChange={(event) => {
            setGroup(event.currentTarget.value);
            set(name, "");
          }}
          value={group}
        />
      )}
      <NativeSelect
        data={[{ value: "", label: t("anybody") }, ...shown.map((one) => ({ value: one.id, label: one.name }))]}
        label={label}
        onChange={(event) => set(name, event.currentTarget.value)}
        value={params.get(name) ?? ""}
      />
    </>
  );
}

function same(text: string): Option {
  return { value: text, label: text };
}
