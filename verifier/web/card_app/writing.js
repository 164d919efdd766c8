// Days, moments and blanks, as the other pages write them.

const ZONE = "Europe/Amsterdam";

/** Return a sentence with its blanks filled; a value is never read as a blank. */
export const fill = (sentence, values) =>
  sentence.replace(/\{(\w+)\}/g, (blank, name) => (Object.hasOwn(values, name) ? String(values[name]) : blank));

const write = (day, month, year, words) => `${Number(day)} ${words.months[month - 1]} ${Number(year)}`;

function partsOf(milliseconds, zone) {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  return Object.fromEntries(format.formatToParts(milliseconds).map(({ type, value }) => [type, value]));
}

/** Return a day, such as the one of an award: 21 november 2026. */
export function dayOf(milliseconds, words) {
  const { day, month, year } = partsOf(milliseconds, "UTC");
  return write(day, month, year, words);
}

/** Return a moment in Dutch local time; the last minute of a day is written as that day. */
export function momentOf(milliseconds, words) {
  const { day, month, year, hour, minute } = partsOf(milliseconds, ZONE);
  const date = write(day, month, year, words);
  return hour === "23" && minute === "59" ? date : fill(words.display.moment, { day: date, time: `${hour}:${minute}` });
}
