import { brandingBody, tonesQuery } from '../../../contract/http/branding.ts'
import {
  brandColour,
  brandingAccountId,
  changeBranding,
  findBrand,
  PICTURES,
  readBranding,
  tonesOf,
  type BrandChanges,
  type Picture,
} from '../../features/branding/index.ts'
import { notFound } from '../../kernel/refusal.ts'
import type { Call } from '../../platform/http/route.ts'
import { administrator, inAccount, open, type MemberCaller } from '../access.ts'
import { tellBrandChanged } from '../cable/brand-notices.ts'
import { parse, unwrap } from '../parse.ts'
import { brand, brandForAdministrators, cssOf } from '../present/branding.ts'
import { receivedBrandPicture } from '../received-files.ts'
import { sendFile } from './files.ts'

/** How the installation looks: its name, its pictures and its colours. Ours; administrators of the first account decide. */
export const brandingRoutes = [
  open('GET', '/branding', async (call) => brand(await findBrand(call.ports.db)), {
    summary: 'Shows the name, the pictures and the colours of the installation',
    returns: 'brand',
  }),
  open('GET', '/branding/:picture/:version', sendPicture, { summary: 'Sends a picture of the installation' }),
  administrator('GET', inAccount('/branding'), show, {
    summary: 'Shows the branding, what was chosen of it, and what holds otherwise',
    returns: 'branding',
  }),
  administrator('PATCH', inAccount('/branding'), change, {
    summary: 'Changes the branding of the installation',
    body: brandingBody,
    returns: 'branding',
  }),
  administrator(
    'GET',
    inAccount('/branding/tones'),
    async (call) => {
      const { accent } = parse(tonesQuery, call.query)
      return { css: cssOf(tonesOf(brandColour('accent', accent))) }
    },
    { summary: 'Shows what an accent becomes, readable in light and dark', query: tonesQuery, returns: 'brand_tones' },
  ),
]

async function show(call: Call<MemberCaller>) {
  const [state, owner] = await Promise.all([readBranding(call.ports.db), brandingAccountId(call.ports.db)])
  return brandForAdministrators(state, owner === call.caller.accountId)
}

async function change(call: Call<MemberCaller>) {
  const body = parse(brandingBody, unwrap(call.body, 'branding'))
  const pictures: BrandChanges['pictures'] = {}
  for (const picture of PICTURES) {
    const upload = body[picture]
    if (upload === undefined) continue
    const isTakenAway = upload === null || upload === '' || upload === 'null'
    pictures[picture] = isTakenAway ? null : await receivedBrandPicture(picture, upload)
  }
  const { accountId, actor } = call.caller
  await call.ports.work(accountId, actor, (work) =>
    changeBranding(work, {
      installationName: body.installation_name,
      accent: body.accent,
      widgetColor: body.widget_color,
      poweredBy: body.powered_by,
      pictures,
    }),
  )
  await tellBrandChanged(call.ports)
  return show(call)
}

async function sendPicture(call: Call<unknown>) {
  const picture = PICTURES.find((one) => one === call.params['picture'])
  const blobKey = picture && (await findBrand(call.ports.db)).pictures[picture satisfies Picture]
  if (!blobKey || blobKey !== call.params['version']) throw notFound()
  const answer = await sendFile(call, {
    blobKey,
    contentType: 'image/*',
    fileName: picture,
    byteSize: null,
    maxAge: 31_536_000,
  })
  // The widget and the survey show it on other sites' pages.
  call.reply.header('cross-origin-resource-policy', 'cross-origin')
  return answer
}
