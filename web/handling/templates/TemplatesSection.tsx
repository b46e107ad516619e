/** Answer templates by folder, and by the processing type they are linked to; each is edited in a dialog. */
import "../words";
import "./templates.css";
import { Button, Tabs, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { has } from "@/shared/frame/roles";
import { useMe } from "@/shared/queries";
import { Dialog } from "@/shared/ui/Dialog";
import { Sheet } from "@/shared/ui/Sheet";
import { useNames } from "@/shared/words/names";
import type { TemplateView } from "@/src/generated/api";
import { LinksTab } from "./LinksTab";
import { type Draft, draftOf, useTemplates } from "./queries";
import { TemplateForm } from "./TemplateForm";

export default function TemplatesSection() {
  const { t } = useTranslation("handling");
  const { data } = useTemplates();
  const me = useMe();
  const [draft, edit] = useState<Draft | null>(null);
  const [params, setParams] = useSearchParams();
  if (!data) return null;
  const mine = me?.services.filter(({ id }) => has(me, ["admin-ticket", "admin-phone"], id)) ?? [];
  const fresh: Draft = { id: 0, service: mine[0]?.id ?? "", folder: "", title: "", code: "", body: "", processing: 0 };
  return (
    <>
      <Tabs
        keepMounted={false}
        onChange={(tab) => setParams(tab === "links" ? { tab } : {})}
        value={params.get("tab") ?? "list"}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="list">{t("templates.tabs.list")}</Tabs.Tab>
          <Tabs.Tab value="links">{t("templates.tabs.links")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="list">
          <ListTab onEdit={edit} onNew={() => edit(fresh)} templates={data.items} />
        </Tabs.Panel>
        <Tabs.Panel value="links">
          <LinksTab onEdit={edit} templates={data.items} />
        </Tabs.Panel>
      </Tabs>
      <Dialog
        onClose={() => edit(null)}
        opened={draft !== null}
        size={640}
        title={draft?.id ? t("templates.editTitle", { title: draft.title }) : t("templates.add")}
      >
        {draft && (
          <TemplateForm key={draft.id} known={draft} mine={mine} onDone={() => edit(null)} places={data.places} />
        )}
      </Dialog>
    </>
  );
}

interface TabProps {
  templates: readonly TemplateView[];
  onEdit: (draft: Draft) => void;
  onNew: () => void;
}

function ListTab({ templates, onEdit, onNew }: TabProps) {
  const { t } = useTranslation("handling");
  const [words, setWords] = useState("");
  const shown = templates.filter((one) =>
    `${one.folder} ${one.title} ${one.code} ${one.body}`.toLowerCase().includes(words.trim().toLowerCase()),
  );
  return (
    <div className="stack" style={{ gap: 16 }}>
      <p className="soft">{t("templates.about")}</p>
      {templates.length === 0 && <p className="soft">{t("templates.none")}</p>}
      {templates.length > 0 && (
        <>
          <TextInput
            label={t("templates.find")}
            onChange={(event) => setWords(event.currentTarget.value)}
            style={{ maxWidth: 320 }}
            value={words}
          />
          <List onEdit={onEdit} templates={shown} />
        </>
      )}
      <Button onClick={onNew} style={{ alignSelf: "start" }}>
        {t("templates.add")}
      </Button>
    </div>
  );
}

function List({ templates, onEdit }: { templates: readonly TemplateView[]; onEdit: (draft: Draft) => void }) {
  const { t } = useTranslation("handling");
  const names = useNames();
  return (
    <Sheet
      heads={[
        t("templates.folder"),
        t("templates.title"),
        t("templates.code"),
        t("templates.service"),
        t("templates.edit"),
      ]}
    >
      {templates.map((one) => (
        <tr key={one.id}>
          <td>{one.folder}</td>
          <td>{one.title}</td>
          <td>/{one.code}</td>
          <td>{one.service ? names.service(one.service) : t("templates.all")}</td>
          <td>
            <Button
              aria-label={`${t("templates.edit")}: ${one.title}`}
              disabled={!one.may_change}
              onClick={() => onEdit(draftOf(one))}
              size="compact-sm"
              variant="default"
            >
              {t("templates.edit")}
            </Button>
          </td>
        </tr>
      ))}
    </Sheet>
  );
}
