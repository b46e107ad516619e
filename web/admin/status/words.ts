/** Durations and moments in the reader's language. */
import { useTranslation } from "react-i18next";
import { serverNow } from "@/shared/live/clock";
import { moment } from "@/shared/words/format";
import { lasting, machineOf, type PartName } from "./telling";

/** A sentence whose key is put together; whether there is one was asked before. */
export function useSentence() {
  const { t } = useTranslation();
  return t as unknown as (key: string, values?: Record<string, string>) => string;
}

export function useTimes() {
  const { i18n } = useTranslation();
  const say = useSentence();
  return {
    when: (at: number): string => moment(at, serverNow(), i18n.language),
    long: (seconds: number): string => {
      const { key, values } = lasting(Math.max(0, seconds));
      return say(`status.${key}`, values);
    },
  };
}

/** A part, or one of several machines, by name. */
export function useNames() {
  const { t } = useTranslation();
  return (part: string): string => {
    const machine = machineOf(part);
    return machine ? t(`status.machine.${machine.kind}`, { name: machine.name }) : t(`status.part.${part as PartName}`);
  };
}
