import type { Choice } from '../../ui/choice.ts'

/** The languages that Porchlight writes to customers in. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'ar']

/** Languages by their own names and by the reader's; one that is set already stays. */
export function languageChoices(locale: string, current: string): Choice<string>[] {
  const codes = LANGUAGES.includes(current) ? LANGUAGES : [current, ...LANGUAGES]
  const mine = new Intl.DisplayNames([locale], { type: 'language' })
  return codes.map((value) => ({ value, label: mine.of(value.replace('_', '-')) ?? value }))
}

/** Every time zone that the browser knows, the own one first. */
export function zoneChoices(current?: string): Choice<string>[] {
  const own = ownZone()
  const known = Intl.supportedValuesOf('timeZone')
  const zones = [...new Set([own, ...(current ? [current] : []), 'UTC', ...known])]
  return zones.map((value) => ({ value, label: value.replaceAll('_', ' ') }))
}

export function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
}
