// Moments as the standards write them (XML Schema dateTimeStamp), as milliseconds since 1970.

const STAMP = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(?:Z|([+-])(\d\d):(\d\d))$/;

/** Return the moment that a text names, or null when it names none. */
export function parseMoment(text) {
  const found = typeof text === "string" ? STAMP.exec(text) : null;
  if (!found) return null;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map(Number);
  const [hours, minutes] = [Number(found[9] ?? 0), Number(found[10] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59 || year < 1) return null;
  if (minutes > 59 || hours * 60 + minutes > 14 * 60) return null; // no time zone is further off
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const offset = (hours * 60 + minutes) * (found[8] === "-" ? -1 : 1);
  const fraction = Math.trunc(Number(`0${found[7] ?? ""}`) * 1000);
  return date.setUTCHours(hour, minute, second, fraction) - offset * 60_000;
}
