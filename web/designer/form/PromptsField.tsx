/** What callers hear, item by item: prompts of the library, or texts written here in each language. */
import { ActionIcon, Button } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useEditor } from "@/designer/editor/context";
import { Glyph } from "@/designer/ui/Glyph";
import { LANGUAGES, type LanguageCode } from "@/shared/i18n";
import { FieldGroup, OfferedField, TextField } from "./inputs";
import { Listen } from "./Listen";
import { asList, asTable, type Bound, useField } from "./useField";

type Item =
  | { kind: "name" }
  | { kind: "text" }
  | { kind: "spoken"; languages: string[] }
  | { kind: "value"; of: string };

function kindOf(item: unknown): Item {
  if (typeof item === "string") return { kind: "name" };
  const table = asTable(item);
  if (typeof table.text === "string") return { kind: "text" };
  if (table.text !== undefined) return { kind: "spoken", languages: Object.keys(asTable(table.text)) };
  return { kind: "value", of: Object.keys(table)[0] ?? "" };
}

export function PromptsField({ step, path, label }: Bound & { label: string }) {
  const { t } = useTranslation("designer");
  const { route } = useEditor();
  const field = useField({ step, path });
  const items = asList(field.value);
  const write = (next: unknown[]): void =>
    field.put(next.length === 1 && typeof next[0] === "string" && next[0] ? next[0] : next);
  const fresh =
    route.languages.length > 1 ? { text: Object.fromEntries(route.languages.map((one) => [one, ""])) } : { text: "" };
  const list = useRef<HTMLDivElement>(null);
  const adding = useRef(false);
  const count = items.length;
  useEffect(() => {
    if (!adding.current || count === 0) return;
    adding.current = false;
    list.current?.querySelector<HTMLElement>(".prompt-item:last-of-type :is(input, textarea)")?.focus();
  }, [count]);
  const add = (item: unknown): void => {
    if (typeof item === "string") write([...items, item]);
    else field.put([...items, item]);
    adding.current = true;
  };
  const moved = (index: number): void => {
    const next = [...items];
    next.splice(index - 1, 2, items[index], items[index - 1]);
    write(next);
  };
  return (
    <FieldGroup label={label}>
      <div className="prompt-items" ref={list}>
        {items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an item is its place in the list
          <div className="prompt-item" key={index}>
            <div className="grow">
              <ItemField
                item={item}
                number={index + 1}
                path={Array.isArray(field.value) ? [...path, index] : path}
                step={step}
              />
            </div>
            <Listen item={item} />
            {index > 0 && (
              <ActionIcon
                aria-label={t("form.up")}
                color="gray"
                disabled={field.locked}
                onClick={() => moved(index)}
                variant="subtle"
              >
                <Glyph name="up" size={16} />
              </ActionIcon>
            )}
            <ActionIcon
              aria-label={t("form.drop")}
              color="gray"
              disabled={field.locked}
              onClick={() => write(items.filter((_, other) => other !== index))}
              variant="subtle"
            >
              <Glyph name="drop" size={16} />
            </ActionIcon>
          </div>
        ))}
      </div>
      {!field.locked && (
        <div className="row">
          <Button
            leftSection={<Glyph name="plus" size={14} />}
            onClick={() => add("")}
            size="compact-sm"
            variant="default"
          >
            {t("form.addPrompt")}
          </Button>
          <Button
            leftSection={<Glyph name="plus" size={14} />}
            onClick={() => add(fresh)}
            size="compact-sm"
            variant="default"
          >
            {t("form.addText")}
          </Button>
        </div>
      )}
    </FieldGroup>
  );
}

function ItemField({ item, number, step, path }: Bound & { item: unknown; number: number }) {
  const { t } = useTranslation("designer");
  const { known } = useEditor();
  const kind = kindOf(item);
  switch (kind.kind) {
    case "name":
      return (
        <OfferedField
          bare
          keep
          label={t("form.prompt", { number })}
          offers={known.prompts}
          path={path}
          placeholder={t("form.promptOf")}
          step={step}
        />
      );
    case "text":
      return (
        <TextField
          area
          bare
          keep
          label={t("form.textPlain")}
          path={[...path, "text"]}
          placeholder={t("form.textPlain")}
          step={step}
        />
      );
    case "spoken":
      return (
        <div className="stack">
          {kind.languages.map((one) => {
            const language = LANGUAGES[one as LanguageCode] ?? one;
            return (
              <TextField
                area
                key={one}
                keep
                label={t("form.textIn", { language })}
                path={[...path, "text", one]}
                step={step}
              />
            );
          })}
        </div>
      );
    case "value":
      return (
        <TextField
          bare
          keep
          label={`${t("form.item", { number })} (${kind.of})`}
          path={[...path, kind.of]}
          placeholder={kind.of}
          step={step}
        />
      );
  }
}
