import { request } from './client.ts'

/** How the installation looks, as the server says it to anybody. Addresses are empty where there is no picture. */
export interface Brand {
  installation_name: string
  powered_by: boolean
  logo_url: string
  logo_dark_url: string
  thumbnail_url: string
  favicon_url: string
  /** The accent's shades as custom properties; empty: those of the product. */
  css: string
}

/** The values that an administrator may choose; null leaves one to the environment. */
export interface BrandChoices {
  installation_name: string | null
  accent: string | null
  widget_color: string | null
  powered_by: boolean | null
}

export interface Branding extends Brand {
  accent: string | null
  widget_color: string
  chosen: BrandChoices
  defaults: { installation_name: string; accent: string | null; widget_color: string; powered_by: boolean }
  may_change: boolean
}

export const brandPictures = ['logo', 'logo_dark', 'thumbnail', 'favicon'] as const
export type BrandPicture = (typeof brandPictures)[number]

const path = (accountId: number) => `/api/v1/accounts/${accountId}/branding`

export function showBranding(accountId: number): Promise<Branding> {
  return request(path(accountId))
}

export function changeBranding(accountId: number, changes: Partial<BrandChoices>): Promise<Branding> {
  return request(path(accountId), { method: 'PATCH', body: changes })
}

export function setBrandPicture(accountId: number, picture: BrandPicture, file: File | null): Promise<Branding> {
  if (!file) return request(path(accountId), { method: 'PATCH', body: { [picture]: null } })
  const body = new FormData()
  body.append(picture, file)
  return request(path(accountId), { method: 'PATCH', body })
}

/** What an accent becomes; the same words that the pages are painted with. */
export function showTones(accountId: number, accent: string, signal: AbortSignal): Promise<{ css: string }> {
  return request(`${path(accountId)}/tones`, { query: { accent }, signal })
}

/** The brand of now, for pages that were away. */
export function showPublicBrand(): Promise<Brand> {
  return request('/branding', { anonymous: true })
}
