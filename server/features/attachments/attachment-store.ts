import { sql } from 'kysely'
import type { Reader } from '../../platform/database/reader.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import type { Attachment, ReceivedFile } from './attachment.ts'
import { forgetUploads } from './upload.ts'

/** Files per message (contract 10.3, 20). */
export const MAXIMUM_ATTACHMENTS = 15

const columns = [
  'id',
  'account_id as accountId',
  'message_id as messageId',
  'file_type as fileType',
  'content_type as contentType',
  'file_name as fileName',
  'byte_size as byteSize',
  'blob_key as blobKey',
  'width',
  'height',
  'content_id as contentId',
] as const

/** Files of a message that came as a mail: people attach twenty photos, machines a thousand logs. */
export const MAXIMUM_MAIL_ATTACHMENTS = 100

/** Makes received files part of a message. */
export async function attachFiles(work: Work, messageId: number, files: ReceivedFile[]): Promise<void> {
  if (files.length === 0) return
  const rows = files.map((file) => ({
    account_id: work.accountId,
    message_id: messageId,
    file_type: file.fileType,
    content_type: file.contentType,
    file_name: file.fileName,
    byte_size: file.byteSize,
    sha256: file.sha256,
    blob_key: file.blobKey,
    width: file.width,
    height: file.height,
    content_id: file.contentId ?? null,
    created_at: work.now,
  }))
  await work.tx.insertInto('attachments').values(rows).execute()
}

/** The files of a message, oldest first, for a query of `messages`. */
export const filesOfMessage = sql<Attachment[]>`(
  select coalesce(jsonb_agg(jsonb_build_object('id', id, 'accountId', account_id, 'messageId', message_id,
    'fileType', file_type, 'contentType', content_type, 'fileName', file_name, 'byteSize', byte_size,
    'blobKey', blob_key, 'width', width, 'height', height, 'contentId', content_id) order by id), '[]')
  from attachments where message_id = messages.id)`

/** One file by id, or undefined. */
export async function findAttachment(db: Reader, id: number): Promise<Attachment | undefined> {
  const row = await db.selectFrom('attachments').select(columns).where('id', '=', id).executeTakeFirst()
  return row as Attachment | undefined
}

/** Takes all files away from a message; the sweep removes their bytes. */
export async function detachFiles(work: Work, messageId: number): Promise<void> {
  const rows = await work.tx
    .deleteFrom('attachments')
    .where('message_id', '=', messageId)
    .returning('blob_key')
    .execute()
  await forgetUploads(
    work,
    rows.map((row) => row.blob_key),
  )
}
