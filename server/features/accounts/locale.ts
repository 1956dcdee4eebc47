import type { Reader } from '../../platform/database/reader.ts'

/** The languages that Porchlight itself writes in. */
export const LOCALES = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'ar'] as const

/** A language that Porchlight writes in. */
export type Locale = (typeof LOCALES)[number]

/** The language to write in for a tag such as pt_BR or de-AT: the nearest there is, else English. */
export function nearestLocale(tag: string): Locale {
  const language = tag.toLowerCase().split(/[-_]/)[0]
  return LOCALES.find((locale) => locale === language) ?? 'en'
}

/** The direction in which the lines of a language run. */
export function directionOf(locale: Locale): 'ltr' | 'rtl' {
  return locale === 'ar' ? 'rtl' : 'ltr'
}

/** The language in which Porchlight writes in an account. */
export async function localeOfAccount(db: Reader, accountId: number): Promise<Locale> {
  const row = await db.selectFrom('accounts').select('locale').where('id', '=', accountId).executeTakeFirst()
  return nearestLocale(row?.locale ?? 'en')
}
