/** All publications of the route: compare with the draft, in words, as text and in the picture; bring one back. */
import { Button, SegmentedControl, Textarea } from "@mantine/core";
import { useContext, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type RouteDraft,
  rollBack,
  unschedule,
  useChange,
  useVersions,
  useVersionText,
  type Version,
} from "@/designer/api";
import { type Mark, OverlayContext } from "@/designer/canvas/overlay";
import { useEditor } from "@/designer/editor/context";
import { compare, diffTexts } from "@/designer/route/compare";
import { useNow } from "@/designer/ui/useNow";
import { Dialog } from "@/shared/ui/Dialog";
import { Empty } from "@/shared/ui/Empty";
import { notice } from "@/shared/ui/notices";
import { moment } from "@/shared/words/format";
import { useSay } from "@/shared/words/say";
import { Changes } from "./Changes";
import { TextDiff } from "./TextDiff";

export function VersionsPane({ loaded }: { loaded: RouteDraft }) {
  const { t } = useTranslation("designer");
  const { data: versions = [], isPending } = useVersions(loaded.name);
  const [chosen, choose] = useState(0);
  if (isPending) return null;
  return (
    <div className="stack versions">
      <Scheduled loaded={loaded} />
      {versions.length === 0 && <Empty hint={t("versions.noneHint")} title={t("versions.none")} />}
      <ul className="stack">
        {versions
          .toSorted((one, other) => other.version - one.version)
          .map((version) => (
            <VersionRow
              chosen={version.version === chosen}
              key={version.version}
              name={loaded.name}
              onChoose={() => choose(version.version === chosen ? 0 : version.version)}
              version={version}
            />
          ))}
      </ul>
    </div>
  );
}

function VersionRow({
  version,
  chosen,
  name,
  onChoose,
}: {
  version: Version;
  chosen: boolean;
  name: string;
  onChoose: () => void;
}) {
  const { t, i18n } = useTranslation("designer");
  const { may } = useEditor();
  const now = useNow();
  const [asking, ask] = useState(false);
  const live = version.current;
  const at = moment(version.published_at || version.made_at, now, i18n.language);
  return (
    <li className="card version" data-chosen={chosen || undefined}>
      <div className="row">
        <b>{t("versions.version", { version: version.version })}</b>
        {live && (
          <span className="tag" data-kind="live">
            {t("versions.live")}
          </span>
        )}
        <span className="grow" />
        <span className="soft small">{version.author ? t("versions.by", { by: version.author, at }) : at}</span>
      </div>
      <p className={version.comment ? "" : "soft"}>{version.comment || t("versions.noComment")}</p>
      <div className="row">
        <Button aria-expanded={chosen} onClick={onChoose} size="compact-sm" variant="default">
          {t(chosen ? "versions.endCompare" : "versions.compare")}
        </Button>
        {may && !live && (
          <Button onClick={() => ask(true)} size="compact-sm" variant="default">
            {t("versions.bring")}
          </Button>
        )}
      </div>
      {chosen && <Compared name={name} version={version.version} />}
      {asking && <RollBack name={name} onClose={() => ask(false)} version={version.version} />}
    </li>
  );
}

function Compared({ name, version }: { name: string; version: number }) {
  const { t } = useTranslation("designer");
  const editor = useEditor();
  const store = useContext(OverlayContext);
  const [as, setAs] = useState<"picture" | "text">("picture");
  const before = useVersionText(name, version).data?.text;
  const changes = useMemo(() => (before === undefined ? [] : compare(before, editor.text)), [before, editor.text]);
  useEffect(() => {
    store.set({ marks: new Map(changes.map(({ step, what }): [string, Mark] => [step, what])) });
    return () => store.set({ marks: new Map() });
  }, [store, changes]);
  if (before === undefined) return null;
  const lines = as === "text" ? diffTexts(before, editor.text) : [];
  return (
    <div className="stack" style={{ gap: 12 }}>
      <div className="row between">
        <h3>{t("versions.differs")}</h3>
        <SegmentedControl
          data={[
            { value: "picture", label: t("versions.asPicture") },
            { value: "text", label: t("versions.asText") },
          ]}
          onChange={(value) => setAs(value === "text" ? "text" : "picture")}
          size="xs"
          transitionDuration={0}
          value={as}
        />
      </div>
      {as === "picture" && changes.length > 0 && <Legend />}
      {as === "picture" && <Changes changes={changes} onStep={(step) => editor.goTo({ step, way: "" }, true)} />}
      {as === "text" && (lines.length ? <TextDiff lines={lines} /> : <p className="soft">{t("versions.equal")}</p>)}
      {editor.may && before !== editor.text && (
        <div>
          <Button
            onClick={() => {
              editor.typed(before);
              notice(t("versions.tookDraft", { version }), "plain", { label: t("editor.undo"), run: editor.undo });
            }}
            size="compact-sm"
            variant="subtle"
          >
            {t("versions.toDraft")}
          </Button>
        </div>
      )}
    </div>
  );
}

function Legend() {
  const { t } = useTranslation("designer");
  return (
    <p className="row small legend">
      {(["added", "changed", "removed"] as const).map((mark) => (
        <span data-mark={mark} key={mark}>
          {t(`versions.legend.${mark}`)}
        </span>
      ))}
    </p>
  );
}

function RollBack({ name, version, onClose }: { name: string; version: number; onClose: () => void }) {
  const { t } = useTranslation("designer");
  const [comment, setComment] = useState("");
  const say = useSay();
  const { take } = useEditor();
  const back = useChange(() => rollBack(name, version, comment.trim()));
  return (
    <Dialog onClose={onClose} opened title={t("versions.bringTitle", { version })}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          back.mutate(undefined, {
            onError: say,
            onSuccess: (route) => {
              take(route);
              notice(t("versions.brought", { version }));
              onClose();
            },
          });
        }}
        style={{ gap: 14 }}
      >
        <p>{t("versions.bringText")}</p>
        <Textarea
          autosize
          data-autofocus
          label={t("versions.comment")}
          maxLength={500}
          onChange={(event) => setComment(event.currentTarget.value)}
          value={comment}
        />
        <Button loading={back.isPending} type="submit">
          {t("versions.bring")}
        </Button>
      </form>
    </Dialog>
  );
}

function Scheduled({ loaded: { name, scheduled } }: { loaded: RouteDraft }) {
  const { t, i18n } = useTranslation("designer");
  const { may, take } = useEditor();
  const say = useSay();
  const now = useNow();
  const drop = useChange(() => unschedule(name));
  if (!scheduled) return null;
  const takeBack = (): void =>
    drop.mutate(undefined, {
      onError: say,
      onSuccess: (route) => {
        take(route);
        notice(t("versions.unscheduled"));
      },
    });
  return (
    <div className="row card scheduled" role="status">
      <span className="grow">
        {t("versions.scheduled", { version: scheduled.version, at: moment(scheduled.at, now, i18n.language) })}
      </span>
      {may && (
        <Button onClick={takeBack} size="compact-sm" variant="default">
          {t("versions.unschedule")}
        </Button>
      )}
    </div>
  );
}
