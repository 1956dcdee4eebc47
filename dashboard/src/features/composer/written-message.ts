import type { MessageExtras } from '../../api/messages.ts'

/** What the composer hands on. */
export interface WrittenMessage {
  content: string
  private: boolean
  files: File[]
  more: MessageExtras
  thenResolve: boolean
  /** The text before variables and signature, in case it comes back. */
  written: string
}
