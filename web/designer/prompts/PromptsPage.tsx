/** The prompts of the house: the list, and the chosen one beside it. */
import "./words";
import "./prompts.css";
import { Button, Checkbox, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, NavLink, useNavigate, useParams } from "react-router";
import { designs } from "@/shared/frame/roles";
import { useMe } from "@/shared/queries";
import { Dialog } from "@/shared/ui/Dialog";
import { Empty } from "@/shared/ui/Empty";
import { Icon } from "@/shared/ui/Icon";
import type { PromptLanguageView, PromptView } from "@/src/generated/api";
import { AddPrompt } from "./AddPrompt";
import { ALL, type Filter, matches } from "./matches";
import { PromptPane } from "./PromptPane";
import { usePrompts } from "./queries";

export default function PromptsPage() {
  const { t } = useTranslation("prompts");
  const { name } = useParams();
  const { data } = usePrompts();
  if (!data) return null;
  return (
    <div className="prompts" data-chosen={name ? "yes" : "no"}>
      <List prompts={data.items} />
      <div className="prompts-one">
        {name ? (
          <>
            <Link className="prompts-back" to="/prompts">
              <Icon name="back" size={16} />
              {t("back")}
            </Link>
            <PromptPane key={name} name={name} />
          </>
        ) : (
          <Empty hint={t("chooseHint")} title={t("choose")} />
        )}
      </div>
    </div>
  );
}

function List({ prompts }: { prompts: readonly PromptView[] }) {
  const { t } = useTranslation("prompts");
  const me = useMe();
  const [filter, setFilter] = useState(ALL);
  const shown = prompts.filter((prompt) => matches(prompt, filter));
  return (
    <section aria-label={t("list")} className="prompts-list">
      <p className="soft small">{t("lead")}</p>
      <Narrow filter={filter} onChange={setFilter} />
      <div className="row between">
        <span aria-live="polite" className="soft small">
          {t("count", { count: shown.length })}
        </span>
        {me && designs(me) && <New />}
      </div>
      {shown.length === 0 && <Empty hint={t("noneHint")} title={t("none")} />}
      <ul>
        {shown.map((prompt) => (
          <li key={prompt.name}>
            <NavLink className="prompts-link" to={`/prompts/${encodeURIComponent(prompt.name)}`}>
              <span className="prompts-wrap">{prompt.name}</span>
              <span className="row prompts-marks">
                {prompt.languages.map((each) => (
                  <Mark key={each.language} of={each} />
                ))}
              </span>
            </NavLink>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A shape for each source, so that nobody depends on colour alone. */
function Mark({ of: { language, source } }: { of: PromptLanguageView }) {
  const { t } = useTranslation("prompts");
  return (
    <span className="prompts-mark" data-source={source}>
      <span aria-hidden="true">{language}</span>
      <span className="hidden">{`${t(`languages.${language as "en"}`)}: ${t(`source.${source}`)}`}</span>
    </span>
  );
}

function Narrow({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  const { t } = useTranslation("prompts");
  return (
    <div className="stack">
      <TextInput
        aria-label={t("find")}
        leftSection={<Icon name="search" size={16} />}
        onChange={(event) => onChange({ ...filter, words: event.currentTarget.value })}
        placeholder={t("find")}
        type="search"
        value={filter.words}
      />
      <Checkbox
        checked={filter.missing}
        label={t("onlyMissing")}
        onChange={(event) => onChange({ ...filter, missing: event.currentTarget.checked })}
        size="xs"
      />
      <Checkbox
        checked={filter.unused}
        label={t("onlyUnused")}
        onChange={(event) => onChange({ ...filter, unused: event.currentTarget.checked })}
        size="xs"
      />
    </div>
  );
}

function New() {
  const { t } = useTranslation("prompts");
  const navigate = useNavigate();
  const [opened, setOpened] = useState(false);
  const made = (name: string): void => {
    setOpened(false);
    void navigate(`/prompts/${encodeURIComponent(name)}`);
  };
  return (
    <>
      <Button onClick={() => setOpened(true)} size="compact-sm" variant="default">
        {t("add")}
      </Button>
      <Dialog onClose={() => setOpened(false)} opened={opened} title={t("addTitle")}>
        <AddPrompt onDone={made} />
      </Dialog>
    </>
  );
}
