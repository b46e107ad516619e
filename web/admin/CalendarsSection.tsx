/** Calendars that routes ask: weekly hours, holidays, days with hours of their own; forced open or closed by hand. */
import { Button, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCalendars, useForceCalendar } from "@/shared/emergency/queries";
import { Until } from "@/shared/emergency/Until";
import { designs } from "@/shared/frame/roles";
import { serverNow } from "@/shared/live/clock";
import { useMe } from "@/shared/queries";
import { mayLeave } from "@/shared/ui/unsaved";
import { moment } from "@/shared/words/format";
import type { Calendar, CalendarView } from "@/src/generated/api";
import { CalendarForm } from "./CalendarForm";

const WORKDAYS = 5;

export default function CalendarsSection() {
  const { t } = useTranslation();
  const { data } = useCalendars();
  const me = useMe();
  const may = me ? designs(me) : false;
  const [chosen, choose] = useState("");
  const known = data?.items.find(({ calendar }) => calendar.id === chosen) ?? data?.items[0];
  if (!data) return null;
  return (
    <div className="stack" style={{ gap: 16 }}>
      <p className="soft">{t("calendars.about")}</p>
      {known ? (
        <>
          <Select
            allowDeselect={false}
            data={data.items.map(({ calendar }) => ({ value: calendar.id, label: calendar.name }))}
            label={t("calendars.calendar")}
            onChange={(value) => mayLeave(t("queueRules.unsaved")) && choose(value ?? "")}
            value={known.calendar.id}
            w={260}
          />
          <Now known={known} />
          {known.may_change && (
            <CalendarForm key={JSON.stringify(known.calendar)} known={known.calendar} usedBy={known.used_by} />
          )}
        </>
      ) : (
        <p className="soft">{t("calendars.none")}</p>
      )}
      {may && <NewCalendar onMade={choose} taken={data.items.map(({ calendar }) => calendar.id)} />}
    </div>
  );
}

/** What it says now, and the switch that says more than its hours. */
function Now({ known: { calendar, says, forced, may_force } }: { known: CalendarView }) {
  const { t, i18n } = useTranslation();
  const [until, setUntil] = useState(0);
  const force = useForceCalendar(() => setUntil(0));
  const till = forced?.until ? moment(forced.until, serverNow(), i18n.language) : "";
  const go = (mode: "" | "open" | "closed"): void => force.mutate({ id: calendar.id, mode, until });
  return (
    <section aria-label={t("calendars.now")} className="card stack queue-form" style={{ gap: 12 }}>
      <p>
        <strong>{t(`calendars.says.${says}`)}</strong>{" "}
        {forced && (
          <span className="soft num">
            {till ? t("emergency.till", { time: till, by: forced.by }) : t("emergency.tillBack", { by: forced.by })}
          </span>
        )}
      </p>
      {may_force && !forced && <Until onChange={setUntil} />}
      {may_force && (
        <div className="row">
          {forced ? (
            <Button loading={force.isPending} onClick={() => go("")} variant="default">
              {t("calendars.release")}
            </Button>
          ) : (
            <>
              <Button color="red.9" loading={force.isPending} onClick={() => go("closed")}>
                {t("calendars.forceClosed")}
              </Button>
              <Button loading={force.isPending} onClick={() => go("open")} variant="default">
                {t("calendars.forceOpen")}
              </Button>
            </>
          )}
        </div>
      )}
    </section>
  );
}

function NewCalendar({ taken, onMade }: { taken: string[]; onMade: (id: string) => void }) {
  const { t } = useTranslation();
  const services = useMe()?.services ?? [];
  const [id, setId] = useState("");
  const [draft, setDraft] = useState<Calendar | null>(null);
  const fits = /^[a-z0-9][a-z0-9_-]*$/.test(id) && !taken.includes(id);
  if (draft)
    return (
      <CalendarForm
        known={draft}
        onDone={() => {
          setDraft(null);
          setId("");
          onMade(draft.id);
        }}
      />
    );
  return (
    <form
      className="card stack queue-form"
      onSubmit={(event) => {
        event.preventDefault();
        setDraft(fresh(id, services[0]?.id ?? ""));
      }}
    >
      <h3>{t("calendars.add")}</h3>
      <TextInput
        description={t("calendars.idHint")}
        label={t("calendars.id")}
        onChange={({ currentTarget }) => setId(currentTarget.value)}
        value={id}
        w={260}
      />
      <Button disabled={!fits} style={{ alignSelf: "start" }} type="submit">
        {t("calendars.add")}
      </Button>
    </form>
  );
}

/** Nine to six from Monday to Friday, where the browser is. */
function fresh(id: string, service: string): Calendar {
  const days = Array.from({ length: 7 }, (_, day) => (day < WORKDAYS ? [[540, 1080]] : []));
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
  return { id, name: "", service, zone, days, holidays: [], special: [] };
}
