import { Readable } from 'node:stream'
import { directUploadBody, uploadBody } from '../../../contract/http/uploads.ts'
import { system } from '../../kernel/actor.ts'
import { invalid, notAllowed, notFound } from '../../kernel/refusal.ts'
import { fetchUpload } from '../../platform/http/fetch-upload.ts'
import { Upload } from '../../platform/http/multipart.ts'
import { limit } from '../../platform/http/rate-limit.ts'
import type { Call } from '../../platform/http/route.ts'
import {
  findUpload,
  keepUpload,
  readTicket,
  readUploadId,
  signedUploadId,
  storeBytes,
  storeUpload,
} from '../../features/attachments/index.ts'
import { loadConversation } from '../../features/conversations/index.ts'
import { inAccount, member, open, signedIn, type MemberCaller } from '../access.ts'
import { announce } from '../direct-upload.ts'
import { idOf, parse } from '../parse.ts'
import { lookedAt } from '../received-files.ts'
import { sendFile } from './files.ts'

/** Uploads of one account in an hour (contract 2.1). */
const UPLOADS = { hits: 60, seconds: 3600 }

// As long as somebody waits for an answer.
const FETCH_MS = 20_000

const directUpload = { body: directUploadBody, returns: 'direct_upload' }

/** Files that come before the message or text that needs them (contract 2.12). */
export const uploadRoutes = [
  member('POST', inAccount('/upload'), upload, {
    summary: 'Stores a file that texts may link to, uploaded or fetched from an address',
    body: uploadBody,
    returns: 'upload',
  }),
  member(
    'POST',
    inAccount('/conversations/:number/direct_uploads'),
    async (call) => {
      const { accountId, actor } = call.caller
      await loadConversation(call.ports.db, call.caller, idOf(call.params['number']))
      return announce(call, { accountId, actor, userId: actor.userId })
    },
    { summary: 'Announces a file for a message of a conversation', ...directUpload },
  ),
  signedIn(
    'POST',
    '/rails/active_storage/direct_uploads',
    async (call) => {
      const { id: userId, memberships } = call.caller.person
      const [membership] = memberships
      if (!membership) throw notAllowed()
      const { accountId, role } = membership
      return announce(call, { accountId, actor: { kind: 'agent', userId, role }, userId })
    },
    { summary: 'Announces a file of the caller', ...directUpload },
  ),
  {
    ...open('PUT', '/rails/active_storage/disk/:ticket', receive, {
      summary: 'Takes the bytes of an announced file',
    }),
    rawBody: true,
  },
  open('GET', '/rails/active_storage/blobs/redirect/:signed_id/:name', show, {
    summary: 'Sends an uploaded file',
  }),
]

async function upload(call: Call<MemberCaller>) {
  const { attachment, external_url } = parse(uploadBody, call.body)
  const { accountId, actor } = call.caller
  await limit(call.ports.scratch, `uploads:${accountId}`, UPLOADS)
  const received = attachment instanceof Upload || !external_url ? attachment : await fetched(call, external_url)
  if (!(received instanceof Upload)) throw invalid('attachment', 'attachment must be an uploaded file')
  const file = await lookedAt(received)
  const { id, fileName } = await call.ports.work(accountId, actor, (work) => keepUpload(work, file, actor.userId))
  const signedId = signedUploadId(call.ports.secrets, id)
  return {
    file_url: `${call.origin}/rails/active_storage/blobs/redirect/${signedId}/${encodeURIComponent(fileName)}`,
    blob_id: signedId,
  }
}

function fetched({ ports, maximumUploadBytes }: Call<MemberCaller>, url: string): Promise<Upload> {
  return fetchUpload(ports, { url, field: 'external_url', maximumBytes: maximumUploadBytes, timeoutMs: FETCH_MS })
}

async function receive(call: Call<null>) {
  const { db, secrets, blobs, work } = call.ports
  const id = readTicket(secrets, call.params['ticket'] ?? '', call.ports.now())
  const announced = id === undefined ? undefined : await findUpload(db, id)
  if (!announced) throw notFound()
  if (!(call.body instanceof Readable)) throw invalid('body', 'The body must be the bytes of the file')
  // Sent again because an answer was lost; what lies there is what was announced.
  if (announced.file) return {}
  const file = await storeBytes(blobs, call.body, announced)
  const isFirst = await work(announced.accountId, system, (unit) => storeUpload(unit, announced.id, file))
  if (!isFirst) await blobs.delete(file.blobKey)
  return {}
}

async function show(call: Call<null>) {
  const id = readUploadId(call.ports.secrets, call.params['signed_id'] ?? '')
  const found = id === undefined ? undefined : await findUpload(call.ports.db, id)
  if (!found?.file) throw notFound()
  return sendFile(call, { ...found.file, maxAge: 3600 })
}
