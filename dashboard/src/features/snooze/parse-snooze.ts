const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const MINUTES = { minute: 1, hour: 60, day: 24 * 60, week: 7 * 24 * 60 } as const
const MORNING = 9
const EVENING = 18

interface Clock {
  hours: number
  minutes: number
}

/**
 * The moment that words such as "tomorrow 9", "in 2 hours", "monday 14:30", "next week" or "2026-12-24 8am" name,
 * seen from `now` in local time; null when they name none or a moment that has passed.
 */
export function parseSnooze(words: string, now: Date): Date | null {
  const text = words.trim().toLowerCase().replaceAll(/\s+/g, ' ')
  if (text === '') return null
  const moment = readSpan(text, now) ?? readDay(text, now)
  return moment && moment > now ? moment : null
}

function readSpan(text: string, now: Date): Date | null {
  const match = /^(?:in )?(a|an|\d+) ?(m|min|mins|minutes?|h|hrs?|hours?|d|days?|w|weeks?)$/.exec(text)
  if (!match) return null
  const [, amount = '', unit = ''] = match
  const name = (Object.keys(MINUTES) as (keyof typeof MINUTES)[]).find((one) => one.startsWith(unit[0] ?? '?'))
  if (!name) return null
  const count = /^an?$/.test(amount) ? 1 : Number(amount)
  return new Date(now.getTime() + count * MINUTES[name] * 60_000)
}

function readDay(text: string, now: Date): Date | null {
  const { rest, clock } = splitClock(text)
  if (rest === null) return null
  if (rest === '') return clock ? nextTime(now, clock) : null
  const fallback = { hours: /evening|tonight/.test(rest) ? EVENING : MORNING, minutes: 0 }
  const named = dayNamed(rest, now)
  return named ? at(named, clock ?? fallback) : null
}

function dayNamed(text: string, now: Date): Date | null {
  if (/^(today|tonight|this evening)$/.test(text)) return now
  if (/^(tomorrow|tmrw)( morning| evening)?$/.test(text)) return plusDays(now, 1)
  if (text === 'next month') return new Date(now.getFullYear(), now.getMonth() + 1, 1)
  if (text === 'next week') return plusDays(now, (8 - now.getDay()) % 7 || 7)
  if (text === 'weekend' || text === 'this weekend') return plusDays(now, (6 - now.getDay() + 7) % 7 || 7)
  return weekdayNamed(text, now) ?? dateNamed(text)
}

function weekdayNamed(text: string, now: Date): Date | null {
  const match = /^(?:on |next )?([a-z]{3,9})$/.exec(text)
  const day = WEEKDAYS.findIndex((one) => match?.[1] !== undefined && one.startsWith(match[1]))
  return day === -1 ? null : plusDays(now, (day - now.getDay() + 7) % 7 || 7)
}

function dateNamed(text: string): Date | null {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  if (!match) return null
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
  const date = new Date(year, month - 1, day)
  return date.getMonth() === month - 1 ? date : null
}

/** Splits a time of day off the end; `rest` is null when what stands there is no time. */
function splitClock(text: string): { rest: string | null; clock: Clock | null } {
  const match = /^(.*?)(?:^| )(?:at )?(\d{1,2})(?::(\d{2}))? ?(am|pm)?$/.exec(text)
  if (!match) return { rest: text, clock: null }
  const [, rest = '', hour = '', minute = '0', half] = match
  const hours = half ? (Number(hour) % 12) + (half === 'pm' ? 12 : 0) : Number(hour)
  const isTime = hours < 24 && Number(minute) < 60 && (!half || Number(hour) <= 12)
  return isTime
    ? { rest: rest.replace(/ at$/, ''), clock: { hours, minutes: Number(minute) } }
    : { rest: null, clock: null }
}

function nextTime(now: Date, clock: Clock): Date {
  const today = at(now, clock)
  return today > now ? today : at(plusDays(now, 1), clock)
}

function plusDays(from: Date, days: number): Date {
  return new Date(from.getFullYear(), from.getMonth(), from.getDate() + days)
}

function at(day: Date, { hours, minutes }: Clock): Date {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate(), hours, minutes)
}

interface Preset {
  name: 'later_today' | 'tomorrow' | 'next_week' | 'next_month'
  until: Date
}

export function snoozePresets(now: Date): Preset[] {
  const later = new Date(now.getTime() + 3 * 3_600_000)
  const presets: [Preset['name'], Date | null][] = [
    ['later_today', later.getDate() === now.getDate() ? later : null],
    ['tomorrow', parseSnooze('tomorrow', now)],
    ['next_week', parseSnooze('next week', now)],
    ['next_month', parseSnooze('next month', now)],
  ]
  return presets.flatMap(([name, until]) => (until ? [{ name, until }] : []))
}
