/** Programs outside that are told what happens: added, tried, changed, switched off and removed. */
import "./webhooks.css";
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { serverNow } from "@/shared/live/clock";
import { Dialog } from "@/shared/ui/Dialog";
import { Sheet } from "@/shared/ui/Sheet";
import { moment } from "@/shared/words/format";
import { useNames } from "@/shared/words/names";
import type { WebhookView } from "@/src/generated/api";
import { type Made, useWebhookChange, useWebhooks } from "./api";
import { GivenUp } from "./GivenUp";
import { Secret } from "./Secret";
import { WebhookForm } from "./WebhookForm";
import { WebhookTest } from "./WebhookTest";

type Doing = "" | "test" | "change" | "renew" | "aside" | "remove";

export default function WebhooksSection() {
  const { t } = useTranslation();
  const { data } = useWebhooks();
  const [adding, setAdding] = useState(false);
  if (!data) return null;
  return (
    <div className="stack" style={{ gap: 16 }}>
      <p className="soft">{t("webhooks.about")}</p>
      {data.items.length === 0 ? <p className="soft">{t("webhooks.none")}</p> : <List webhooks={data.items} />}
      <Button onClick={() => setAdding(true)} style={{ alignSelf: "start" }}>
        {t("webhooks.add")}
      </Button>
      <Dialog onClose={() => setAdding(false)} opened={adding} size={560} title={t("webhooks.add")}>
        <WebhookForm onDone={() => setAdding(false)} />
      </Dialog>
    </div>
  );
}

function List({ webhooks }: { webhooks: readonly WebhookView[] }) {
  const { t } = useTranslation();
  return (
    <Sheet
      heads={[t("webhooks.name"), t("webhooks.service"), t("webhooks.url"), t("webhooks.state"), t("webhooks.actions")]}
    >
      {webhooks.map((each) => (
        <Row each={each} key={each.id} />
      ))}
    </Sheet>
  );
}

function Row({ each }: { each: WebhookView }) {
  const { t } = useTranslation();
  const names = useNames();
  const [doing, setDoing] = useState<Doing>("");
  const turn = useWebhookChange();
  const { id, name, active } = each;
  const press = (what: Doing, label: string) => (
    <Button aria-label={`${label}: ${name}`} onClick={() => setDoing(what)} size="compact-sm" variant="default">
      {label}
    </Button>
  );
  return (
    <tr>
      <td>
        {name}
        {each.whole && <p className="soft small">{t("webhooks.whole")}</p>}
      </td>
      <td>{names.service(each.service)}</td>
      <td style={{ overflowWrap: "anywhere" }}>
        {each.url}
        <p className="soft small">{t("webhooks.chosen", { count: each.kinds.length })}</p>
      </td>
      <td>
        <State each={each} />
      </td>
      <td>
        <div className="row" style={{ flexWrap: "wrap" }}>
          {active && each.trouble && (
            <Button
              aria-label={`${t("webhooks.tryNow")}: ${name}`}
              loading={turn.isPending}
              onClick={() => turn.mutate({ method: "POST", path: `/${id}/now` })}
              size="compact-sm"
            >
              {t("webhooks.tryNow")}
            </Button>
          )}
          {press("test", t("webhooks.test"))}
          {press("change", t("webhooks.change"))}
          <Button
            aria-label={`${active ? t("webhooks.turnOff") : t("webhooks.turnOn")}: ${name}`}
            loading={turn.isPending}
            onClick={() => turn.mutate({ method: "PATCH", path: `/${id}`, body: { active: !active } })}
            size="compact-sm"
            variant="default"
          >
            {active ? t("webhooks.turnOff") : t("webhooks.turnOn")}
          </Button>
          {press("renew", t("webhooks.renew"))}
          {each.given_up > 0 && press("aside", t("webhooks.asideCount", { count: each.given_up }))}
          <Button
            aria-label={`${t("webhooks.remove")}: ${name}`}
            color="red"
            onClick={() => setDoing("remove")}
            size="compact-sm"
            variant="subtle"
          >
            {t("webhooks.remove")}
          </Button>
        </div>
        <Dialogs close={() => setDoing("")} doing={doing} each={each} />
      </td>
    </tr>
  );
}

function State({ each }: { each: WebhookView }) {
  const { t, i18n } = useTranslation();
  const when = (at: number): string => moment(at, serverNow(), i18n.language);
  const now = each.stopped
    ? t(`webhooks.${each.stopped}`)
    : !each.active
      ? t("webhooks.off")
      : each.trouble
        ? t("webhooks.fails", { when: when(each.next_at), why: each.trouble })
        : t(each.told_at ? "webhooks.works" : "webhooks.untold");
  return (
    <div className="stack" style={{ gap: 2 }}>
      <span>{now}</span>
      {each.secret === "lost" && <span className="small">{t("webhooks.secretLost")}</span>}
      {each.former_until > serverNow() && (
        <span className="soft small">{t("webhooks.former", { when: when(each.former_until) })}</span>
      )}
      <span className="soft small">
        {t("webhooks.toldAt")}: {each.told_at ? when(each.told_at) : t("webhooks.never")}
      </span>
    </div>
  );
}

function Dialogs({ each, doing, close }: { each: WebhookView; doing: Doing; close: () => void }) {
  const { t } = useTranslation();
  const { id, name } = each;
  return (
    <>
      <Dialog onClose={close} opened={doing === "test"} size={560} title={t("webhooks.testTitle", { name })}>
        <WebhookTest id={id} />
      </Dialog>
      <Dialog onClose={close} opened={doing === "change"} size={560} title={t("webhooks.changeTitle", { name })}>
        <WebhookForm known={each} onDone={close} />
      </Dialog>
      <Dialog onClose={close} opened={doing === "renew"} size={520} title={t("webhooks.renewTitle", { name })}>
        <Renew id={id} />
      </Dialog>
      <Dialog onClose={close} opened={doing === "aside"} size={640} title={t("webhooks.asideTitle", { name })}>
        <GivenUp id={id} />
      </Dialog>
      <Dialog onClose={close} opened={doing === "remove"} title={t("webhooks.removeTitle", { name })}>
        <Remove done={close} id={id} />
      </Dialog>
    </>
  );
}

function Renew({ id }: { id: string }) {
  const { t } = useTranslation();
  const [secret, setSecret] = useState("");
  const renew = useWebhookChange<Made>((made) => setSecret(made.secret));
  if (secret) return <Secret secret={secret} />;
  return (
    <div className="stack">
      <p>{t("webhooks.renewHint")}</p>
      <Button
        loading={renew.isPending}
        onClick={() => renew.mutate({ method: "POST", path: `/${id}/secret`, body: { hours: 24 } })}
      >
        {t("webhooks.renew")}
      </Button>
    </div>
  );
}

function Remove({ id, done }: { id: string; done: () => void }) {
  const { t } = useTranslation();
  const remove = useWebhookChange(done);
  return (
    <div className="stack">
      <p>{t("webhooks.removeHint")}</p>
      <Button
        color="red"
        loading={remove.isPending}
        onClick={() => remove.mutate({ method: "DELETE", path: `/${id}` })}
      >
        {t("webhooks.remove")}
      </Button>
    </div>
  );
}
