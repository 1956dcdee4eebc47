import { describe, expect, test } from 'vitest'
import { seeded } from '../../testing/random.ts'
import { openSeconds } from './open-time.ts'
import { isOpen, usualHours, type WorkingHours } from './working-hours.ts'

const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/Santiago', 'UTC']
const MINUTE = 60_000
const HISTORIES = 300

/** Minute by minute, by the rule that says whether it is open now. */
function naively(hours: WorkingHours[], timezone: string, from: number, to: number): number {
  let open = 0
  for (let at = from; at < to; at += MINUTE) if (isOpen(hours, timezone, new Date(at))) open += 60
  return open
}

function someHours(random: () => number): WorkingHours[] {
  return [0, 1, 2, 3, 4, 5, 6].flatMap((dayOfWeek) => {
    const times = { openHour: null, openMinutes: null, closeHour: null, closeMinutes: null }
    const kind = random()
    if (kind < 0.1) return []
    if (kind < 0.3) return { dayOfWeek, closedAllDay: true, openAllDay: false, ...times }
    if (kind < 0.45) return { dayOfWeek, closedAllDay: false, openAllDay: true, ...times }
    const minute = () => Math.floor(random() * 1440)
    const [open, close] = [minute(), minute()]
    return {
      dayOfWeek,
      closedAllDay: false,
      openAllDay: false,
      openHour: Math.floor(open / 60),
      openMinutes: open % 60,
      closeHour: Math.floor(close / 60),
      closeMinutes: close === open ? (close + 1) % 60 : close % 60,
    }
  })
}

describe('The time in which an inbox was open', () => {
  test('a night and a weekend count for nothing', () => {
    // Friday 16:00 to Monday 10:00.
    const [from, to] = [new Date('2026-03-06T15:00:00Z'), new Date('2026-03-09T09:00:00Z')]
    expect(openSeconds(usualHours, 'Europe/Berlin', from, to)).toBe(2 * 3600)
    expect(openSeconds([], 'Europe/Berlin', from, to)).toBe(0)
    expect(openSeconds(usualHours, 'Europe/Berlin', to, from)).toBe(0)
  })

  test(`it is what a look at the clock in every minute adds up to, when clocks are set too (${HISTORIES} weeks)`, () => {
    const random = seeded(2016)
    for (let count = 0; count < HISTORIES; count += 1) {
      const timezone = ZONES[count % ZONES.length] ?? 'UTC'
      const hours = someHours(random)
      // Half of them around the days when clocks are set.
      const around = ['2026-03-29', '2026-10-25', '2026-03-08', '2026-11-01', '2026-04-05', '2026-09-06', '2026-10-04']
      const day = Date.parse(around[Math.floor(random() * around.length)] ?? '') + (count % 2) * random() * 9e9
      const from = Math.floor((day - random() * 86_400_000) / MINUTE) * MINUTE
      const to = from + Math.floor(random() * 700) * MINUTE
      const seconds = openSeconds(hours, timezone, new Date(from), new Date(to))
      expect({ timezone, from, to, seconds }).toEqual({
        timezone,
        from,
        to,
        seconds: naively(hours, timezone, from, to),
      })
    }
  })
})
