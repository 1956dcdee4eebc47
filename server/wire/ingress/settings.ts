/** What providers may bring mail with; what is absent is not open. */
export interface IngressSettings {
  /** Of SendGrid, Postmark and a mail server of one's own. */
  password?: string | undefined
  mailgunSigningKey?: string | undefined
  sesTopics?: string[] | undefined
  /** Of one mail. */
  maximumBytes: number
}
