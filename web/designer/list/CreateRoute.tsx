/** A new route: its name, whose it is, and what it begins with. */
import { Button, Radio, Select, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { createRoute, useChange } from "@/designer/api";
import { NAME } from "@/designer/route/edits";
import { useLive } from "@/shared/live/context";
import { useMe } from "@/shared/queries";
import { Dialog } from "@/shared/ui/Dialog";
import { useUnsaved } from "@/shared/ui/unsaved";
import { useSay } from "@/shared/words/say";
import { TEMPLATES, type Template, templateText } from "./templates";

export function CreateRoute({ taken, onClose }: { taken: readonly string[]; onClose: () => void }) {
  const { t } = useTranslation("designer");
  return (
    <Dialog onClose={onClose} opened title={t("create.title")}>
      <Form taken={taken} />
    </Dialog>
  );
}

function Form({ taken }: { taken: readonly string[] }) {
  const { t } = useTranslation("designer");
  const navigate = useNavigate();
  const say = useSay();
  const services = useMe()?.services ?? [];
  const queues = useLive((state) => state.queues);
  const [name, setName] = useState("");
  const [title, setTitle] = useState("");
  const [service, setService] = useState(services[0]?.id ?? "");
  const [template, setTemplate] = useState<Template>("menu");
  const release = useUnsaved(Boolean(name || title));
  const error =
    name === "" || NAME.test(name) ? (taken.includes(name) ? t("form.nameTaken") : undefined) : t("create.nameWrong");
  const create = useChange(() => {
    const own = Object.values(queues).filter((queue) => queue.service === service);
    const queue = own.find(({ id }) => id === "general") ?? own[0];
    return createRoute({
      name,
      title: title.trim() || name,
      service,
      text: templateText(template, name, queue?.id ?? ""),
    });
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (error || name === "") return;
    const onSuccess = (): void => {
      release();
      navigate(`/routes/${name}`);
    };
    create.mutate(undefined, { onError: say, onSuccess });
  };
  return (
    <form className="stack" onSubmit={submit} style={{ gap: 14 }}>
      <TextInput
        autoComplete="off"
        data-autofocus
        description={t("create.nameHint")}
        error={error}
        label={t("create.name")}
        onChange={(event) => setName(event.currentTarget.value.toLowerCase())}
        required
        value={name}
      />
      <TextInput
        description={t("create.headingHint")}
        label={t("create.heading")}
        maxLength={100}
        onChange={(event) => setTitle(event.currentTarget.value)}
        value={title}
      />
      {services.length > 1 && (
        <Select
          allowDeselect={false}
          data={services.map(({ id, name: label }) => ({ value: id, label }))}
          description={t("create.serviceHint")}
          label={t("create.service")}
          onChange={(value) => value && setService(value)}
          value={service}
        />
      )}
      <Radio.Group
        label={t("create.template")}
        onChange={(value) => setTemplate(TEMPLATES.find((one) => one === value) ?? "menu")}
        value={template}
      >
        <div className="stack" style={{ paddingTop: 8 }}>
          {TEMPLATES.map((value) => (
            <Radio key={value} label={t(`create.templates.${value}`)} value={value} />
          ))}
        </div>
      </Radio.Group>
      <Button disabled={Boolean(error) || name === ""} loading={create.isPending} type="submit">
        {t("create.button")}
      </Button>
    </form>
  );
}
