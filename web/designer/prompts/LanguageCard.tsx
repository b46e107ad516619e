/** A prompt in one language: its words, how they sound, and a recording that stands for them. */
import { Button, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { notice } from "@/shared/ui/notices";
import { useUnsaved } from "@/shared/ui/unsaved";
import type { PromptLanguageView } from "@/src/generated/api";
import { Bring } from "./Bring";
import { Listen } from "./Listen";
import type { Listening } from "./listening";
import { soundOf, spoken, useVersion, useWrite } from "./queries";
import { RecordHere } from "./RecordHere";
import { variablesOf } from "./variables";

interface Props {
  name: string;
  of: PromptLanguageView;
  mayEdit: boolean;
  listening: Listening;
}

export function LanguageCard({ name, of: heard, mayEdit, listening }: Props) {
  const { t } = useTranslation("prompts");
  const { language, source, instead } = heard;
  const title = t(`languages.${language as "en"}`);
  return (
    <section aria-label={title} className="card stack prompts-card">
      <div className="row between" style={{ flexWrap: "wrap" }}>
        <h3>{title}</h3>
        <span className="prompts-source" data-source={source}>
          {t(`source.${source}`)}
        </span>
      </div>
      {source === "none" && (
        <p className="soft">{instead ? t("instead", { language: t(`languages.${instead as "en"}`) }) : t("silence")}</p>
      )}
      {mayEdit ? (
        <Written heard={heard} key={`${heard.words}`} listening={listening} name={name} title={title} />
      ) : (
        <ReadOnly heard={heard} listening={listening} name={name} />
      )}
      {mayEdit && <Sounds heard={heard} listening={listening} name={name} />}
    </section>
  );
}

function ReadOnly({ name, heard, listening }: { name: string; heard: PromptLanguageView; listening: Listening }) {
  return (
    <div className="stack">
      {heard.text && <p lang={heard.language}>{heard.text}</p>}
      {heard.source !== "none" && <Heard heard={heard} listening={listening} name={name} />}
    </div>
  );
}

function Heard({ name, heard, listening }: { name: string; heard: PromptLanguageView; listening: Listening }) {
  const key = `heard ${heard.language}`;
  return (
    <Listen
      label="listen"
      listening={listening}
      of={key}
      url={() => `${soundOf(name, heard.language)}?of=${heard.words}-${heard.recording}`}
    />
  );
}

interface WrittenProps {
  name: string;
  heard: PromptLanguageView;
  title: string;
  listening: Listening;
}

function Written({ name, heard, title, listening }: WrittenProps) {
  const { t } = useTranslation("prompts");
  const { language } = heard;
  const [text, setText] = useState(heard.text);
  const [values, setValues] = useState<Record<string, string>>({});
  const variables = variablesOf(text);
  const changed = text.trim() !== heard.text;
  useUnsaved(changed);
  const write = useWrite(name, language, () =>
    notice(t(heard.source === "text" || heard.source === "none" ? "saved" : "kept")),
  );
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        write.mutate(text.trim());
      }}
    >
      <Textarea
        autosize
        description={language === "ja" ? t("japanese") : undefined}
        label={t("text", { language: title })}
        lang={language}
        maxRows={10}
        onChange={(event) => setText(event.currentTarget.value)}
        value={text}
      />
      {variables.length > 0 && <Values onChange={setValues} values={values} variables={variables} />}
      <div className="row" style={{ flexWrap: "wrap" }}>
        {changed && text.trim() ? (
          <Listen
            label="listenTyped"
            listening={listening}
            of={`typed ${language}`}
            url={() => spoken(text, language, values)}
          />
        ) : (
          heard.source !== "none" && <Heard heard={heard} listening={listening} name={name} />
        )}
        <Button
          disabled={!changed || !text.trim() || variables.length > 0}
          loading={write.isPending}
          size="compact-sm"
          type="submit"
        >
          {t("save")}
        </Button>
        {changed && (
          <Button onClick={() => setText(heard.text)} size="compact-sm" variant="subtle">
            {t("undo")}
          </Button>
        )}
      </div>
    </form>
  );
}

interface ValuesProps {
  variables: string[];
  values: Record<string, string>;
  onChange: (values: Record<string, string>) => void;
}

function Values({ variables, values, onChange }: ValuesProps) {
  const { t } = useTranslation("prompts");
  return (
    <fieldset className="prompts-values">
      <legend>{t("variables")}</legend>
      <p className="soft small">{t("variablesHint")}</p>
      <div className="row" style={{ flexWrap: "wrap" }}>
        {variables.map((variable) => (
          <TextInput
            key={variable}
            label={variable}
            onChange={(event) => onChange({ ...values, [variable]: event.currentTarget.value })}
            size="xs"
            value={values[variable] ?? ""}
            w={150}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** What stands for the words, and how another recording gets there. */
function Sounds({ name, heard, listening }: { name: string; heard: PromptLanguageView; listening: Listening }) {
  const { t } = useTranslation("prompts");
  const use = useVersion(name);
  return (
    <div className="stack">
      {heard.source === "recording" && (
        <div className="row" style={{ flexWrap: "wrap" }}>
          <span className="soft small grow">{t("recordingStands")}</span>
          {heard.text && (
            <Button
              loading={use.isPending}
              onClick={() => use.mutate({ language: heard.language, version: heard.words })}
              size="compact-sm"
              variant="default"
            >
              {t("speakWords")}
            </Button>
          )}
        </div>
      )}
      {heard.source === "file" && <p className="soft small">{t("fileStands")}</p>}
      <Bring language={heard.language} name={name}>
        <RecordHere language={heard.language} listening={listening} name={name} />
      </Bring>
    </div>
  );
}
