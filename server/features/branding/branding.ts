import { invalid } from '../../kernel/refusal.ts'

/** The pictures of a brand: for light and for dark grounds, for small places, and for the browser's tab. */
export const PICTURES = ['logo', 'logo_dark', 'thumbnail', 'favicon'] as const

/** One picture of a brand. */
export type Picture = (typeof PICTURES)[number]

/** Where a picture of the brand is on the desk, or empty. The key in the address changes with the picture, so it may be kept for ever. */
export function brandPicturePath(brand: Pick<Brand, 'pictures'>, picture: Picture): string {
  const key = brand.pictures[picture]
  return key ? `/branding/${picture}/${encodeURIComponent(key)}` : ''
}

/** What the environment says of the brand, for whatever no administrator has chosen. */
export interface BrandDefaults {
  installationName: string
  accent: string | null
  widgetColor: string
  poweredBy: boolean
}

/** The values in force. An accent of null: the colours that the product comes with. */
export interface Brand extends BrandDefaults {
  pictures: Record<Picture, string | null>
}

/** What administrators have chosen themselves; null: nothing. */
export type BrandChoices = { [Key in keyof BrandDefaults]: BrandDefaults[Key] | null }

/** What the product comes with, before any start has noted its environment. */
export const PLAIN: BrandDefaults = {
  installationName: 'Porchlight',
  accent: null,
  widgetColor: '#c2410c',
  poweredBy: true,
}

/** A colour as #rrggbb, from that or from #rgb; refuses anything else. */
export function brandColour(field: string, text: string): string {
  const digits = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim())?.[1]?.toLowerCase()
  if (!digits) throw invalid(field, `${field} must be a colour such as #c2410c`)
  return `#${digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits}`
}

/** The name of the installation, trimmed; refuses an empty or a long one. */
export function brandName(text: string): string {
  const name = text.trim()
  if (name === '' || name.length > 80) {
    throw invalid('installation_name', 'installation_name must have 1 to 80 characters')
  }
  return name
}
