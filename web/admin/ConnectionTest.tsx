/** One question to a connection, now, and what came back. */
import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConnectionTested } from "@/src/generated/api";
import { pairsOf, useTestConnection } from "./connections";

export function ConnectionTest({ name }: { name: string }) {
  const { t } = useTranslation();
  const [send, setSend] = useState("");
  const [into, setInto] = useState("");
  const test = useTestConnection(name);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        test.mutate({ send: pairsOf(send), into: pairsOf(into) });
      }}
      style={{ gap: 12 }}
    >
      <Textarea
        autosize
        data-autofocus
        description={t("connections.sendHint")}
        label={t("connections.send")}
        minRows={2}
        onChange={(event) => setSend(event.currentTarget.value)}
        value={send}
      />
      <Textarea
        autosize
        description={t("connections.intoHint")}
        label={t("connections.into")}
        minRows={2}
        onChange={(event) => setInto(event.currentTarget.value)}
        value={into}
      />
      <Button loading={test.isPending} type="submit">
        {t("connections.ask")}
      </Button>
      <div aria-live="polite">{test.data && <Told told={test.data} />}</div>
    </form>
  );
}

function Told({ told }: { told: ConnectionTested }) {
  const { t } = useTranslation();
  const { outcome, values, why, seconds, status } = told;
  return (
    <div className="stack">
      <p>
        <b>{t(`connections.outcome.${outcome}`)}</b>{" "}
        <span className="soft small num">{t("connections.took", { seconds, status: status || "–" })}</span>
      </p>
      {why && <p lang="en">{why}</p>}
      <dl className="stack" style={{ gap: 2 }}>
        {Object.entries(values).map(([name, value]) => (
          <div className="row" key={name}>
            <dt className="soft">{name}</dt>
            <dd style={{ overflowWrap: "anywhere" }}>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
