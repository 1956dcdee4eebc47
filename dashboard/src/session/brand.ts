import { reactive } from 'vue'
import type { Brand } from '../api/branding.ts'
import { bootConfig } from './boot-config.ts'

/** The brand of now; the page came with it, and a frame of the socket may change it. */
export const brand = reactive<Brand>({
  installation_name: bootConfig.installationName,
  powered_by: true,
  logo_url: '',
  logo_dark_url: '',
  thumbnail_url: '',
  favicon_url: '',
  css: '',
  ...bootConfig.brand,
})

const ownIcon = iconLink()?.href ?? ''

/** Shows another brand on this page, at once and as a whole. */
export function showBrand(fresh: Brand): void {
  const { installation_name, powered_by, logo_url, logo_dark_url, thumbnail_url, favicon_url, css } = fresh
  Object.assign(brand, { installation_name, powered_by, logo_url, logo_dark_url, thumbnail_url, favicon_url, css })
  paintBrand(css)
  const icon = iconLink()
  if (icon) icon.href = favicon_url || thumbnail_url || ownIcon
}

/** Puts shades on the page; for a preview, or for good. */
export function paintBrand(css: string): void {
  let sheet = document.querySelector('#porchlight-brand')
  if (!sheet) {
    sheet = document.createElement('style')
    sheet.id = 'porchlight-brand'
    document.head.append(sheet)
  }
  if (sheet.textContent !== css) sheet.textContent = css
}

function iconLink(): HTMLLinkElement | null {
  return document.querySelector<HTMLLinkElement>('link[rel="icon"]')
}
