/** Every text and recording that there was: who made it and when, how it sounds, and the way back to it. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { serverNow } from "@/shared/live/clock";
import { notice } from "@/shared/ui/notices";
import { moment, short } from "@/shared/words/format";
import type { PromptVersionView, PromptView } from "@/src/generated/api";
import { Listen } from "./Listen";
import type { Listening } from "./listening";
import { soundOf, useVersion } from "./queries";

interface Props {
  prompt: PromptView;
  versions: readonly PromptVersionView[];
  listening: Listening;
}

export function Versions({ prompt, versions, listening }: Props) {
  const { t } = useTranslation("prompts");
  return (
    <section aria-labelledby="versions" className="stack">
      <h3 id="versions">{t("versions")}</h3>
      {versions.length === 0 && <p className="soft">{t("versionsNone")}</p>}
      <ul className="stack" style={{ gap: 8 }}>
        {versions.map((version) => (
          <Version
            key={`${version.language} ${version.version}`}
            listening={listening}
            prompt={prompt}
            version={version}
          />
        ))}
        {prompt.shipped && versions.length > 0 && <Shipped listening={listening} prompt={prompt} versions={versions} />}
      </ul>
    </section>
  );
}

function Version({
  prompt,
  version,
  listening,
}: {
  prompt: PromptView;
  version: PromptVersionView;
  listening: Listening;
}) {
  const { t, i18n } = useTranslation("prompts");
  const { language, kind, text, seconds, by, at, heard } = version;
  const what = kind === "text" ? text : t("recordedVersion", { time: short(Math.round(seconds)) });
  return (
    <Line
      heard={heard}
      language={language}
      listening={listening}
      number={version.version}
      prompt={prompt}
      what={what}
      who={`${by} · ${moment(at, serverNow(), i18n.language)}`}
    />
  );
}

/** For each language that was changed: the way back to the words of the program. */
function Shipped({ prompt, versions, listening }: Props) {
  const { t } = useTranslation("prompts");
  const changed = prompt.languages.filter(({ language }) => versions.some((each) => each.language === language));
  return changed.map(({ language, words, recording }) => (
    <Line
      heard={words === 0 && recording === 0}
      key={language}
      language={language}
      listening={listening}
      number={0}
      prompt={prompt}
      what={t("shippedVersion")}
      who=""
    />
  ));
}

interface LineProps {
  prompt: PromptView;
  language: string;
  number: number;
  what: string;
  who: string;
  heard: boolean;
  listening: Listening;
}

function Line({ prompt, language, number, what, who, heard, listening }: LineProps) {
  const { t } = useTranslation("prompts");
  const use = useVersion(prompt.name);
  const takeBack = (): void => use.mutate({ language, version: number }, { onSuccess: () => notice(t("tookBack")) });
  return (
    <li className="card prompts-version" data-heard={heard}>
      <div className="stack" style={{ gap: 2 }}>
        <span>
          <span className="soft">{t(`languages.${language as "en"}`)}</span> {what}
        </span>
        {who && <span className="soft small">{who}</span>}
      </div>
      <span className="row">
        <Listen
          label="listen"
          listening={listening}
          of={`version ${language} ${number}`}
          url={() => soundOf(prompt.name, language, number)}
        />
        {heard && <span className="prompts-source">{t("heard")}</span>}
        {!heard && prompt.may_edit && (
          <Button loading={use.isPending} onClick={takeBack} size="compact-sm" variant="default">
            {t("takeBack")}
          </Button>
        )}
      </span>
    </li>
  );
}
