import type { Locale } from '../../accounts/index.ts'
import { ar } from './ar.ts'
import { de } from './de.ts'
import { en, type MailTextKey, type MailTexts } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { it } from './it.ts'
import { nl } from './nl.ts'
import { pt } from './pt.ts'

/** The texts of mails in every language. */
export const mailTexts: Record<Locale, MailTexts> = { en, de, fr, es, pt, it, nl, ar }

/** A text of a mail in a language, with the values put in. */
export function mailText(locale: Locale, key: MailTextKey, values: Record<string, string> = {}): string {
  return mailTexts[locale][key].replace(/\{(\w+)\}/g, (slot, name: string) => values[name] ?? slot)
}
