import {
  PICTURES,
  brandPicturePath,
  tonesOf,
  type Brand,
  type BrandState,
  type Tones,
} from '../../features/branding/index.ts'

/** The brand for anybody: every page shows it before somebody signs in. */
export function brand(one: Brand) {
  const [logo_url, logo_dark_url, thumbnail_url, favicon_url] = PICTURES.map((picture) =>
    brandPicturePath(one, picture),
  )
  return {
    installation_name: one.installationName,
    powered_by: one.poweredBy,
    logo_url: logo_url ?? '',
    logo_dark_url: logo_dark_url ?? '',
    thumbnail_url: thumbnail_url ?? '',
    favicon_url: favicon_url ?? '',
    css: one.accent === null ? '' : cssOf(tonesOf(one.accent)),
  }
}

/** The brand for administrators: what is in force, what they chose, and what holds without them. */
export function brandForAdministrators({ brand: one, choices, defaults }: BrandState, mayChange: boolean) {
  return {
    ...brand(one),
    accent: one.accent,
    widget_color: one.widgetColor,
    chosen: {
      installation_name: choices.installationName,
      accent: choices.accent,
      widget_color: choices.widgetColor,
      powered_by: choices.poweredBy,
    },
    defaults: {
      installation_name: defaults.installationName,
      accent: defaults.accent,
      widget_color: defaults.widgetColor,
      powered_by: defaults.poweredBy,
    },
    may_change: mayChange,
  }
}

/** The shades of an accent as the dashboard's custom properties. */
export function cssOf({ light, dark, glow }: Tones): string {
  const pairs = [
    ['accent', light.accent, dark.accent],
    ['accent-strong', light.accentStrong, dark.accentStrong],
    ['on-accent', light.onAccent, dark.onAccent],
    ['accent-ink', light.accentInk, dark.accentInk],
    ['accent-wash', light.accentWash, dark.accentWash],
    ['glow', glow, glow],
  ]
  // One type selector more than the sheet that it stands above: it wins wherever it stands.
  return `html:root{${pairs.map(([name, day, night]) => `--${name}:light-dark(${day},${night})`).join(';')}}`
}
