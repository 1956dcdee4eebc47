import { newKey } from '../../session/new-key.ts'

/** Pictures from the clipboard as files with names of their own, and the Markdown that shows each inside a mail. */
export function asInlinePictures(files: readonly File[]): { files: File[]; markdown: string } {
  const named = files.map((file) => {
    const ending = /^image\/(png|jpeg|gif|webp)/.exec(file.type)?.[1] ?? 'png'
    return new File(
      [file],
      `image-${newKey()
        .replace(/[^a-z0-9]/gi, '')
        .slice(0, 8)}.${ending}`,
      { type: file.type },
    )
  })
  return { files: named, markdown: named.map(({ name }) => `![](cid:${name})`).join('\n') }
}

/** Whether all that was pasted are pictures that mails can show. */
export function arePictures(files: readonly File[]): boolean {
  return files.length > 0 && files.every(({ type }) => /^image\/(png|jpeg|gif|webp)$/.test(type))
}

/** A text without the place of a picture that was taken away. */
export function withoutPicture(text: string, name: string): string {
  return text.replaceAll(`![](cid:${name})\n`, '').replaceAll(`![](cid:${name})`, '')
}
