import libmime from 'libmime'
import { HEAD_BYTES } from '../../blobs/blobs.ts'
import { sniffType } from '../../blobs/sniff-type.ts'
import { cleanText } from './decode-text.ts'
import type { MimeFile } from './parse-mime.ts'
import type { ReadAttachment } from './read-result.ts'
import { unpackTnef } from './unpack-tnef.ts'

const LONGEST_NAME = 200

/** The files, with those inside a winmail.dat in its place, and the text in it when it has one. It stays when nothing comes out of it. */
export function unpacked(files: MimeFile[]): { files: MimeFile[]; html: string; text: string } {
  const found = { files: [] as MimeFile[], html: '', text: '' }
  for (const file of files) {
    const tnef = isTnef(file) ? unpackTnef(file.content) : null
    found.html ||= tnef?.html ?? ''
    found.text ||= tnef?.text ?? ''
    const inside = (tnef?.files ?? []).filter((one) => one.content.length > 0)
    if (inside.length === 0 && !tnef?.html && !tnef?.text) found.files.push(file)
    for (const { name, contentId, contentType, content } of inside) {
      const type = contentType ?? 'application/octet-stream'
      found.files.push({ ...file, fileName: name, contentType: type, contentId, content, parameters: {} })
    }
  }
  return found
}

function isTnef({ contentType, fileName }: MimeFile): boolean {
  return /^application\/(vnd\.)?ms-tnef$/.test(contentType) || /^(winmail|win)\.dat$/i.test(fileName ?? '')
}

/** The files of a mail, each with a name and the type that its first bytes show. */
export async function readFiles(files: MimeFile[], html: string): Promise<ReadAttachment[]> {
  return Promise.all(files.map((file, index) => readFile(file, index, html)))
}

async function readFile(file: MimeFile, index: number, html: string): Promise<ReadAttachment> {
  const { content, contentId } = file
  const contentType = await sniffType(content.subarray(0, HEAD_BYTES), file.contentType)
  const id = contentId === null ? null : cleanText(contentId).slice(0, 998) || null
  return {
    name: safeName(file.fileName ?? '') || madeUpName(file, contentType, index),
    contentType,
    size: content.length,
    contentId: id,
    isInline: contentType.startsWith('image/') && id !== null && mentions(html, id),
    content,
  }
}

function mentions(html: string, id: string): boolean {
  return html.includes(`cid:${id}`) || html.includes(`cid:${encodeURIComponent(id)}`)
}

// A name is shown and put into headers and paths of downloads: no folders, nothing invisible, nothing that turns the reading direction.
function safeName(name: string): string {
  const base = cleanText(name).split(/[/\\]/).at(-1) ?? ''
  return base
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(-LONGEST_NAME)
}

function madeUpName({ contentType: declared }: MimeFile, contentType: string, index: number): string {
  if (declared === 'text/calendar') return 'invite.ics'
  if (declared === 'message/rfc822') return `message-${index + 1}.eml`
  const extension = libmime.detectExtension(contentType === 'application/octet-stream' ? declared : contentType)
  return `attachment-${index + 1}.${extension}`
}
