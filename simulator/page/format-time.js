// Phones show the time of Kathmandu, wherever the person at the screen sits.

const ZONE = 'Asia/Kathmandu';
const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  hour: 'numeric',
  minute: '2-digit',
  hour12: true,
});
const day = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE });
const longDay = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const weekday = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, weekday: 'long' });
const shortDay = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  day: '2-digit',
  month: '2-digit',
  year: '2-digit',
});
const exact = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
});
const DAY_MS = 86_400_000;

/** "2:05 pm". @param {number} at */
export function clockTime(at) {
  return clock.format(at);
}

/** The calendar day, for comparing. @param {number} at */
export function dayOf(at) {
  return day.format(at);
}

/** "Today", "Yesterday", a weekday within the week, or the date. @param {number} at @param {number} [now] */
export function dayName(at, now = Date.now()) {
  const wanted = day.format(at);
  if (wanted === day.format(now)) return 'Today';
  if (wanted === day.format(now - DAY_MS)) return 'Yesterday';
  const age = now - at;
  return age > 0 && age < 7 * DAY_MS ? weekday.format(at) : longDay.format(at);
}

/** What a list of chats shows: the time today, else the day. @param {number} at @param {number} [now] */
export function shortTime(at, now = Date.now()) {
  const name = dayName(at, now);
  if (name === 'Today') return clockTime(at);
  return name === 'Yesterday' ? name : shortDay.format(at);
}

/** "14:05:09.123", for the wire. @param {number} at */
export function exactTime(at) {
  return exact.format(at);
}

/** "0:07". @param {number} seconds */
export function duration(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
