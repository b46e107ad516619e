/** A test message, now: what was sent and what came back. */
import "@mantine/core/styles/Code.css";
import { Button, Code } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { WebhookTested } from "@/src/generated/api";
import { useTest } from "./api";

const lines = (headers: Record<string, string>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");

export function WebhookTest({ id }: { id: string }) {
  const { t } = useTranslation();
  const test = useTest(id);
  return (
    <div className="stack" style={{ gap: 12 }}>
      <p className="soft">{t("webhooks.testHint")}</p>
      <Button data-autofocus loading={test.isPending} onClick={() => test.mutate()}>
        {t("webhooks.send")}
      </Button>
      <div aria-live="polite">{test.data && <Told told={test.data} />}</div>
    </div>
  );
}

function Told({ told }: { told: WebhookTested }) {
  const { t } = useTranslation();
  return (
    <div className="stack">
      <p>
        <b>{told.why ? t("webhooks.notWell", { why: told.why }) : t("webhooks.well")}</b>{" "}
        <span className="soft small num">
          {told.why
            ? t("webhooks.after", { seconds: told.seconds })
            : t("webhooks.took", { status: told.status, seconds: told.seconds })}
        </span>
      </p>
      <Part label={t("webhooks.sent")} text={`POST ${told.url}\n${lines(told.sent_headers)}\n\n${told.sent}`} />
      {told.status > 0 && (
        <Part label={t("webhooks.answer")} text={`${lines(told.headers)}\n\n${told.answer}`.trim()} />
      )}
    </div>
  );
}

function Part({ label, text }: { label: string; text: string }) {
  return (
    <figure className="stack" style={{ gap: 4, margin: 0 }}>
      <figcaption className="soft small">{label}</figcaption>
      <Code aria-label={label} block className="webhook-told" lang="en" role="region" tabIndex={0}>
        {text}
      </Code>
    </figure>
  );
}
