import { lazyPart } from './lazy-part.ts'

/** What most visits do without at their beginning. */
export const AskView = lazyPart(() => import('../asks/AskView.vue'))
export const AttachmentView = lazyPart(() => import('../files/AttachmentView.vue'))
export const LetterFiles = lazyPart(() => import('../files/LetterFiles.vue'))
export const EmojiPicker = lazyPart(() => import('../emoji/EmojiPicker.vue'))
export const PreChatForm = lazyPart(() => import('../pre-chat/PreChatForm.vue'))
