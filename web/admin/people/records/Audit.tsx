/** What people with rights have done, and what the house has removed by itself, newest first. */
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { serverNow } from "@/shared/live/clock";
import { Sheet } from "@/shared/ui/Sheet";
import { moment } from "@/shared/words/format";
import type { AuditView } from "@/src/generated/api";
import { isOfTheHouse, removedBy, useRecords } from "../api";
import { useOperations } from "../audited";
import { asked, Days, NOTHING } from "./search";

const REFUSED = 400; // statuses of HTTP from here on
const ALL = { login: "", operation: "", since: "", until: "" };

export function Audit() {
  const { t, i18n } = useTranslation();
  const [search, setSearch] = useState(ALL);
  const [before, setBefore] = useState(0);
  const query = `${asked({ ...NOTHING, ...search })}&before=${before}`;
  const items = useRecords<AuditView>(`/audit?${query}`).data?.items ?? [];
  const oldest = items.at(-1)?.id ?? 0;
  return (
    <>
      <AuditSearch
        onChange={(change) => {
          setBefore(0);
          setSearch({ ...search, ...change });
        }}
        search={search}
      />
      {items.length === 0 ? (
        <p className="soft">{t("records.none")}</p>
      ) : (
        <Sheet
          heads={[
            t("records.time"),
            t("records.operator"),
            t("records.address"),
            t("records.what"),
            t("records.status"),
          ]}
          name={t("records.audit")}
        >
          {items.map((each) => (
            <tr key={each.id}>
              <td>{moment(each.at, serverNow(), i18n.language)}</td>
              <td>{each.person || (isOfTheHouse(each) ? t("records.house") : "")}</td>
              <td>{each.address}</td>
              <td style={{ overflowWrap: "anywhere" }}>
                <Done of={each} />
              </td>
              <td>
                {!isOfTheHouse(each) &&
                  (each.status < REFUSED ? t("records.wasDone") : t("records.wasRefused", { status: each.status }))}
              </td>
            </tr>
          ))}
        </Sheet>
      )}
      {items.length >= 200 && (
        <Button onClick={() => setBefore(oldest)} style={{ alignSelf: "start" }} variant="default">
          {t("records.older")}
        </Button>
      )}
    </>
  );
}

function AuditSearch({ search, onChange }: { search: typeof ALL; onChange: (change: Partial<typeof ALL>) => void }) {
  const { t, i18n } = useTranslation();
  const operations = Object.entries(useOperations()).map(([value, label]) => ({ value, label }));
  operations.sort((one, other) => one.label.localeCompare(other.label, i18n.language));
  return (
    <div className="row" style={{ flexWrap: "wrap", alignItems: "flex-end" }}>
      <Days onChange={onChange} search={search} />
      <NativeSelect
        data={[{ value: "", label: t("records.all") }, ...operations]}
        label={t("records.operation")}
        onChange={(event) => onChange({ operation: event.currentTarget.value })}
        value={search.operation}
        w={300}
      />
      <TextInput
        label={t("records.login")}
        onChange={(event) => onChange({ login: event.currentTarget.value })}
        value={search.login}
        w={160}
      />
    </div>
  );
}

/** What was done, in words, with the request as it came; or what the house has removed by itself. */
function Done({ of }: { of: AuditView }) {
  const { t, i18n } = useTranslation();
  const name = useOperations()[of.operation];
  const removed = removedBy(of);
  if (!removed)
    return (
      <>
        {name && <div>{name}</div>}
        <span className="soft small" lang="en">
          {of.operation.split(" ")[0]} {of.about}
        </span>
      </>
    );
  const key = `records.kept.${removed.what}`;
  const thing = i18n.exists(key) ? t(key as "records.kept.logs") : removed.what;
  return t("records.removed", { thing, count: removed.count, day: removed.day });
}
