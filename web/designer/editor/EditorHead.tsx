/** Above the editor: which route, is it saved, what is live, is anything wrong, publish. */
import { ActionIcon, Button, Menu } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { exportPath, type RouteDraft } from "@/designer/api";
import type { Saving } from "@/designer/saving";
import { Glyph } from "@/designer/ui/Glyph";
import { notice } from "@/shared/ui/notices";
import { useNames } from "@/shared/words/names";
import { useEditor } from "./context";
import { RouteSettings } from "./RouteSettings";

interface Props {
  loaded: RouteDraft;
  saving: Saving;
  /** The text that is live; undefined while nothing is, or it is not here yet. */
  published: string | undefined;
  onPublish: () => void;
}

export function EditorHead({ loaded, saving, published, onPublish }: Props) {
  const { t } = useTranslation("designer");
  const names = useNames();
  const editor = useEditor();
  const version = loaded.published_version;
  const changed = published !== undefined && published !== editor.text;
  const live = version ? t(changed ? "editor.changed" : "editor.published", { version }) : t("editor.unpublished");
  return (
    <div className="editor-head">
      <ActionIcon aria-label={t("editor.back")} color="gray" component={Link} size={32} to="/routes" variant="subtle">
        <Glyph name="back" />
      </ActionIcon>
      <div className="editor-title">
        <h2 className="cut">{loaded.title || loaded.name}</h2>
        <span className="soft small cut">{[names.service(loaded.service), live].filter(Boolean).join(" · ")}</span>
      </div>
      {editor.may ? (
        <span className="soft small editor-saved" data-saving={saving} role="status">
          {t(`editor.${saving}`)}
        </span>
      ) : (
        <span className="soft small">{t("editor.readOnly")}</span>
      )}
      <span className="grow" />
      <Problems />
      {editor.may && (
        <>
          <ActionIcon
            aria-label={t("editor.undo")}
            color="gray"
            disabled={!editor.canUndo}
            onClick={editor.undo}
            size={32}
            title={`${t("editor.undo")} (Ctrl Z)`}
            variant="subtle"
          >
            <Glyph name="undo" />
          </ActionIcon>
          <ActionIcon
            aria-label={t("editor.redo")}
            color="gray"
            disabled={!editor.canRedo}
            onClick={editor.redo}
            size={32}
            title={`${t("editor.redo")} (Ctrl Y)`}
            variant="subtle"
          >
            <Glyph name="redo" />
          </ActionIcon>
          <More loaded={loaded} published={changed ? published : undefined} />
          <Button onClick={onPublish} disabled={version > 0 && !changed} size="sm">
            {t("editor.publish")}
          </Button>
        </>
      )}
    </div>
  );
}

/** Always there, so that nothing moves when the first problem comes. */
function Problems() {
  const { t } = useTranslation("designer");
  const { complaints, route, show } = useEditor();
  const errors =
    complaints.filter(({ severity }) => severity === "error").length + (complaints.length ? 0 : route.mistakes.length);
  const warnings = complaints.length - complaints.filter(({ severity }) => severity === "error").length;
  const kind = errors ? "error" : warnings ? "warning" : "sound";
  const said = [
    errors ? t("routes.errors", { count: errors }) : "",
    warnings ? t("routes.warnings", { count: warnings }) : "",
  ].filter(Boolean);
  return (
    <button className="verdict" data-kind={kind} onClick={() => show("problems")} type="button">
      <Glyph name={kind === "sound" ? "check" : "alert"} size={16} />
      {said.join(", ") || t("routes.sound")}
    </button>
  );
}

/** published: the text to go back to; undefined where there is none, or nothing to go back from. */
function More({ loaded, published }: { loaded: RouteDraft; published: string | undefined }) {
  const { t } = useTranslation("designer");
  const editor = useEditor();
  const [settings, setSettings] = useState(false);
  const discard = (): void => {
    if (published === undefined) return;
    editor.typed(published);
    notice(t("editor.discarded"), "plain", { label: t("editor.undo"), run: editor.undo });
  };
  return (
    <>
      <Menu position="bottom-end" shadow="md" transitionProps={{ duration: 80 }}>
        <Menu.Target>
          <ActionIcon aria-label={t("routes.more", { name: loaded.name })} color="gray" size={32} variant="subtle">
            <Glyph name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setSettings(true)}>{t("settings.title")}</Menu.Item>
          <Menu.Item component="a" download href={exportPath(loaded.name)}>
            {t("routes.export")}
          </Menu.Item>
          {published !== undefined && <Menu.Item onClick={discard}>{t("editor.discard")}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      {settings && <RouteSettings loaded={loaded} onClose={() => setSettings(false)} />}
    </>
  );
}
