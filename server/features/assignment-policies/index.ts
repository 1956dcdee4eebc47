export { changePolicy, createPolicy, removeInboxPolicy, removePolicy, setInboxPolicy } from './change-policy.ts'
export { inboxIdsOfPolicy, listPolicies, loadInboxPolicy, loadPolicy } from './policy-store.ts'
export type { AssignmentPolicy } from './policy.ts'
