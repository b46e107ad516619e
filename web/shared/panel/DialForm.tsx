/** 전화걸기 (TEL-24): the number, judged while it is typed, and the number that is shown there (TEL-25, TEL-27). */
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useLive } from "@/shared/live/context";
import { useMe } from "@/shared/queries";
import { Dialog } from "@/shared/ui/Dialog";
import { Icon } from "@/shared/ui/Icon";
import { phoneNumber } from "@/shared/words/format";
import { mayDial } from "./choices";
import type { Filled } from "./dialForm";
import { type Judged, useCalledLately, useCallerIds, useDial, useJudged } from "./useDialling";

const KEPT = "dial.caller-id";

export default function DialForm({ filled, onClose }: { filled: Filled; onClose: () => void }) {
  const { t } = useTranslation();
  const services = useMe()?.services ?? [];
  const [to, setTo] = useState(filled.to);
  const [service, setService] = useState(filled.service || (services[0]?.id ?? ""));
  const [callerId, setCallerId] = useState(() => localStorage.getItem(KEPT) ?? "0");
  const judged = useJudged(to, service).data;
  const choices = useCallerIds().data;
  const items = choices?.items.filter((one) => one.service === service) ?? [];
  const chosen = items.some(({ id }) => String(id) === callerId) ? callerId : "0";
  const free = mayDial(useLive((live) => live.me));
  const navigate = useNavigate();
  const sent = useRef(false);
  const dial = useDial(({ ticket }) => {
    localStorage.setItem(KEPT, chosen);
    onClose();
    if (ticket) navigate(`/desk/tickets/${ticket}`, { state: { write: true } });
  });
  const wrong = to.trim() !== "" && judged !== undefined && judged.code !== "";
  const shown = choices?.default ? t("dial.defaultOf", { number: choices.default }) : t("dial.default");
  return (
    <Dialog onClose={onClose} opened title={t("dial.title")}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          const about = { callback: filled.callback, ticket: filled.ticket };
          if (sent.current) return;
          sent.current = true; // a second click in the same moment is no second call
          const again = (): void => {
            sent.current = false;
          };
          dial.mutate({ to, caller_id: Number(chosen), service, ...about }, { onError: again });
        }}
        style={{ gap: 14 }}
      >
        {filled.callback > 0 && <p className="soft small">{t("dial.ofCallback", { id: filled.callback })}</p>}
        <TextInput
          aria-describedby="dial-number-hint"
          aria-invalid={wrong}
          autoComplete="off"
          data-autofocus
          label={t("dial.number")}
          onChange={(event) => setTo(event.currentTarget.value)}
          size="md"
          type="tel"
          value={to}
        />
        <NumberHint judged={to.trim() ? judged : undefined} />
        {services.length > 1 && (
          <NativeSelect
            data={services.map(({ id, name }) => ({ value: id, label: name }))}
            disabled={filled.callback > 0}
            label={t("dial.service")}
            onChange={(event) => setService(event.currentTarget.value)}
            value={service}
          />
        )}
        <NativeSelect
          data={[{ value: "0", label: shown }, ...items.map(({ id, label }) => ({ value: String(id), label }))]}
          label={t("dial.callerId")}
          onChange={(event) => setCallerId(event.currentTarget.value)}
          value={chosen}
        />
        <CalledLately onPick={setTo} />
        <div className="row">
          <Button
            disabled={!to.trim() || wrong || !free}
            leftSection={<Icon name="phone" size={16} />}
            loading={dial.isPending}
            type="submit"
          >
            {t("dial.call")}
          </Button>
          <Button onClick={onClose} variant="default">
            {t("dial.cancel")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Keeps its two lines, so that nothing moves while one types. */
function NumberHint({ judged }: { judged: Judged | undefined }) {
  const { t } = useTranslation();
  const wrong = judged?.code
    ? t(`panel.refused.${judged.code}` as "panel.refused.over", { ...judged.values, defaultValue: judged.why_not })
    : "";
  const said = judged?.emergency ? t("dial.emergency") : (judged?.shown ?? "");
  return (
    <p
      aria-live="polite"
      className={wrong ? "small" : "small soft num"}
      id="dial-number-hint"
      style={{ minHeight: 34, whiteSpace: "normal", ...(wrong ? { color: "var(--red)" } : {}) }}
    >
      {wrong || said}
    </p>
  );
}

function CalledLately({ onPick }: { onPick: (number: string) => void }) {
  const { t } = useTranslation();
  const numbers = useCalledLately();
  if (numbers.length === 0) return null;
  return (
    <div className="stack" style={{ gap: 4 }}>
      <h3 className="small soft" style={{ fontWeight: 500 }}>
        {t("dial.recent")}
      </h3>
      <div className="row" style={{ flexWrap: "wrap" }}>
        {numbers.map((number) => (
          <Button className="num" key={number} onClick={() => onPick(number)} size="compact-sm" variant="default">
            {phoneNumber(number)}
          </Button>
        ))}
      </div>
    </div>
  );
}
