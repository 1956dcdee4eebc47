import type { BrandChoices, Branding } from '../../api/branding.ts'

/** The accent that the product comes with (`--accent` in ui/tokens.css): no accent of one's own. */
export const PRODUCT_ACCENT = '#b4530a'

type Fields = { installation_name: string; accent: string; widget_color: string; powered_by: boolean }

/** What the form begins with. */
export function fieldsOf({ installation_name, accent, widget_color, powered_by }: Branding): Fields {
  return { installation_name, accent: accent ?? PRODUCT_ACCENT, widget_color, powered_by }
}

/** What to send of what was changed; a value that holds anyway is left to the environment. */
export function choicesFrom(changes: Partial<Fields>, defaults: Branding['defaults']): Partial<BrandChoices> {
  const held = { ...defaults, accent: defaults.accent ?? PRODUCT_ACCENT }
  const chosen = Object.entries(changes).map(([key, value]) => [
    key,
    value === held[key as keyof Fields] ? null : value,
  ])
  return Object.fromEntries(chosen) as Partial<BrandChoices>
}
