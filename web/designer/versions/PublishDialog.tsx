/** What changes for callers, do the tests pass, why, and when: then it goes live. */
import { Button, SegmentedControl, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { publishRoute, type RouteDraft, testRoute, useChange } from "@/designer/api";
import { useEditor } from "@/designer/editor/context";
import { compare } from "@/designer/route/compare";
import { useNow } from "@/designer/ui/useNow";
import { Problem } from "@/shared/net/http";
import { Dialog } from "@/shared/ui/Dialog";
import { notice } from "@/shared/ui/notices";
import { useUnsaved } from "@/shared/ui/unsaved";
import { moment } from "@/shared/words/format";
import { useSay } from "@/shared/words/say";
import { Changes } from "./Changes";
import { Impact } from "./Impact";

interface Props {
  loaded: RouteDraft;
  published: string | undefined;
  flush: () => Promise<string>;
  onClose: () => void;
}

export function PublishDialog({ loaded, published, flush, onClose }: Props) {
  const { t } = useTranslation("designer");
  const { complaints, route, show } = useEditor();
  const errors = complaints.filter(({ severity }) => severity === "error").length || route.mistakes.length;
  const warnings = complaints.filter(({ severity }) => severity === "warning").length;
  return (
    <Dialog onClose={onClose} opened size={560} title={t("publish.title", { name: loaded.title || loaded.name })}>
      {errors > 0 ? (
        <div className="stack" style={{ gap: 16 }}>
          <p className="verdict-line" data-kind="error">
            {t("publish.blocked", { count: errors })}
          </p>
          <div>
            <Button
              data-autofocus
              onClick={() => {
                show("problems");
                onClose();
              }}
            >
              {t("publish.showProblems")}
            </Button>
          </div>
        </div>
      ) : (
        <PublishForm flush={flush} loaded={loaded} onClose={onClose} published={published} warnings={warnings} />
      )}
    </Dialog>
  );
}

function PublishForm({ loaded, published, flush, onClose, warnings }: Props & { warnings: number }) {
  const { t, i18n } = useTranslation("designer");
  const { text, show, take } = useEditor();
  const say = useSay();
  const now = useNow();
  const [comment, setComment] = useState("");
  useUnsaved(comment !== "");
  const [later, setLater] = useState(false);
  const [when, setWhen] = useState(() => localTime(now + 3600));
  const changes = useMemo(() => (published === undefined ? [] : compare(published, text)), [published, text]);
  const at = new Date(when).getTime() / 1000;
  const past = later && !(at > now);
  const publish = useChange(async () => {
    const etag = await flush();
    return publishRoute(loaded.name, {
      comment: comment.trim(),
      etag,
      ...(later ? { at: new Date(when).toISOString() } : {}),
    });
  });
  const failed = (error: unknown): void => {
    if (error instanceof Problem && error.status === 422) {
      notice(t("publish.refused"), "error");
      show("problems");
      onClose();
    } else say(error);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (past) return;
    publish.mutate(undefined, {
      onError: failed,
      onSuccess: (route) => {
        take(route);
        const version = route.published_version;
        notice(later ? t("publish.scheduled", { at: moment(at, now, i18n.language) }) : t("publish.done", { version }));
        onClose();
      },
    });
  };
  return (
    <form className="stack publish" onSubmit={submit}>
      {warnings > 0 && (
        <p className="verdict-line" data-kind="warning">
          {t("publish.warned", { count: warnings })}
        </p>
      )}
      <section className="stack">
        <h3>{t("publish.changes")}</h3>
        {published === undefined ? <p>{t("publish.first")}</p> : <Changes changes={changes} />}
        {published !== undefined && <Impact name={loaded.name} />}
      </section>
      <section className="stack">
        <h3>{t("publish.tests")}</h3>
        <Tests name={loaded.name} />
      </section>
      <Textarea
        autosize
        data-autofocus
        description={t("publish.commentHint")}
        label={t("publish.comment")}
        maxLength={500}
        minRows={2}
        onChange={(event) => setComment(event.currentTarget.value)}
        value={comment}
      />
      <div className="stack">
        <SegmentedControl
          aria-label={t("publish.when")}
          data={[
            { value: "now", label: t("publish.now") },
            { value: "later", label: t("publish.later") },
          ]}
          onChange={(value) => setLater(value === "later")}
          size="sm"
          transitionDuration={0}
          value={later ? "later" : "now"}
        />
        {later && (
          <TextInput
            error={past ? t("publish.past") : undefined}
            label={t("publish.at")}
            onChange={(event) => setWhen(event.currentTarget.value)}
            type="datetime-local"
            value={when}
          />
        )}
      </div>
      <div className="row between">
        <span className="soft small grow">{t("publish.inProgress")}</span>
        <Button loading={publish.isPending} type="submit">
          {t(later ? "publish.schedule" : "publish.button")}
        </Button>
      </div>
    </form>
  );
}

function Tests({ name }: { name: string }) {
  const { t } = useTranslation("designer");
  const { text } = useEditor();
  const { data } = useQuery({
    queryKey: ["route", name, "test", text],
    queryFn: () => testRoute(name, text),
    retry: false,
    gcTime: 0,
  });
  if (!data || data.results.length === 0) return <p className="soft">{t("publish.noTests")}</p>;
  const failed = data.results.filter(({ passed }) => !passed);
  const percent = Math.round(data.coverage.percent);
  return (
    <p className="verdict-line" data-kind={failed.length ? "error" : "sound"}>
      {failed.length
        ? t("publish.testsFail", { count: failed.length, names: failed.map((one) => one.name).join(", ") })
        : t("publish.testsPass", { count: data.results.length, percent })}
    </p>
  );
}

/** As a field of the kind `datetime-local` wants it. */
function localTime(epoch: number): string {
  const at = new Date(Math.ceil(epoch / 900) * 900_000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
