import { watch } from 'vue'
import { createI18n } from 'vue-i18n'
import { recall, remember } from '../session/remember.ts'
import { useSession } from '../session/session-store.ts'
import { isolateValues } from '../ui/isolate-values.ts'
import { languages } from '../ui/languages.ts'
import { pluralRule } from '../ui/plural-rule.ts'

type Catalogue = Parameters<typeof isolateValues>[0]

/** A file for each area, such as `en/composer.json`; the build makes one chunk of the files of a language. */
const files = import.meta.glob<Catalogue>('./locales/*/*.json', { import: 'default' })

const KEY = 'locale'
const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur'])

/** The only instance; a page has one language. Texts come with `loadI18n`. */
export const i18n = createI18n({
  legacy: false,
  locale: 'en',
  pluralRules: Object.fromEntries(languages.map((locale) => [locale, pluralRule(locale)])),
  messages: {},
})

/** Loads the language that was chosen here last, else that of the browser, else English; only that one is loaded. */
export async function loadI18n() {
  await speak(languageFor(recall<string | null>(KEY, null)))
  return i18n
}

/** Follows the choice of whoever is signed in, on whichever device they made it. */
export function followLanguage(): void {
  const session = useSession()
  watch(
    () => session.user?.ui_settings?.locale,
    (locale) => {
      if (!session.user) return
      remember(KEY, locale || null)
      void speak(languageFor(locale || null)).catch(() => undefined)
    },
    { immediate: true },
  )
}

function languageFor(chosen: string | null): string {
  const wanted = [chosen ?? '', ...navigator.languages].map((one) => one.split('-')[0] ?? '')
  return wanted.find((one) => languages.includes(one)) ?? 'en'
}

async function speak(locale: string): Promise<void> {
  const { locale: current, availableLocales } = i18n.global
  if (!availableLocales.includes(locale)) {
    const wanted = Object.entries(files).filter(([path]) => path.startsWith(`./locales/${locale}/`))
    const areas = await Promise.all(wanted.map(([, load]) => load()))
    const texts = Object.assign({}, ...areas) as Catalogue
    i18n.global.setLocaleMessage(locale, (RIGHT_TO_LEFT.has(locale) ? isolateValues(texts) : texts) as never)
  }
  current.value = locale
  document.documentElement.lang = locale
  document.documentElement.dir = RIGHT_TO_LEFT.has(locale) ? 'rtl' : 'ltr'
}
