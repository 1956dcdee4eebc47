import { invalid } from '../../kernel/refusal.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { randomToken } from '../../platform/secrets/secrets.ts'
import type { FileType, ReceivedFile } from './attachment.ts'

// announced → stored → attached, any number of times. One that is not kept ends two days after it was announced.
const ATTACHABLE_MS = 24 * 3600 * 1000

/** A file that came, or is to come, before the message that carries it. */
export interface Upload {
  id: number
  accountId: number
  userId: number | null
  key: string
  fileName: string
  contentType: string
  byteSize: number
  checksum: string | null
  kept: boolean
  createdAt: Date
  /** What arrived; null while it has only been announced. */
  file: ReceivedFile | null
}

/** What a sender says about a file before sending it. */
export interface Announcement {
  fileName: string
  contentType: string
  byteSize: number
  /** MD5 in base64. */
  checksum: string
  userId: number | null
}

/** Announces a file whose bytes are to follow. */
export async function announceUpload(work: Work, announcement: Announcement): Promise<Upload> {
  const { fileName, contentType, byteSize, checksum, userId } = announcement
  const row = await work.tx
    .insertInto('uploads')
    .values({
      account_id: work.accountId,
      user_id: userId,
      key: randomToken(21).toLowerCase(),
      file_name: fileName,
      content_type: contentType,
      byte_size: byteSize,
      checksum,
      created_at: work.now,
    })
    .returning(columns)
    .executeTakeFirstOrThrow()
  return toUpload(row)
}

/** Stores a file for texts that link to it: it is kept, whether a message carries it or not. */
export async function keepUpload(work: Work, file: ReceivedFile, userId: number): Promise<Upload> {
  const row = await work.tx
    .insertInto('uploads')
    .values({
      account_id: work.accountId,
      user_id: userId,
      key: randomToken(21).toLowerCase(),
      file_name: file.fileName,
      content_type: file.contentType,
      byte_size: file.byteSize,
      kept: true,
      created_at: work.now,
      ...bytesOf(file),
    })
    .returning(columns)
    .executeTakeFirstOrThrow()
  return toUpload(row)
}

/** Notes that the bytes of an announced upload have arrived; false when they had before. */
export async function storeUpload(work: Work, id: number, file: ReceivedFile): Promise<boolean> {
  const row = await work.tx
    .updateTable('uploads')
    .set({ ...bytesOf(file), content_type: file.contentType, file_name: file.fileName })
    .where('id', '=', id)
    .where('account_id', '=', work.accountId)
    .where('blob_key', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** An upload by its id, or undefined. */
export async function findUpload(db: Reader, id: number): Promise<Upload | undefined> {
  const row = await db.selectFrom('uploads').select(columns).where('id', '=', id).executeTakeFirst()
  return row && toUpload(row)
}

/** The files of uploads, in their order, for a message in an account; refuses what has not arrived, is too old or another account's. */
export async function filesOfUploads(
  db: Reader,
  ids: number[],
  owner: { accountId: number; userId?: number | undefined; now: Date },
): Promise<ReceivedFile[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('uploads')
    .select(columns)
    .where((eb) => eb('id', '=', eb.fn.any(eb.val(ids))))
    .where((eb) => eb.or([eb('account_id', '=', owner.accountId), eb('user_id', '=', owner.userId ?? 0)]))
    .where((eb) => eb.or([eb('kept', '=', true), eb('created_at', '>', new Date(owner.now.getTime() - ATTACHABLE_MS))]))
    .execute()
  const files = new Map(rows.map((row) => [row.id, toUpload(row).file]))
  return ids.map((id) => {
    const file = files.get(id)
    if (!file) throw invalid('attachments', 'attachments: a signed id stands for no upload that has arrived')
    return file
  })
}

/** Forgets the uploads of files that are taken away from a message. */
export async function forgetUploads(work: Work, blobKeys: string[]): Promise<void> {
  if (blobKeys.length === 0) return
  await work.tx
    .deleteFrom('uploads')
    .where('kept', '=', false)
    .where((eb) => eb('blob_key', '=', eb.fn.any(eb.val(blobKeys))))
    .execute()
}

const columns = [
  'id',
  'account_id',
  'user_id',
  'key',
  'file_name',
  'content_type',
  'byte_size',
  'checksum',
  'kept',
  'created_at',
  'blob_key',
  'sha256',
  'file_type',
  'width',
  'height',
] as const

interface Row {
  id: number
  account_id: number
  user_id: number | null
  key: string
  file_name: string
  content_type: string
  byte_size: number
  checksum: string | null
  kept: boolean
  created_at: Date
  blob_key: string | null
  sha256: string | null
  file_type: string | null
  width: number | null
  height: number | null
}

function toUpload(row: Row): Upload {
  const { file_name: fileName, content_type: contentType, byte_size: byteSize, width, height } = row
  const shared = { fileName, contentType, byteSize }
  const { blob_key: blobKey, sha256, file_type: fileType } = row
  const file =
    blobKey && sha256 && fileType ? { ...shared, blobKey, sha256, fileType: fileType as FileType, width, height } : null
  return {
    ...shared,
    id: row.id,
    accountId: row.account_id,
    userId: row.user_id,
    key: row.key,
    checksum: row.checksum,
    kept: row.kept,
    createdAt: row.created_at,
    file,
  }
}

function bytesOf(file: ReceivedFile) {
  const { blobKey, sha256, fileType, width, height } = file
  return { blob_key: blobKey, sha256, file_type: fileType, width, height }
}
