import { Loader } from "@mantine/core";
import { useTranslation } from "react-i18next";

export function ClosingCard() {
  const { t } = useTranslation();
  return (
    <div className="trouble" style={{ flexDirection: "row", alignItems: "center" }}>
      <Loader color="gray" size={18} />
      <span>{t("call.closing")}</span>
    </div>
  );
}
