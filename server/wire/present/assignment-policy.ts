import type { AssignmentPolicy } from '../../features/assignment-policies/index.ts'
import { seconds } from './shown.ts'

/** How conversations are given to agents, for administrators (contract 2.15). */
export function assignmentPolicy(one: AssignmentPolicy) {
  return {
    id: one.id,
    name: one.name,
    description: one.description,
    assignment_order: one.assignmentOrder,
    conversation_priority: one.conversationPriority,
    fair_distribution_limit: one.fairDistributionLimit,
    fair_distribution_window: one.fairDistributionWindow,
    enabled: one.enabled,
    assigned_inbox_count: one.inboxCount,
    created_at: seconds(one.createdAt),
    updated_at: seconds(one.updatedAt),
  }
}
