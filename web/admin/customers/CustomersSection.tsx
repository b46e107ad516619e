/** What each service keeps of its customers, for how long, and who was erased. */
import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useKeepings } from "@/shared/customers/queries";
import { useNames } from "@/shared/words/names";
import { ApiCard } from "./ApiCard";
import { ErasuresCard } from "./ErasuresCard";
import { KeepingForm } from "./KeepingForm";

export default function CustomersSection() {
  const { t } = useTranslation();
  const names = useNames();
  const { data } = useKeepings();
  const [chosen, setChosen] = useState("");
  const kept = data?.kept ?? [];
  const service = chosen || (kept[0] ?? "");
  const keeping = data?.items.find((one) => one.service === service);
  if (!data || !keeping) return null;
  return (
    <div className="stack" style={{ gap: 20 }}>
      {kept.length > 1 && (
        <NativeSelect
          data={kept.map((id) => ({ value: id, label: names.service(id) }))}
          label={t("customers.service")}
          onChange={(event) => setChosen(event.currentTarget.value)}
          style={{ maxWidth: 280 }}
          value={service}
        />
      )}
      <KeepingForm keeping={keeping} key={service} />
      <ApiCard key={`api of ${service}`} service={service} />
      <ErasuresCard />
    </div>
  );
}
