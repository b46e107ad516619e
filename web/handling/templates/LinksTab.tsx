/** Which templates are linked to each processing type of a service: linked anew, taken away, edited (TKT-49). */
import { ActionIcon, Button, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Dialog } from "@/shared/ui/Dialog";
import { Icon } from "@/shared/ui/Icon";
import { notice } from "@/shared/ui/notices";
import type { CategoryView, TemplateView } from "@/src/generated/api";
import { optionsOf, pathOf } from "@/tickets/categories";
import { useCategories, useLedService } from "@/tickets/setup/api";
import { type Draft, draftOf, useChangeTemplates } from "./queries";

interface Props {
  templates: readonly TemplateView[];
  onEdit: (draft: Draft) => void;
}

export function LinksTab({ templates, onEdit }: Props) {
  const { t } = useTranslation("handling");
  const [service, choose, services] = useLedService();
  const categories = useCategories(service);
  const [linking, link] = useState(0);
  const types = optionsOf(categories, service, "processing").map(({ value }) => Number(value));
  const usable = templates.filter((one) => one.service === "" || one.service === service);
  return (
    <div className="stack" style={{ gap: 16 }}>
      <p className="soft">{t("templates.links.about")}</p>
      {services.length > 1 && (
        <NativeSelect
          data={services}
          label={t("templates.service")}
          onChange={(event) => choose(event.currentTarget.value)}
          style={{ maxWidth: 320 }}
          value={service}
        />
      )}
      {types.length === 0 && (
        <p className="soft">
          {t("templates.links.noTypes")} <Link to="/settings/ticketCategories">{t("templates.links.toTypes")}</Link>
        </p>
      )}
      {types.map((type) => (
        <TypeCard
          categories={categories}
          key={type}
          linked={usable.filter(({ processing }) => processing === type)}
          onEdit={onEdit}
          onLink={() => link(type)}
          type={type}
        />
      ))}
      <Dialog
        onClose={() => link(0)}
        opened={linking > 0}
        size={480}
        title={t("templates.links.addTo", { type: pathOf(categories, linking) })}
      >
        <LinkForm
          categories={categories}
          onDone={() => link(0)}
          templates={usable.filter(({ processing, may_change: may }) => may && processing !== linking)}
          type={linking}
        />
      </Dialog>
    </div>
  );
}

interface CardProps {
  type: number;
  categories: readonly CategoryView[];
  linked: readonly TemplateView[];
  onEdit: (draft: Draft) => void;
  onLink: () => void;
}

function TypeCard({ type, categories, linked, onEdit, onLink }: CardProps) {
  const { t } = useTranslation("handling");
  const name = pathOf(categories, type);
  return (
    <section aria-label={name} className="card" style={{ padding: 14 }}>
      <div className="row between">
        <h3>{name}</h3>
        <Button
          aria-label={t("templates.links.addTo", { type: name })}
          onClick={onLink}
          size="compact-sm"
          variant="default"
        >
          {t("templates.links.add")}
        </Button>
      </div>
      {linked.length === 0 && <p className="soft small">{t("templates.links.none")}</p>}
      <ul className="template-links">
        {linked.map((one) => (
          <Linked key={one.id} of={one} onEdit={onEdit} />
        ))}
      </ul>
    </section>
  );
}

function Linked({ of, onEdit }: { of: TemplateView; onEdit: (draft: Draft) => void }) {
  const { t } = useTranslation("handling");
  const change = useChangeTemplates(() => notice(t("templates.links.removed", { title: of.title })));
  const remove = t("templates.links.remove", { title: of.title });
  const unlink = (): void =>
    change.mutate({ method: "PUT", path: `/${of.id}`, body: { ...draftOf(of), processing: 0 } });
  return (
    <li className="row between">
      <span className="cut grow">
        {of.title} <span className="soft small">/{of.code}</span>
      </span>
      <Button
        aria-label={`${t("templates.edit")}: ${of.title}`}
        disabled={!of.may_change}
        onClick={() => onEdit(draftOf(of))}
        size="compact-sm"
        variant="default"
      >
        {t("templates.edit")}
      </Button>
      <ActionIcon
        aria-label={remove}
        color="gray"
        disabled={!of.may_change}
        loading={change.isPending}
        onClick={unlink}
        title={remove}
        variant="subtle"
      >
        <Icon name="close" size={16} />
      </ActionIcon>
    </li>
  );
}

interface FormProps {
  type: number;
  categories: readonly CategoryView[];
  templates: readonly TemplateView[];
  onDone: () => void;
}

function LinkForm({ type, categories, templates, onDone }: FormProps) {
  const { t } = useTranslation("handling");
  const [chosen, choose] = useState("");
  const one = templates.find(({ id }) => String(id) === chosen) ?? templates[0];
  const change = useChangeTemplates(() => {
    notice(t("templates.links.added", { title: one?.title }));
    onDone();
  });
  if (!one) return <p className="soft">{t("templates.links.nothing")}</p>;
  const moves = pathOf(categories, one.processing);
  return (
    <div className="stack" style={{ gap: 12 }}>
      <NativeSelect
        data={templates.map(({ id, title, code }) => ({ value: String(id), label: `${title} (/${code})` }))}
        data-autofocus
        label={t("templates.links.which")}
        onChange={(event) => choose(event.currentTarget.value)}
        value={String(one.id)}
      />
      {moves && <p className="soft small">{t("templates.links.moves", { type: moves })}</p>}
      <Button
        loading={change.isPending}
        onClick={() =>
          change.mutate({ method: "PUT", path: `/${one.id}`, body: { ...draftOf(one), processing: type } })
        }
        style={{ alignSelf: "start" }}
      >
        {t("templates.links.add")}
      </Button>
    </div>
  );
}
