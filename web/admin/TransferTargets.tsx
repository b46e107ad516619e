/** The numbers outside to which routes of a service may send callers. */
import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useEdited } from "@/shared/ui/unsaved";
import { targetsOf, textOfTargets, useSetTargets, useTargets } from "./skills";

export function TransferTargets({ service }: { service: string }) {
  const { data } = useTargets(service);
  const text = textOfTargets(data?.items ?? []);
  return data ? <Form key={`${service} ${text}`} known={text} service={service} /> : null;
}

function Form({ known, service }: { known: string; service: string }) {
  const { t } = useTranslation();
  const [text, setText] = useState(known);
  const save = useSetTargets(service, t("targets.saved"));
  useEdited(text, save);
  return (
    <form
      aria-labelledby="targets-title"
      className="card stack queue-form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(targetsOf(text));
      }}
    >
      <h3 id="targets-title">{t("targets.title")}</h3>
      <p className="soft small">{t("targets.hint")}</p>
      <Textarea
        autosize
        description={t("targets.lines")}
        label={t("targets.list")}
        minRows={2}
        onChange={(event) => setText(event.currentTarget.value)}
        value={text}
      />
      <Button disabled={text === known} loading={save.isPending} style={{ alignSelf: "flex-start" }} type="submit">
        {t("targets.save")}
      </Button>
    </form>
  );
}
