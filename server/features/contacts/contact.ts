/** A customer. E-mail and identifier are unique in an account. */
export interface Contact {
  id: number
  accountId: number
  name: string
  email: string | null
  phoneNumber: string | null
  identifier: string | null
  blocked: boolean
  additionalAttributes: Record<string, unknown>
  customAttributes: Record<string, unknown>
  labels: string[]
  avatarBlobKey: string | null
  lastActivityAt: Date | null
  createdAt: Date
}

/** A contact's place in one inbox; `sourceId` is what the channel knows them by. */
export interface ContactInbox {
  id: number
  contactId: number
  inboxId: number
  sourceId: string
  hmacVerified: boolean
}

/** What a colleague wrote down about a contact. */
export interface ContactNote {
  id: number
  accountId: number
  contactId: number
  userId: number | null
  content: string
  createdAt: Date
  updatedAt: Date
}
