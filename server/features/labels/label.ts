/** A label that an account offers. Conversations and contacts carry its title, and may carry titles that no label has. */
export interface Label {
  id: number
  accountId: number
  title: string
  description: string | null
  color: string
  showOnSidebar: boolean
}
