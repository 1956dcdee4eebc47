/** A text that agents send often, found by its short code. */
export interface CannedReply {
  id: number
  accountId: number
  shortCode: string
  content: string
  createdAt: Date
  updatedAt: Date
}
