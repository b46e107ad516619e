/** One of several things in a field, with what puts it up, drops it, and adds another one. */
import { ActionIcon, Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Glyph } from "@/designer/ui/Glyph";
import type { Bound } from "./useField";

export interface ListProps extends Bound {
  label: string;
}

export function Entry({
  children,
  onDrop,
  onUp,
  locked,
  name,
}: {
  children: ReactNode;
  onDrop: () => void;
  onUp?: (() => void) | undefined;
  locked: boolean;
  name: string;
}) {
  const { t } = useTranslation("designer");
  return (
    <fieldset aria-label={name} className="entry">
      <div className="entry-body">{children}</div>
      <div className="entry-acts">
        {onUp && (
          <ActionIcon
            aria-label={`${t("form.up")}: ${name}`}
            color="gray"
            disabled={locked}
            onClick={onUp}
            size="sm"
            variant="subtle"
          >
            <Glyph name="up" size={14} />
          </ActionIcon>
        )}
        <ActionIcon
          aria-label={`${t("form.drop")}: ${name}`}
          color="gray"
          disabled={locked}
          onClick={onDrop}
          size="sm"
          variant="subtle"
        >
          <Glyph name="drop" size={14} />
        </ActionIcon>
      </div>
    </fieldset>
  );
}

export function Add({ label, onAdd, locked }: { label: string; onAdd: () => void; locked: boolean }) {
  if (locked) return null;
  return (
    <div>
      <Button leftSection={<Glyph name="plus" size={14} />} onClick={onAdd} size="compact-sm" variant="default">
        {label}
      </Button>
    </div>
  );
}
