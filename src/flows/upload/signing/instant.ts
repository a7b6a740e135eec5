/** Virtual time as a calendar: the clock of this family starts on 1 January 2026, at midnight UTC. */
import { type Micros, SECOND } from '../../../kernel/time.ts';

/** Days from 1 January 1970 to the start. */
const EPOCH_DAYS = 20_454;
const DAY_S = 86_400;

const two = (n: number): string => String(n).padStart(2, '0');

/** `20260101T000000Z`, as signatures want it: ISO 8601, basic format. */
export function amzDate(us: Micros): string {
  const { year, month, day, hour, minute, second } = calendarOf(us);
  return `${year}${two(month)}${two(day)}T${two(hour)}${two(minute)}${two(second)}Z`;
}

/** `2026-01-01T00:15:00Z`. */
export function isoDate(us: Micros): string {
  const { year, month, day, hour, minute, second } = calendarOf(us);
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}Z`;
}

/** The instant of such a date; `null` if it is none. */
export function fromAmzDate(date: string): Micros | null {
  const found = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date);
  if (found === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1)
    .map(Number);
  const days = daysOf(year, month, day) - EPOCH_DAYS;
  return ((days * 24 + hour) * 3_600 + minute * 60 + second) * SECOND;
}

function calendarOf(us: Micros) {
  const seconds = Math.floor(us / SECOND);
  const days = Math.floor(seconds / DAY_S);
  const rest = seconds - days * DAY_S;
  return {
    ...civilOf(days + EPOCH_DAYS),
    hour: Math.floor(rest / 3_600),
    minute: Math.floor(rest / 60) % 60,
    second: rest % 60,
  };
}

/** Howard Hinnant, "chrono-compatible low-level date algorithms": years begin in March. */
function civilOf(days: number): { year: number; month: number; day: number } {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}

function daysOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
