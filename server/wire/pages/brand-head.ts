import { brandPicturePath, findBrand, type Brand } from '../../features/branding/index.ts'
import { answered, type Route } from '../../platform/http/route.ts'
import { open } from '../access.ts'
import { brand } from '../present/branding.ts'

/** Writes the brand into the head of a built page: title, icon and colours are there before the first paint. */
export function withBrand(html: string, one: Brand): string {
  const { css } = brand(one)
  const icon = brandPicturePath(one, 'favicon') || brandPicturePath(one, 'thumbnail')
  return html
    .replace(/<title>[^<]*<\/title>/, () => `<title>${escaped(one.installationName)}</title>`)
    .replace(/<link[^>]*rel="icon"[^>]*>/, (built) => (icon ? `<link rel="icon" href="${escaped(icon)}" />` : built))
    .replace(
      '</head>',
      () => `<link rel="manifest" href="/manifest.webmanifest" /><style id="porchlight-brand">${css}</style></head>`,
    )
}

/** What a phone shows of the desk once it is on the home screen. */
export const manifestRoute: Route = open(
  'GET',
  '/manifest.webmanifest',
  async (call) => {
    const one = await findBrand(call.ports.db)
    const icon = brandPicturePath(one, 'thumbnail') || brandPicturePath(one, 'favicon')
    const manifest = {
      name: one.installationName,
      short_name: one.installationName,
      start_url: '/app',
      scope: '/',
      display: 'standalone',
      ...(one.accent && { theme_color: one.accent }),
      icons: icon ? [{ src: icon, sizes: 'any' }] : [],
    }
    call.reply
      .headers({
        'content-type': 'application/manifest+json',
        'cache-control': 'no-cache',
        'x-content-type-options': 'nosniff',
      })
      .send(JSON.stringify(manifest))
    return answered
  },
  { summary: 'Sends what a phone shows of the desk on its home screen' },
)

function escaped(text: string): string {
  const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  return text.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign)
}
