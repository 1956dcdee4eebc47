import { findBots } from '../../features/agent-bots/index.ts'
import { linkIsValid, findAttachment } from '../../features/attachments/index.ts'
import { findContacts } from '../../features/contacts/index.ts'
import { findInbox } from '../../features/inboxes/index.ts'
import { findPerson } from '../../features/people/index.ts'
import { notFound } from '../../kernel/refusal.ts'
import { answered, type Call } from '../../platform/http/route.ts'
import { open } from '../access.ts'
import { idOf } from '../parse.ts'
import { avatarUrl, contactAvatarUrl, inboxAvatarUrl } from '../present/avatar.ts'
import { botAvatarUrl } from '../present/bot.ts'
import { shownTo } from '../shown-for.ts'

// What a browser draws and cannot run. Everything else is downloaded.
const SHOWN_INLINE =
  /^(image\/(png|jpeg|gif|webp|avif|bmp)|audio\/[\w.+-]+|video\/[\w.+-]+|application\/pdf|text\/plain)$/

/** The bytes of attachments and avatars, behind links that were handed out with their message or person. */
export const fileRoutes = [
  open(
    'GET',
    '/attachments/:id/:name',
    async (call) => {
      const id = idOf(call.params['id'])
      const { exp, sig } = call.query
      const link = { id, expires: Number(exp), signature: String(sig ?? '') }
      if (!linkIsValid(call.ports.secrets, link, call.ports.now())) throw notFound()
      const file = await findAttachment(call.ports.db, id)
      if (!file) throw notFound()
      return sendFile(call, {
        ...file,
        maxAge: Math.max(0, link.expires - Math.floor(call.ports.now().getTime() / 1000)),
      })
    },
    { summary: 'Sends an attachment, to whoever has its link' },
  ),
  open(
    'GET',
    '/avatars/:id/:version',
    async (call) => {
      const person = await findPerson(call.ports.db, idOf(call.params['id']))
      const path = person && avatarUrl(person, { ...shownTo(call), origin: '' })
      if (!person?.avatarBlobKey || path !== `/avatars/${person.id}/${call.params['version']}`) throw notFound()
      return sendPicture(call, person.avatarBlobKey)
    },
    { summary: 'Sends the picture of a person' },
  ),
  open(
    'GET',
    '/bot-avatars/:id/:version',
    async (call) => {
      const [bot] = await findBots(call.ports.db, [idOf(call.params['id'])])
      const path = bot && botAvatarUrl(bot, { ...shownTo(call), origin: '' })
      if (!bot?.avatarBlobKey || path !== `/bot-avatars/${bot.id}/${call.params['version']}`) throw notFound()
      return sendPicture(call, bot.avatarBlobKey)
    },
    { summary: 'Sends the picture of a bot' },
  ),
  open(
    'GET',
    '/inbox_avatars/:id/:version',
    async (call) => {
      const inbox = await findInbox(call.ports.db, idOf(call.params['id']))
      const path = inbox && inboxAvatarUrl(inbox, { secrets: call.ports.secrets, origin: '' })
      if (!inbox?.avatarBlobKey || path !== `/inbox_avatars/${inbox.id}/${call.params['version']}`) throw notFound()
      return sendPicture(call, inbox.avatarBlobKey)
    },
    { summary: 'Sends the picture of an inbox' },
  ),
  open(
    'GET',
    '/contact_avatars/:id/:version',
    async (call) => {
      const [contact] = await findContacts(call.ports.db, [idOf(call.params['id'])])
      const path = contact && contactAvatarUrl(contact, { ...shownTo(call), origin: '' })
      if (!contact?.avatarBlobKey || path !== `/contact_avatars/${contact.id}/${call.params['version']}`)
        throw notFound()
      return sendPicture(call, contact.avatarBlobKey)
    },
    { summary: 'Sends the picture of a contact' },
  ),
]

function sendPicture(call: Call<unknown>, blobKey: string) {
  return sendFile(call, { blobKey, contentType: 'image/*', fileName: 'avatar', byteSize: null, maxAge: 86_400 })
}

interface Served {
  blobKey: string
  contentType: string
  fileName: string
  byteSize: number | null
  maxAge: number
}

/** Sends a stored file, or the range of it that was asked for, as a type that a browser draws without running it. */
export async function sendFile(call: Call<unknown>, file: Served) {
  const { reply } = call
  const range = rangeOf(call.headers.range, file.byteSize)
  const bytes = await call.ports.blobs.open(file.blobKey, range).catch(() => {
    throw notFound()
  })
  const inline = file.contentType === 'image/*' || SHOWN_INLINE.test(file.contentType)
  reply.headers({
    'content-type': file.contentType === 'image/*' ? 'image/png' : file.contentType,
    'content-disposition': `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': `private, max-age=${file.maxAge}, immutable`,
    'accept-ranges': 'bytes',
  })
  if (range && file.byteSize !== null) {
    reply.status(206).header('content-range', `bytes ${range.start}-${range.end}/${file.byteSize}`)
    reply.header('content-length', range.end - range.start + 1)
  } else if (file.byteSize !== null) {
    reply.header('content-length', file.byteSize)
  }
  reply.send(bytes)
  return answered
}

/** One range of RFC 9110 §14; anything else is answered with the whole file. */
function rangeOf(header: string | undefined, size: number | null): { start: number; end: number } | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (!match || size === null || (match[1] === '' && match[2] === '')) return undefined
  const start = match[1] === '' ? Math.max(0, size - Number(match[2])) : Number(match[1])
  const end = match[1] === '' || match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1)
  return start <= end ? { start, end } : undefined
}
