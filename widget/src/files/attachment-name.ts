import type { Attachment } from '../conversation/message.ts'

/** The contract names no file; the last part of its address does. */
export function attachmentName({ fallback_title, data_url }: Attachment): string {
  if (fallback_title) return fallback_title
  const last = (data_url ?? '').split(/[?#]/)[0]!.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}
