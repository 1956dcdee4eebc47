import type { Locale } from '../../accounts/index.ts'
import { ar } from './ar.ts'
import { de } from './de.ts'
import { en, type TextKey, type Texts } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { it } from './it.ts'
import { nl } from './nl.ts'
import { pt } from './pt.ts'

/** The texts in every language. */
export const catalogue: Record<Locale, Texts> = { en, de, fr, es, pt, it, nl, ar }

/** A text of the catalogue, or a sentence of its own: that has spaces, and no translation. */
export type Saying = TextKey | `${string} ${string}`

/** Says something in a language, with the values put in. */
export function say(locale: Locale, saying: Saying, values: Record<string, string> = {}): string {
  const text = saying in en ? catalogue[locale][saying as TextKey] : saying
  return text.replace(/\{(\w+)\}/g, (slot, name: string) => values[name] ?? slot)
}
