/** `seconds` are Unix seconds everywhere in this file. */
export function clockTime(seconds: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }).format(seconds * 1000)
}

export function startOfDay(milliseconds: number): number {
  return new Date(milliseconds).setHours(0, 0, 0, 0)
}

export function dayOf(seconds: number): number {
  return startOfDay(seconds * 1000)
}

/** "today" and "yesterday" in the reader's language, the date for everything older. */
export function dayName(seconds: number, locale: string, now = Date.now()): string {
  const days = Math.round((startOfDay(seconds * 1000) - startOfDay(now)) / 86_400_000)
  if (days === 0 || days === -1) {
    const word = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day')
    return word.charAt(0).toLocaleUpperCase(locale) + word.slice(1)
  }
  const year = new Date(seconds * 1000).getFullYear() === new Date(now).getFullYear() ? undefined : 'numeric'
  return new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', year }).format(
    seconds * 1000,
  )
}

export function fileSize(bytes: number, locale: string): string {
  const [value, unit] = bytes < 1e6 ? [Math.max(1, bytes / 1e3), 'kilobyte'] : [bytes / 1e6, 'megabyte']
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)
}
