/** The trees of receipt types and processing types of a service (TKT-31 to TKT-33). */
import "../words";
import "../tickets.css";
import { Button, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/shared/ui/Dialog";
import type { CategoryView } from "@/src/generated/api";
import { useCategories, useLedService } from "./api";
import { CategoryForm, type Edited } from "./CategoryForm";
import { CategoryRow } from "./CategoryRow";

export default function CategoriesSection() {
  const { t } = useTranslation("tickets");
  const [service, choose, services] = useLedService();
  const categories = useCategories(service);
  const [edited, edit] = useState<Edited | null>(null);
  const title = edited?.known ? t("setup.edit", { name: edited.known.name }) : t("setup.add");
  return (
    <div className="stack" style={{ gap: 16 }}>
      <p className="soft">{t("setup.categoriesHint")}</p>
      <div className="row" style={{ flexWrap: "wrap" }}>
        {services.length > 1 && (
          <NativeSelect
            aria-label={t("setup.service")}
            data={services}
            onChange={(event) => choose(event.currentTarget.value)}
            value={service}
          />
        )}
        <Button
          component="a"
          download
          href={`/api/ticket-categories/export?service=${encodeURIComponent(service)}`}
          variant="default"
        >
          {t("setup.excel")}
        </Button>
      </div>
      {(["receipt", "processing"] as const).map((tree) => (
        <TreeCard categories={categories.filter((one) => one.tree === tree)} key={tree} onEdit={edit} tree={tree} />
      ))}
      <Dialog onClose={() => edit(null)} opened={edited !== null} title={title}>
        {edited && <CategoryForm categories={categories} edited={edited} onDone={() => edit(null)} service={service} />}
      </Dialog>
    </div>
  );
}

interface Props {
  categories: readonly CategoryView[];
  tree: Edited["tree"];
  onEdit: (edited: Edited) => void;
}

function TreeCard({ categories, tree, onEdit }: Props) {
  const { t } = useTranslation("tickets");
  return (
    <section aria-label={t(`setup.trees.${tree}`)} className="card" style={{ padding: 14 }}>
      <div className="row between">
        <h2>{t(`setup.trees.${tree}`)}</h2>
        <Button onClick={() => onEdit({ tree, parent: 0 })} size="compact-sm" variant="default">
          {t("setup.add")}
        </Button>
      </div>
      {categories.length === 0 && <p className="soft small">{t("setup.none")}</p>}
      <ul className="category-tree">
        {categories.map((one) => (
          <CategoryRow categories={categories} key={one.id} of={one} onEdit={onEdit} />
        ))}
      </ul>
    </section>
  );
}
