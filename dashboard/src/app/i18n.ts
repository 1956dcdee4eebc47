import { createI18n } from 'vue-i18n'

type Catalogue = Record<string, unknown>

/** A file for each area, such as `en/composer.json`; the build makes one chunk of the files of a language. */
const files = import.meta.glob<Catalogue>('./locales/*/*.json', { import: 'default' })

/** The language of the browser when there is a catalogue for it, English otherwise; only that one is loaded. */
export async function loadI18n() {
  const languages = new Set(Object.keys(files).map((path) => path.split('/')[2] ?? ''))
  const locale = navigator.languages.map((one) => one.split('-')[0] ?? '').find((one) => languages.has(one)) ?? 'en'
  const wanted = Object.entries(files).filter(([path]) => path.startsWith(`./locales/${locale}/`))
  const areas = await Promise.all(wanted.map(([, load]) => load()))
  document.documentElement.lang = locale
  return createI18n({ legacy: false, locale, messages: { [locale]: Object.assign({}, ...areas) as never } })
}
