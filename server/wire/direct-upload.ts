import { directUploadBody } from '../../contract/http/uploads.ts'
import { announceUpload, signedUploadId, uploadTicket } from '../features/attachments/index.ts'
import { invalid } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/actor.ts'
import { limit } from '../platform/http/rate-limit.ts'
import type { Call } from '../platform/http/route.ts'
import { parse, unwrap } from './parse.ts'

// A slow line needs a while for a large file; the bytes must begin to arrive before this.
const TICKET_SECONDS = 15 * 60

// Each announcement is a row, so a program must not make them without end.
const RATE = { hits: 60, seconds: 60 }

/** Who announces a file, and in whose account. */
export interface Uploader {
  accountId: number
  actor: Actor
  userId: number | null
  /** Tells apart those who have no user id. */
  session?: string
}

/** Notes what is going to be sent, and says where to send it and by which signed id to attach it: the contract's direct upload (2.12). */
export async function announce(call: Call<unknown>, uploader: Uploader) {
  const body = parse(directUploadBody, unwrap(call.body, 'blob'))
  const { ports, origin, maximumUploadBytes } = call
  await limit(ports.scratch, `announced:${uploader.accountId}:${uploader.userId ?? uploader.session}`, RATE)
  if (body.byte_size > maximumUploadBytes) {
    const megabytes = Math.floor(maximumUploadBytes / 1024 / 1024)
    throw invalid('byte_size', `byte_size: a file may have at most ${megabytes} MB`)
  }
  const contentType = body.content_type || 'application/octet-stream'
  const upload = await ports.work(uploader.accountId, uploader.actor, (work) =>
    announceUpload(work, {
      fileName: body.filename,
      contentType,
      byteSize: body.byte_size,
      checksum: body.checksum,
      userId: uploader.userId,
    }),
  )
  const ticket = uploadTicket(ports.secrets, upload.id, new Date(ports.now().getTime() + TICKET_SECONDS * 1000))
  return {
    id: upload.id,
    key: upload.key,
    filename: upload.fileName,
    content_type: upload.contentType,
    metadata: {},
    byte_size: upload.byteSize,
    checksum: upload.checksum,
    created_at: upload.createdAt.toISOString(),
    signed_id: signedUploadId(ports.secrets, upload.id),
    direct_upload: {
      url: `${origin}/rails/active_storage/disk/${ticket}`,
      headers: { 'Content-Type': contentType },
    },
  }
}
