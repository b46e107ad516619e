/** What tickets of a service ask: agent fields and customer fields, in order, the consent last (TKT-40 to TKT-46). */
import "../words";
import "../tickets.css";
import { ActionIcon, Button, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/shared/ui/Dialog";
import { Icon } from "@/shared/ui/Icon";
import type { TicketFieldView } from "@/src/generated/api";
import { pathOf } from "../categories";
import { useCategories, useFieldsOf, useLedService, useSetup } from "./api";
import { type Audience, type EditedField, FieldForm } from "./FieldForm";

export default function FieldsSection() {
  const { t } = useTranslation("tickets");
  const [service, choose, services] = useLedService();
  const fields = useFieldsOf(service);
  const [edited, edit] = useState<EditedField | null>(null);
  const title = edited?.known ? t("setup.edit", { name: edited.known.name }) : t("setup.add");
  return (
    <div className="stack" style={{ gap: 16 }}>
      <p className="soft">{t("setup.fieldsHint")}</p>
      <p className="soft small">{t("setup.defaults")}</p>
      {services.length > 1 && (
        <NativeSelect
          aria-label={t("setup.service")}
          data={services}
          onChange={(event) => choose(event.currentTarget.value)}
          style={{ alignSelf: "start" }}
          value={service}
        />
      )}
      {(["agent", "customer"] as const).map((audience) => (
        <AudienceCard
          audience={audience}
          fields={fields.filter((one) => one.audience === audience)}
          key={audience}
          onEdit={edit}
          service={service}
        />
      ))}
      <Dialog onClose={() => edit(null)} opened={edited !== null} size={480} title={title}>
        {edited && <FieldForm edited={edited} onDone={() => edit(null)} service={service} />}
      </Dialog>
    </div>
  );
}

interface Props {
  audience: Audience;
  fields: readonly TicketFieldView[];
  service: string;
  onEdit: (edited: EditedField) => void;
}

function AudienceCard({ audience, fields, service, onEdit }: Props) {
  const { t } = useTranslation("tickets");
  return (
    <section aria-label={t(`setup.audiences.${audience}`)} className="card" style={{ padding: 14 }}>
      <div className="row between">
        <h2>{t(`setup.audiences.${audience}`)}</h2>
        <Button onClick={() => onEdit({ audience })} size="compact-sm" variant="default">
          {t("setup.add")}
        </Button>
      </div>
      {fields.length === 0 && <p className="soft small">{t("setup.none")}</p>}
      <ul className="category-tree">
        {fields.map((field, at) => (
          <FieldRow at={at} field={field} fields={fields} key={field.id} onEdit={onEdit} service={service} />
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  field: TicketFieldView;
  fields: readonly TicketFieldView[];
  at: number;
  service: string;
  onEdit: (edited: EditedField) => void;
}

function FieldRow({ field, fields, at, service, onEdit }: RowProps) {
  const { t } = useTranslation("tickets");
  const setup = useSetup();
  const categories = useCategories(service);
  const { name, audience } = field;
  const free = fields.filter(({ kind }) => kind !== "consent").length;
  const swap = (other: number) => (): void => {
    const ids = fields.map(({ id }) => id);
    const [moved] = ids.splice(at, 1);
    if (moved !== undefined) ids.splice(other, 0, moved);
    setup.mutate({ method: "PUT", path: "/ticket-fields/order", body: { service, audience, ids } });
  };
  const fixed = field.kind === "consent";
  return (
    <li className="row">
      <span className="cut grow">
        {name} <span className="soft small">{t(`setup.kinds.${field.kind}`)}</span>{" "}
        {field.required && <span className="badge">{t("setup.required")}</span>}{" "}
        {field.phone_only && <span className="badge">{t("setup.phoneOnly")}</span>}{" "}
        {field.category > 0 && <span className="soft small">{pathOf(categories, field.category)}</span>}
      </span>
      <ActionIcon
        aria-label={t("setup.up", { name })}
        color="gray"
        disabled={fixed || at === 0}
        onClick={swap(at - 1)}
        size="sm"
        variant="subtle"
      >
        <span className="turned">
          <Icon name="chevron" size={14} />
        </span>
      </ActionIcon>
      <ActionIcon
        aria-label={t("setup.down", { name })}
        color="gray"
        disabled={fixed || at >= free - 1}
        onClick={swap(at + 1)}
        size="sm"
        variant="subtle"
      >
        <Icon name="chevron" size={14} />
      </ActionIcon>
      <Button
        aria-label={t("setup.edit", { name })}
        onClick={() => onEdit({ audience, known: field })}
        size="compact-xs"
        variant="default"
      >
        {t("setup.change")}
      </Button>
    </li>
  );
}
