/** A page that there is not. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Empty } from "@/shared/ui/Empty";

export function Missing({ home }: { home: string }) {
  const { t } = useTranslation();
  return (
    <Empty title={t("error.missing")}>
      <Link to={home}>{t("error.home")}</Link>
    </Empty>
  );
}
