/** Opens the menu of the account; it stands there at once, while the menu itself still comes. */
import { Button, type ButtonProps } from "@mantine/core";
import type { ComponentProps } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "@/shared/ui/Icon";

type Props = ButtonProps & Omit<ComponentProps<"button">, keyof ButtonProps> & { name: string };

export function AccountButton({ name, ...target }: Props) {
  const { t } = useTranslation();
  return (
    <Button
      {...target}
      aria-label={t("header.account", { name })}
      color="gray"
      leftSection={<Icon name="person" size={18} />}
      px={8}
      size="compact-md"
      variant="subtle"
      c="var(--text)"
      fw={500}
      styles={{ section: { marginInlineEnd: 6 } }}
    >
      <span className="demo-word">{name}</span>
    </Button>
  );
}
