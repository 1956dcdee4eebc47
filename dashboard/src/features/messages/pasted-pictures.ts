import type { Attachment, Message } from '../../api/wire.ts'

/** The files of a message that its text does not show inside itself. */
export function besideText({ content, attachments }: Message): Attachment[] {
  return (attachments ?? []).filter((one) => !content?.includes(`](cid:${one.file_name ?? ''})`))
}

/** A text for one line of a list, without the places of pictures. */
export function withoutPictures(text: string): string {
  return text.includes('](cid:') ? text.replace(/!\[[^\][\n]*\]\(cid:[\w.-]+\)\s*/g, '') : text
}
