/** What is on record: changes of rights, what people with rights have done, mails. */
import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Audit } from "./records/Audit";
import { Changes } from "./records/Changes";
import { Mails } from "./records/Mails";

type Tab = "changes" | "audit" | "mails";
const TABS: readonly Tab[] = ["changes", "audit", "mails"];

export default function RecordsSection() {
  const { t } = useTranslation();
  const [tab, setTab] = useState<Tab>("changes");
  return (
    <div className="stack" style={{ gap: 16 }}>
      <p className="soft">{t("records.about")}</p>
      <SegmentedControl
        aria-label={t("records.tabs")}
        data={TABS.map((value) => ({ value, label: t(`records.${value}`) }))}
        onChange={(value) => setTab(value as Tab)}
        style={{ alignSelf: "start" }}
        transitionDuration={0}
        value={tab}
      />
      {tab === "changes" && <Changes />}
      {tab === "audit" && <Audit />}
      {tab === "mails" && <Mails />}
    </div>
  );
}
