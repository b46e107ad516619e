/** A secret that is told once. */
import "@mantine/core/styles/Code.css";
import { Code } from "@mantine/core";
import { useTranslation } from "react-i18next";

export function Secret({ secret }: { secret: string }) {
  const { t } = useTranslation();
  return (
    <div className="stack">
      <p>{t("webhooks.secretHint")}</p>
      <Code aria-label={t("webhooks.secret")} block style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>
        {secret}
      </Code>
    </div>
  );
}
