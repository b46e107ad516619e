/** One category in its tree: its name, its place, what can be done with it. */
import { ActionIcon, Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Icon } from "@/shared/ui/Icon";
import type { CategoryView } from "@/src/generated/api";
import { LEVELS, levelOf } from "../categories";
import { Copy } from "../work/Head";
import { useSetup } from "./api";
import type { Edited } from "./CategoryForm";

interface Props {
  of: CategoryView;
  categories: readonly CategoryView[];
  onEdit: (edited: Edited) => void;
}

export function CategoryRow({ of, categories, onEdit }: Props) {
  const { t } = useTranslation("tickets");
  const setup = useSetup();
  const { id, name, tree, active } = of;
  const level = levelOf(categories, id);
  const siblings = categories.filter(({ parent }) => parent === of.parent);
  const place = siblings.findIndex((one) => one.id === id);
  const patch = (body: unknown): void => setup.mutate({ method: "PATCH", path: `/ticket-categories/${id}`, body });
  return (
    <li className="row" style={{ paddingInlineStart: (level - 1) * 22 }}>
      <span className="cut grow">
        {name} {!active && <span className="badge">{t("setup.hidden")}</span>}
      </span>
      <Copy text={String(id)} what={t("setup.copyId", { name })} />
      <ActionIcon
        aria-label={t("setup.up", { name })}
        color="gray"
        disabled={place <= 0}
        onClick={() => patch({ place: place - 1 })}
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
        disabled={place === siblings.length - 1}
        onClick={() => patch({ place: place + 1 })}
        size="sm"
        variant="subtle"
      >
        <Icon name="chevron" size={14} />
      </ActionIcon>
      <Button
        aria-label={t("setup.addUnder", { name })}
        disabled={level >= LEVELS}
        onClick={() => onEdit({ tree, parent: id })}
        size="compact-xs"
        variant="subtle"
      >
        {t("setup.add")}
      </Button>
      <Button
        aria-label={t("setup.edit", { name })}
        onClick={() => onEdit({ tree, parent: of.parent, known: of })}
        size="compact-xs"
        variant="default"
      >
        {t("setup.change")}
      </Button>
    </li>
  );
}
