/** What is said of the route as a whole: its title, its languages, its first step. */
import { Button, Checkbox, Select, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { type RouteDraft, retitle, useChange } from "@/designer/api";
import { setTop } from "@/designer/route/edits";
import { LANGUAGES } from "@/shared/i18n";
import { Dialog } from "@/shared/ui/Dialog";
import { useUnsaved } from "@/shared/ui/unsaved";
import { useSay } from "@/shared/words/say";
import { useEditor } from "./context";

interface Props {
  loaded: RouteDraft;
  onClose: () => void;
}

export function RouteSettings(props: Props) {
  const { t } = useTranslation("designer");
  return (
    <Dialog onClose={props.onClose} opened title={t("settings.title")}>
      <Form {...props} />
    </Dialog>
  );
}

function Form({ loaded, onClose }: Props) {
  const { t } = useTranslation("designer");
  const { route, edit, locked, take } = useEditor();
  const say = useSay();
  const [title, setTitle] = useState(loaded.title);
  useUnsaved(title !== loaded.title);
  const change = useChange(() => retitle(loaded.name, title.trim()));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    change.mutate(undefined, {
      onError: say,
      onSuccess: (route) => {
        take(route);
        onClose();
      },
    });
  };
  const speak = (code: string, on: boolean): void => {
    const next = on ? [...route.languages, code] : route.languages.filter((one) => one !== code);
    edit((text) => setTop(text, "languages", next.length ? next : undefined));
  };
  return (
    <form className="stack" onSubmit={submit} style={{ gap: 16 }}>
      <TextInput
        data-autofocus
        label={t("create.heading")}
        maxLength={100}
        onChange={(event) => setTitle(event.currentTarget.value)}
        value={title}
      />
      <Checkbox.Group
        description={t("settings.languagesHint")}
        label={t("settings.languages")}
        value={[...route.languages]}
      >
        <div className="row" style={{ gap: 16, paddingTop: 8 }}>
          {Object.entries(LANGUAGES).map(([code, name]) => (
            <Checkbox
              disabled={locked}
              key={code}
              label={name}
              onChange={({ currentTarget }) => speak(code, currentTarget.checked)}
              value={code}
            />
          ))}
        </div>
      </Checkbox.Group>
      <Select
        allowDeselect={false}
        data={route.steps.map(({ name }) => name)}
        disabled={locked}
        label={t("settings.start")}
        limit={60}
        onChange={(step) => step && edit((text) => setTop(text, "start", step))}
        searchable
        value={route.start || null}
      />
      <Button loading={change.isPending} type="submit">
        {t("settings.save")}
      </Button>
    </form>
  );
}
