import { markdownHtml } from '../../features/mails/index.ts'
import type { MessageView } from '../../features/conversations/index.ts'
import type { MailedFile, MailFiles } from './divide-files.ts'

// What the composer writes where a picture was pasted: the name of a file of the message.
const PICTURE = /!\[([^\]\n]{0,200})\]\(cid:([\w.-]{1,100})\)/g
// Stands in for the picture while Markdown becomes HTML, which lets no other address through. Nobody has this domain (RFC 2606).
const STAND_IN = 'https://pictures.invalid/'

/** The files of a message; a picture that the text shows inside itself has the name that the HTML of the mail calls it by. */
export function filesWithPictures({
  content,
  attachments,
}: Pick<MessageView, 'content' | 'attachments'>): MailedFile[] {
  const named = new Set([...(content ?? '').matchAll(PICTURE)].map((match) => match[2]))
  return attachments.map((file) => {
    const isShown = named.has(file.fileName) && file.fileType === 'image'
    return isShown ? { ...file, contentId: `picture-${file.id}@porchlight` } : file
  })
}

/** A text in both forms, with its pictures where they were pasted. One that does not go with the mail leaves its place empty. */
export function textWithPictures(content: string, attached: MailFiles['attached']): { text: string; html: string } {
  const places = new Map(attached.flatMap(({ fileName, cid }) => (cid ? [[fileName, cid] as const] : [])))
  const standIns = [...places].map(([name, cid], index) => ({ name, cid, url: `${STAND_IN}${index}` }))
  const marked = content.replace(PICTURE, (_all, alt: string, name: string) => {
    const standIn = standIns.find((one) => one.name === name)
    return standIn ? `![${alt}](${standIn.url})` : ''
  })
  const html = standIns.reduce(
    (done, { cid, url }) => done.replaceAll(`src="${url}"`, `src="cid:${cid}" style="max-width:100%;height:auto"`),
    markdownHtml(marked),
  )
  const text = content.replace(PICTURE, (_all, alt: string, name: string) =>
    places.has(name) ? `[${alt || name}]` : '',
  )
  return { text, html }
}
