/** Callers who abuse agents: the policy of each service, restricted numbers, incidents, and the figures of a month. */
import { Tabs } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { IncidentFigures } from "./IncidentFigures";
import { IncidentList } from "./IncidentList";
import { PolicyForm } from "./PolicyForm";
import { RestrictionList } from "./RestrictionList";

const TABS = ["incidents", "restrictions", "policy", "figures"] as const;

export default function ConductSection() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const tab = params.get("tab") ?? "incidents";
  const incident = Number(params.get("incident") ?? 0);
  return (
    <Tabs keepMounted={false} onChange={(next) => setParams({ tab: next ?? "incidents" })} value={tab}>
      <Tabs.List mb="md">
        {TABS.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {t(`conduct.tabs.${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="incidents">
        <IncidentList chosen={incident} onChoose={(id) => setParams(id ? { incident: `${id}` } : {})} />
      </Tabs.Panel>
      <Tabs.Panel value="restrictions">
        <RestrictionList />
      </Tabs.Panel>
      <Tabs.Panel value="policy">
        <PolicyForm />
      </Tabs.Panel>
      <Tabs.Panel value="figures">
        <IncidentFigures />
      </Tabs.Panel>
    </Tabs>
  );
}
