/** One prompt: where it is played, its words and sounds in each language, its versions. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { usePartTitle } from "@/shared/title";
import { Dialog } from "@/shared/ui/Dialog";
import { Empty } from "@/shared/ui/Empty";
import { useNames } from "@/shared/words/names";
import type { PromptUseView, PromptView } from "@/src/generated/api";
import { LanguageCard } from "./LanguageCard";
import { useListening } from "./listening";
import { usePrompt, useRemovePrompt } from "./queries";
import { Versions } from "./Versions";

export function PromptPane({ name }: { name: string }) {
  const { t } = useTranslation("prompts");
  usePartTitle(name);
  const { data, isError } = usePrompt(name);
  const listening = useListening(t("noSound"));
  if (isError) return <Empty title={t("notFound")} />;
  if (!data) return null;
  const { prompt, versions } = data;
  return (
    <article aria-labelledby="prompt" className="stack" style={{ gap: 16 }}>
      <Head prompt={prompt} />
      {prompt.languages.map((each) => (
        <LanguageCard key={each.language} listening={listening} mayEdit={prompt.may_edit} name={name} of={each} />
      ))}
      <Uses uses={prompt.uses} />
      <Versions listening={listening} prompt={prompt} versions={versions} />
    </article>
  );
}

function Head({ prompt }: { prompt: PromptView }) {
  const { t } = useTranslation("prompts");
  const names = useNames();
  return (
    <div className="row between" style={{ flexWrap: "wrap" }}>
      <div className="stack" style={{ gap: 2 }}>
        <h2 className="prompts-name" id="prompt">
          {prompt.name}
        </h2>
        <p className="soft small">
          {[prompt.service ? names.service(prompt.service) : t("shared"), prompt.shipped ? t("shipped") : prompt.note]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </div>
      {prompt.may_edit && !prompt.shipped && <Remove name={prompt.name} />}
    </div>
  );
}

function Remove({ name }: { name: string }) {
  const { t } = useTranslation("prompts");
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const remove = useRemovePrompt(() => void navigate("/prompts"));
  return (
    <>
      <Button color="red" onClick={() => setAsking(true)} size="compact-sm" variant="subtle">
        {t("remove")}
      </Button>
      <Dialog onClose={() => setAsking(false)} opened={asking} title={t("removeTitle", { name })}>
        <div className="stack">
          <p>{t("removeHint")}</p>
          <Button
            color="red"
            loading={remove.isPending}
            onClick={() => remove.mutate(name, { onSettled: () => setAsking(false) })}
          >
            {t("remove")}
          </Button>
        </div>
      </Dialog>
    </>
  );
}

function Uses({ uses }: { uses: readonly PromptUseView[] }) {
  const { t } = useTranslation("prompts");
  const names = useNames();
  const named = ({ kind, where, step }: PromptUseView): string =>
    t(`used.${kind}`, { where: kind === "route" ? where : names.service(where), step });
  return (
    <section aria-labelledby="uses" className="stack">
      <h3 id="uses">{t("uses")}</h3>
      {uses.length === 0 && <p className="soft">{t("unused")}</p>}
      <ul className="stack" style={{ gap: 2 }}>
        {uses.map((use) => (
          <li key={`${use.kind} ${use.where} ${use.step}`}>{named(use)}</li>
        ))}
      </ul>
    </section>
  );
}
