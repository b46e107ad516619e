/** A category: its name, where it stands, and whether the help centre shows it. */
import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { RemoveButton } from "@/shared/ui/RemoveButton";
import { useEdited } from "@/shared/ui/unsaved";
import type { CategoryView } from "@/src/generated/api";
import { LEVELS, levelOf, pathOf } from "../categories";
import { useSetup } from "./api";

/** A category that is edited, or a new one below a parent. */
export type Edited = { tree: CategoryView["tree"]; parent: number; known?: CategoryView };

interface Props {
  edited: Edited;
  categories: readonly CategoryView[];
  service: string;
  onDone: () => void;
}

export function CategoryForm({ edited: { tree, parent, known }, categories, service, onDone }: Props) {
  const { t } = useTranslation("tickets");
  const [told, setTold] = useState({ name: known?.name ?? "", parent, active: known?.active ?? true });
  const setup = useSetup(onDone);
  useEdited(told);
  const places = categories.filter(
    (one) => one.tree === tree && one.id !== known?.id && levelOf(categories, one.id) < LEVELS,
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const name = told.name.trim();
    if (!known) {
      setup.mutate({ method: "POST", path: "/ticket-categories", body: { service, tree, name, parent: told.parent } });
      return;
    }
    const moved = told.parent === known.parent ? {} : { parent: told.parent };
    const body = { name, active: told.active, ...moved };
    setup.mutate({ method: "PATCH", path: `/ticket-categories/${known.id}`, body });
  };
  return (
    <form className="stack" onSubmit={submit} style={{ gap: 12 }}>
      <TextInput
        data-autofocus
        label={t("setup.name")}
        maxLength={100}
        onChange={(event) => setTold({ ...told, name: event.currentTarget.value })}
        value={told.name}
      />
      <NativeSelect
        data={[
          { value: "0", label: t("setup.top") },
          ...places.map(({ id }) => ({ value: String(id), label: pathOf(categories, id) })),
        ]}
        label={t("setup.move", { name: told.name })}
        onChange={(event) => setTold({ ...told, parent: Number(event.currentTarget.value) })}
        value={String(told.parent)}
      />
      {known && (
        <Checkbox
          checked={told.active}
          label={t("setup.show", { name: told.name })}
          onChange={(event) => setTold({ ...told, active: event.currentTarget.checked })}
        />
      )}
      <div className="row between">
        <Button disabled={!told.name.trim()} loading={setup.isPending} type="submit">
          {t("setup.save")}
        </Button>
        {known && (
          <RemoveButton
            name={known.name}
            onSure={() => setup.mutate({ method: "DELETE", path: `/ticket-categories/${known.id}` })}
          >
            {t("setup.remove", { name: known.name })}
          </RemoveButton>
        )}
      </div>
    </form>
  );
}
