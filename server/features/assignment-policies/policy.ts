/** How the conversations of some inboxes are given to agents (contract 1.1, 2.15). */
export interface AssignmentPolicy {
  id: number
  accountId: number
  name: string
  description: string | null
  assignmentOrder: 'round_robin'
  conversationPriority: 'earliest_created' | 'longest_waiting'
  /** At most so many conversations per agent in so many seconds. */
  fairDistributionLimit: number
  fairDistributionWindow: number
  enabled: boolean
  inboxCount: number
  createdAt: Date
  updatedAt: Date
}

/** What may be said of a policy; what is absent stays as it is. */
export type PolicyChanges = {
  [
    Key in
      | 'name'
      | 'description'
      | 'assignmentOrder'
      | 'conversationPriority'
      | 'fairDistributionLimit'
      | 'fairDistributionWindow'
      | 'enabled'
  ]?: AssignmentPolicy[Key] | undefined
}
