import type { KeyObject } from 'node:crypto'

/** What providers may bring mail with; what is absent is not open. */
export interface IngressSettings {
  /** Of SendGrid, Postmark and a mail server of one's own. */
  password?: string | undefined
  /** Of SendGrid, instead of the password. */
  sendGridKey?: KeyObject | undefined
  mailgunSigningKey?: string | undefined
  sesTopics?: string[] | undefined
  /** Of one mail. */
  maximumBytes: number
}
