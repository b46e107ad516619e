/** Changes of rights: who gave or took what, from whom, from where. */
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { serverNow } from "@/shared/live/clock";
import { Sheet } from "@/shared/ui/Sheet";
import { moment } from "@/shared/words/format";
import type { RightChangeView } from "@/src/generated/api";
import { type RightName, useRecords, useServices } from "../api";
import { asked, Days, NOTHING } from "./search";

export function Changes() {
  const { t } = useTranslation();
  const services = useServices().data?.items ?? [];
  const [told, setTold] = useState(NOTHING);
  const [search, setSearch] = useState("");
  const { data } = useRecords<RightChangeView>(`/right-changes?${search}`);
  const set = (change: Partial<typeof NOTHING>): void => setTold((before) => ({ ...before, ...change }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setSearch(asked(told));
  };
  return (
    <>
      <form className="row" onSubmit={submit} style={{ flexWrap: "wrap", alignItems: "flex-end" }}>
        <Days onChange={set} search={told} />
        <NativeSelect
          data={[
            { value: "", label: t("records.all") },
            ...(["register", "edit", "delete"] as const).map((value) => ({
              value,
              label: t(`records.operations.${value}`),
            })),
          ]}
          label={t("records.operation")}
          onChange={(event) => set({ operation: event.currentTarget.value })}
          value={told.operation}
        />
        <NativeSelect
          data={[
            { value: "", label: t("records.all") },
            ...services.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          label={t("records.service")}
          onChange={(event) => set({ service: event.currentTarget.value })}
          value={told.service}
        />
        {(["name", "address", "login"] as const).map((each) => (
          <TextInput
            key={each}
            label={t(`records.${each}`)}
            onChange={(event) => set({ [each]: event.currentTarget.value })}
            value={told[each]}
            w={140}
          />
        ))}
        <Button type="submit" variant="default">
          {t("records.search")}
        </Button>
      </form>
      {data?.items.length === 0 && <p className="soft">{t("records.none")}</p>}
      {data && data.items.length > 0 && <ChangeTable changes={data.items} />}
    </>
  );
}

function ChangeTable({ changes }: { changes: readonly RightChangeView[] }) {
  const { t, i18n } = useTranslation();
  const said = (rights: readonly string[]): string =>
    rights.map((right) => t(`people.right.${right as RightName}`)).join(", ") || t("people.none");
  return (
    <Sheet
      heads={[
        "#",
        t("records.service"),
        t("records.time"),
        t("records.operator"),
        t("records.address"),
        t("records.target"),
        t("records.operation"),
        t("records.rights"),
      ]}
      name={t("records.changes")}
    >
      {changes.map((each) => (
        <tr key={each.id}>
          <td>{each.id}</td>
          <td>{each.service || t("records.organisation")}</td>
          <td>{moment(each.at, serverNow(), i18n.language)}</td>
          <td>
            {each.operator_name} <span className="soft small">{each.operator}</span>
          </td>
          <td>{each.address}</td>
          <td>{each.target}</td>
          <td>{t(`records.operations.${each.operation as "edit"}`)}</td>
          <td>
            {said(each.before)} → {said(each.after)}
          </td>
        </tr>
      ))}
    </Sheet>
  );
}
