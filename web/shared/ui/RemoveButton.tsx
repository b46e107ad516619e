/** Deletes for good what has a name, after asking. */
import { Button, type ButtonProps } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface Props extends ButtonProps {
  name: string;
  onSure: () => void;
}

export function RemoveButton({ name, onSure, ...look }: Props) {
  const { t } = useTranslation();
  const ask = (): void => {
    if (window.confirm(t("settings.removeSure", { name }))) onSure();
  };
  return <Button color="red" onClick={ask} type="button" variant="subtle" {...look} />;
}
