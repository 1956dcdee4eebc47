export type { CannedReply } from './canned-reply.ts'
export { listCannedReplies, loadCannedReply } from './canned-reply-store.ts'
export { changeCannedReply, keepCannedReply, removeCannedReply } from './keep-canned-reply.ts'
