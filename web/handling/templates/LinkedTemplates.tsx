/** What is linked to the ticket's processing type, offered at a click (TKT-49). */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { TemplateView } from "@/src/generated/api";
import { linkedTo } from "./slash";

const SHOWN = 3; // the others stand first in the list behind the slash

interface Props {
  service: string;
  templates: readonly TemplateView[];
  types: readonly number[];
  onTake: (template: TemplateView) => void;
}

export function LinkedTemplates({ service, templates, types, onTake }: Props) {
  const { t } = useTranslation("handling");
  return linkedTo(templates, service, types)
    .slice(0, SHOWN)
    .map((one) => (
      <Button
        key={one.id}
        onClick={() => onTake(one)}
        size="compact-sm"
        title={t("templates.linkedHint")}
        variant="light"
      >
        {one.title}
      </Button>
    ));
}
