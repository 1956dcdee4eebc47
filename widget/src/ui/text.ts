import { computed, ref, shallowRef } from 'vue'
import { en, type Catalogue } from './locales/en.ts'

const loaders: Record<string, () => Promise<{ messages: Catalogue }>> = {
  de: () => import('./locales/de.ts'),
  es: () => import('./locales/es.ts'),
  fr: () => import('./locales/fr.ts'),
  ar: () => import('./locales/ar.ts'),
}

const catalogue = shallowRef<Catalogue>(en)

/** The language tag for dates and numbers; that of the catalogue in use. */
export const locale = ref('en')

export const direction = computed(() => (/^(ar|he|fa|ur)\b/.test(locale.value) ? 'rtl' : 'ltr'))

/** Takes tags such as `de`, `pt_BR` or `fr-CA`; languages without a catalogue are shown in English. */
export async function useLocale(tag: string): Promise<void> {
  const language = tag.slice(0, 2).toLowerCase()
  const load = loaders[language]
  catalogue.value = load ? (await load()).messages : en
  locale.value = load || language === 'en' ? tag.replace('_', '-') : 'en'
}

export function text(key: keyof Catalogue, words: Record<string, string | number> = {}): string {
  return catalogue.value[key].replace(/\{(\w+)\}/g, (_, name: string) => String(words[name] ?? ''))
}
