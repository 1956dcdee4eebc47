import { createI18n } from 'vue-i18n'

const catalogues = import.meta.glob<{ default: Record<string, unknown> }>('./locales/*.json')

/** The locale of the browser when there is a catalogue for it, English otherwise; only that one is loaded. */
export async function loadI18n() {
  const codes = new Set(Object.keys(catalogues).map((path) => path.slice('./locales/'.length, -'.json'.length)))
  const locale = navigator.languages.map((one) => one.split('-')[0] ?? '').find((one) => codes.has(one)) ?? 'en'
  const catalogue = await catalogues[`./locales/${locale}.json`]?.()
  document.documentElement.lang = locale
  return createI18n({ legacy: false, locale, messages: { [locale]: (catalogue?.default ?? {}) as never } })
}
