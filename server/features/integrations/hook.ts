/** A connection with an app, of the account or of one inbox. */
export interface Hook {
  id: number
  accountId: number
  appId: string
  hookType: 'account' | 'inbox'
  inbox: { id: number; name: string } | null
  enabled: boolean
  /** What may be read. */
  settings: Record<string, unknown>
  secretsEncrypted: string
  referenceId: string | null
}
