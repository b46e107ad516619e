/** Answer templates by folder; each is edited in a dialog. */
import "../words";
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { has } from "@/shared/frame/roles";
import { useMe } from "@/shared/queries";
import { Dialog } from "@/shared/ui/Dialog";
import { Sheet } from "@/shared/ui/Sheet";
import { useNames } from "@/shared/words/names";
import type { TemplateView } from "@/src/generated/api";
import { type Draft, useTemplates } from "./queries";
import { TemplateForm } from "./TemplateForm";

export default function TemplatesSection() {
  const { t } = useTranslation("handling");
  const { data } = useTemplates();
  const me = useMe();
  const [draft, edit] = useState<Draft | null>(null);
  const [words, setWords] = useState("");
  if (!data) return null;
  const mine = me?.services.filter(({ id }) => has(me, ["admin-ticket", "admin-phone"], id)) ?? [];
  const shown = data.items.filter((one) =>
    `${one.folder} ${one.title} ${one.code} ${one.body}`.toLowerCase().includes(words.trim().toLowerCase()),
  );
  const fresh: Draft = { id: 0, service: mine[0]?.id ?? "", folder: "", title: "", code: "", body: "", processing: 0 };
  return (
    <div className="stack" style={{ gap: 16 }}>
      <p className="soft">{t("templates.about")}</p>
      {data.items.length === 0 && <p className="soft">{t("templates.none")}</p>}
      {data.items.length > 0 && (
        <>
          <TextInput
            label={t("templates.find")}
            onChange={(event) => setWords(event.currentTarget.value)}
            style={{ maxWidth: 320 }}
            value={words}
          />
          <List onEdit={edit} templates={shown} />
        </>
      )}
      <Button onClick={() => edit(fresh)} style={{ alignSelf: "start" }}>
        {t("templates.add")}
      </Button>
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
      {templates.map(({ may_change: may, ...one }) => (
        <tr key={one.id}>
          <td>{one.folder}</td>
          <td>{one.title}</td>
          <td>/{one.code}</td>
          <td>{one.service ? names.service(one.service) : t("templates.all")}</td>
          <td>
            <Button
              aria-label={`${t("templates.edit")}: ${one.title}`}
              disabled={!may}
              onClick={() => onEdit(one)}
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
