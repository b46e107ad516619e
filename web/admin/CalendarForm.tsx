/** One calendar as a form: what is written is read by `calendarText`, so a slip is shown where it stands. */
import { Autocomplete, Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRemoveCalendar, useSaveCalendar } from "@/shared/emergency/queries";
import { useMe } from "@/shared/queries";
import { notice } from "@/shared/ui/notices";
import { RemoveButton } from "@/shared/ui/RemoveButton";
import { useUnsaved } from "@/shared/ui/unsaved";
import type { Calendar } from "@/src/generated/api";
import { holidaysOf, holidaysText, hoursOf, hoursText, specialOf, specialText } from "./calendarText";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const ZONES = ["Asia/Seoul", "Asia/Tokyo", "UTC", "Europe/Berlin", "Europe/London", "America/New_York"];

interface Props {
  known: Calendar;
  usedBy?: string[];
  onDone?: () => void;
}

export function CalendarForm({ known, usedBy = [], onDone }: Props) {
  const { t } = useTranslation();
  const services = useMe()?.services ?? [];
  const [wish, setWish] = useState(known);
  const [days, setDays] = useState(() => known.days.map(hoursText));
  const [holidays, setHolidays] = useState(() => holidaysText(known.holidays));
  const [special, setSpecial] = useState(() => specialText(known.special));
  const save = useSaveCalendar(() => {
    notice(t("calendars.saved"));
    onDone?.();
  });
  const remove = useRemoveCalendar(() => notice(t("calendars.removed")));
  const read = { days: days.map(hoursOf), holidays: holidaysOf(holidays), special: specialOf(special) };
  const whole = read.days.every((spans) => spans !== null) && read.holidays && read.special;
  const set = (part: Partial<Calendar>): void => setWish({ ...wish, ...part });
  const written = JSON.stringify([wish, days, holidays, special]);
  const [saved] = useState(written);
  useUnsaved(written !== saved);
  return (
    <form
      className="card stack queue-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!read.holidays || !read.special) return;
        const hours = read.days.filter((spans): spans is number[][] => spans !== null);
        save.mutate({ ...wish, days: hours, holidays: read.holidays, special: read.special });
      }}
    >
      <fieldset>
        <legend>{wish.name || wish.id}</legend>
        <TextInput
          label={t("calendars.name")}
          maxLength={100}
          onChange={({ currentTarget }) => set({ name: currentTarget.value })}
          required
          value={wish.name}
          w={320}
        />
        <NativeSelect
          data={[
            { value: "", label: t("calendars.allServices") },
            ...services.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          label={t("conduct.columns.service")}
          onChange={({ currentTarget }) => set({ service: currentTarget.value })}
          value={wish.service}
          w={320}
        />
        <Autocomplete
          data={ZONES}
          label={t("calendars.zone")}
          onChange={(zone) => set({ zone })}
          required
          value={wish.zone}
          w={320}
        />
      </fieldset>
      <fieldset>
        <legend>{t("calendars.week")}</legend>
        <p className="soft small">{t("calendars.weekHint")}</p>
        {DAYS.map((day, at) => (
          <TextInput
            error={read.days[at] === null ? t("calendars.wrongHours") : undefined}
            key={day}
            label={t(`calendars.days.${day}`)}
            onChange={({ currentTarget: { value } }) => setDays(days.map((text, one) => (one === at ? value : text)))}
            placeholder={t("calendars.closed")}
            value={days[at] ?? ""}
            w={320}
          />
        ))}
      </fieldset>
      <fieldset>
        <legend>{t("calendars.exceptions")}</legend>
        <Textarea
          autosize
          description={t("calendars.holidaysHint")}
          error={read.holidays === null ? t("calendars.wrongDates") : undefined}
          label={t("calendars.holidays")}
          minRows={3}
          onChange={({ currentTarget }) => setHolidays(currentTarget.value)}
          value={holidays}
        />
        <Textarea
          autosize
          description={t("calendars.specialHint")}
          error={read.special === null ? t("calendars.wrongDates") : undefined}
          label={t("calendars.special")}
          minRows={2}
          onChange={({ currentTarget }) => setSpecial(currentTarget.value)}
          value={special}
        />
      </fieldset>
      {usedBy.length > 0 && <p className="soft small">{t("calendars.usedBy", { routes: usedBy.join(", ") })}</p>}
      <div className="row">
        <Button disabled={!whole || !wish.name.trim()} loading={save.isPending} type="submit">
          {t("conduct.save")}
        </Button>
        {onDone ? (
          <Button color="gray" onClick={onDone} type="button" variant="subtle">
            {t("call.cancel")}
          </Button>
        ) : (
          <RemoveButton
            disabled={usedBy.length > 0}
            loading={remove.isPending}
            name={known.name}
            onSure={() => remove.mutate(known.id)}
          >
            {t("calendars.remove")}
          </RemoveButton>
        )}
      </div>
    </form>
  );
}
