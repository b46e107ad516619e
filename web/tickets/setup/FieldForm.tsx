/** A field of tickets: its name, kind and choices, for which tickets it is asked, and whether it must be filled in. */
import { Button, Checkbox, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useKeepings } from "@/shared/customers/queries";
import { useFieldName } from "@/shared/customers/useFieldName";
import { RemoveButton } from "@/shared/ui/RemoveButton";
import { useEdited } from "@/shared/ui/unsaved";
import type { TicketFieldView } from "@/src/generated/api";
import { optionsOf } from "../categories";
import { useCategories, useSetup } from "./api";

const KINDS = ["text", "number", "date", "choice", "choices", "check", "consent"] as const;
const TICKS: readonly Kind[] = ["check", "consent"];
type Kind = TicketFieldView["kind"];
export type Audience = TicketFieldView["audience"];
/** A field that is edited, or a new one of agents or of customers. */
export type EditedField = { audience: Audience; known?: TicketFieldView };

interface Props {
  edited: EditedField;
  service: string;
  onDone: () => void;
}

export function FieldForm({ edited: { audience, known }, service, onDone }: Props) {
  const { t } = useTranslation("tickets");
  const categories = useCategories(service);
  const setup = useSetup(onDone);
  const keeping = useKeepings().data?.items.find((one) => one.service === service);
  const nameOf = useFieldName(keeping);
  const [told, setTold] = useState({
    name: known?.name ?? "",
    kind: known?.kind ?? ("text" as Kind),
    required: known?.required ?? false,
    options: known?.options.join("\n") ?? "",
    example: known?.example ?? "",
    phone_only: known?.phone_only ?? false,
    category: known?.category ?? 0,
    known_as: known?.known_as ?? "",
  });
  useEdited(told);
  const chooses = told.kind === "choice" || told.kind === "choices";
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const options = chooses
      ? told.options
          .split("\n")
          .map((one) => one.trim())
          .filter(Boolean)
      : [];
    const body = { ...told, name: told.name.trim(), options, service, audience };
    const path = known ? `/ticket-fields/${known.id}` : "/ticket-fields";
    setup.mutate({ method: known ? "PUT" : "POST", path, body });
  };
  return (
    <form className="stack" onSubmit={submit} style={{ gap: 12 }}>
      <TextInput
        data-autofocus
        label={t("setup.name")}
        maxLength={100}
        onChange={(event) => setTold({ ...told, name: event.currentTarget.value })}
        value={told.name}
      />
      <NativeSelect
        data={KINDS.map((value) => ({ value, label: t(`setup.kinds.${value}`) }))}
        disabled={known !== undefined}
        label={t("setup.kind")}
        onChange={(event) => setTold({ ...told, kind: event.currentTarget.value as Kind })}
        value={told.kind}
      />
      <NativeSelect
        data={[{ value: "0", label: t("setup.always") }, ...optionsOf(categories, service, "receipt")]}
        label={t("setup.category")}
        onChange={(event) => setTold({ ...told, category: Number(event.currentTarget.value) })}
        value={String(told.category)}
      />
      {chooses && (
        <Textarea
          autosize
          label={t("setup.options")}
          minRows={3}
          onChange={(event) => setTold({ ...told, options: event.currentTarget.value })}
          value={told.options}
        />
      )}
      {(told.kind === "text" || told.kind === "number") && (
        <TextInput
          label={t("setup.example")}
          maxLength={200}
          onChange={(event) => setTold({ ...told, example: event.currentTarget.value })}
          value={told.example}
        />
      )}
      {!TICKS.includes(told.kind) && keeping && (
        <NativeSelect
          data={[
            { value: "", label: t("setup.knownAsNothing") },
            ...keeping.fields.map(({ key }) => ({ value: key, label: nameOf(key) })),
          ]}
          label={t("setup.knownAs")}
          onChange={(event) => setTold({ ...told, known_as: event.currentTarget.value })}
          value={told.known_as}
        />
      )}
      <Checkbox
        checked={told.required}
        label={t("setup.required")}
        onChange={(event) => setTold({ ...told, required: event.currentTarget.checked })}
      />
      <Checkbox
        checked={told.phone_only}
        label={t("setup.phoneOnly")}
        onChange={(event) => setTold({ ...told, phone_only: event.currentTarget.checked })}
      />
      <div className="row between">
        <Button disabled={!told.name.trim()} loading={setup.isPending} type="submit">
          {t("setup.save")}
        </Button>
        {known && (
          <RemoveButton
            name={known.name}
            onSure={() => setup.mutate({ method: "DELETE", path: `/ticket-fields/${known.id}` })}
          >
            {t("setup.remove", { name: known.name })}
          </RemoveButton>
        )}
      </div>
    </form>
  );
}
