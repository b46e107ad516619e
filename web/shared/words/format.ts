/** Numbers, times and durations as people read them. Pure. */

const two = (value: number): string => String(value).padStart(2, "0");

/** seconds → HH:MM:SS; never negative. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}

/** seconds → M:SS, or H:MM:SS from one hour on. */
export function short(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const tail = `${two(whole % 60)}`;
  const minutes = Math.floor(whole / 60) % 60;
  return whole < 3600 ? `${minutes}:${tail}` : `${Math.floor(whole / 3600)}:${two(minutes)}:${tail}`;
}

/**
 * A telephone number in groups. Korean and Japanese numbers as they are written there; others in threes and fours
 * from the right. What is no number stays as it is.
 */
export function phoneNumber(number: string): string {
  if (!/^\+?\d{5,15}$/.test(number)) return number;
  if (number.startsWith("+82")) return `+82 ${grouped(`0${number.slice(3)}`).slice(1)}`;
  if (number.startsWith("+81")) return `+81 ${grouped(`0${number.slice(3)}`).slice(1)}`;
  return number.startsWith("0") ? grouped(number) : fromTheRight(number);
}

function grouped(number: string): string {
  const area = number.startsWith("02") ? 2 : number.length > 11 ? 4 : 3;
  if (number.length < 8) return fromTheRight(number);
  return [number.slice(0, area), number.slice(area, -4), number.slice(-4)].join("-");
}

function fromTheRight(number: string): string {
  const plus = number.startsWith("+") ? "+" : "";
  const digits = number.slice(plus.length);
  if (digits.length <= 4) return number;
  const head = digits.slice(0, -4).replace(/\B(?=(\d{3})+$)/g, " ");
  return `${plus}${head} ${digits.slice(-4)}`;
}

/** Time of day; with the date when it was not today. now, at: epoch seconds. */
export function moment(at: number, now: number, language: string): string {
  const then = new Date(at * 1000);
  const sameDay = then.toDateString() === new Date(now * 1000).toDateString();
  const time: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  return new Intl.DateTimeFormat(language, sameDay ? time : { month: "short", day: "numeric", ...time }).format(then);
}

export function timeOfDay(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { timeStyle: "medium", hourCycle: "h23" }).format(new Date(at * 1000));
}

/** "" when nothing was counted yet. */
export function percent(part: number, whole: number): string {
  return whole > 0 ? `${Math.round((100 * part) / whole)}` : "";
}

export function isToday(at: number, now: number): boolean {
  return new Date(at * 1000).toDateString() === new Date(now * 1000).toDateString();
}
