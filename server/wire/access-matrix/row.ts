/** The rows that a test has made, for addresses and bodies. */
export interface Places {
  inbox: number
  apiInbox: number
  doomedInbox: number
  team: number
  doomedTeam: number
  customRole: number
  doomedRole: number
  contact: number
  doomedContact: number
  note: number
  contactImport: number
  conversation: number
  /** A conversation that a row may delete. */
  doomedConversation: number
  /** The conversation of the public API's client. */
  clientConversation: number
  message: number
  spareAgent: number
  insideAgent: number
  session: number
  label: number
  cannedResponse: number
  attributeDefinition: number
  /** The administrator's. */
  customFilter: number
  dashboardApp: number
  /** An agent who has not taken up their invitation. */
  invitedAgent: number
  platformUser: number
  platformAccount: number
  doomedPlatformUser: number
  platformBot: number
  doomedPlatformBot: number
  doomedPlatformAccount: number
  account: number
  bot: number
  spareBot: number
  webhook: number
  delivery: number
  hook: number
  rule: number
  macro: number
  campaign: number
  policy: number
}

/** How a row's request differs from an empty one at the usual place. */
export interface Request {
  body?: object | ((places: Places) => object)
  query?: (places: Places) => string
  id?: (places: Places) => number
}

/** A route, what each caller is answered (a dash where there is no such caller), and what is sent. */
export type Row = [route: string, statuses: string, request?: Request]

/** A file that is going to be sent, for routes of direct uploads. */
export const announcedFile = {
  filename: 'lamp.txt',
  byte_size: 4,
  checksum: 'yynIqhRAD5ABPHxtgC8LrQ==',
  content_type: 'text/plain',
}
