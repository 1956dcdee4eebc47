import { Readable } from 'node:stream'
import { findExport, findImport, rejectsFile, transferLinkIsValid } from '../../features/contact-transfer/index.ts'
import { notFound } from '../../kernel/refusal.ts'
import { answered, type Call } from '../../platform/http/route.ts'
import { open } from '../access.ts'
import { idOf } from '../parse.ts'

/** The files of exports and the rejected rows of imports, behind links that were shown with them. */
export const contactTransferFileRoutes = [
  open(
    'GET',
    '/contact_exports/:id/:name',
    async (call) => {
      const one = await findExport(call.ports.db, idLinkedBy(call, 'export'))
      if (!one?.blobKey) throw notFound()
      const bytes = await call.ports.blobs.open(one.blobKey).catch(() => {
        throw notFound()
      })
      return sendCsv(call, 'contacts.csv', bytes)
    },
    { summary: 'Downloads an export of contacts by its link' },
  ),
  open(
    'GET',
    '/contact_imports/:id/:name',
    async (call) => {
      const one = await findImport(call.ports.db, idLinkedBy(call, 'import'))
      if (!one) throw notFound()
      return sendCsv(call, 'rejected.csv', Readable.from(rejectsFile(call.ports.db, one)))
    },
    { summary: 'Downloads the rejected rows of an import by its link' },
  ),
]

function idLinkedBy(call: Call<unknown>, kind: 'export' | 'import'): number {
  const id = idOf(call.params['id'])
  const link = { kind, id, expires: Number(call.query['exp']), signature: String(call.query['sig'] ?? '') }
  if (!transferLinkIsValid(call.ports.secrets, link, call.ports.now())) throw notFound()
  return id
}

function sendCsv({ reply }: Call<unknown>, name: string, bytes: Readable) {
  reply.headers({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}"`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  })
  reply.send(bytes)
  return answered
}
