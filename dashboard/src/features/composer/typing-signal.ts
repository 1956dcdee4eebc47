import { toggleTyping } from '../../api/conversations.ts'

const AGAIN_MS = 15_000
const PAUSE_MS = 4000

/** Tells the others that this agent is typing: once at the start, again while it goes on, and when it stops. */
export class TypingSignal {
  private said: { accountId: number; conversationId: number; isPrivate: boolean; at: number } | null = null
  private timer: ReturnType<typeof setTimeout> | undefined

  typed(accountId: number, conversationId: number, isPrivate: boolean): void {
    const { said } = this
    const isOther = said && (said.conversationId !== conversationId || said.isPrivate !== isPrivate)
    if (isOther) this.stop()
    if (!this.said || Date.now() - this.said.at > AGAIN_MS) {
      this.said = { accountId, conversationId, isPrivate, at: Date.now() }
      toggleTyping(accountId, conversationId, 'on', isPrivate).catch(() => undefined)
    }
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.stop(), PAUSE_MS)
  }

  stop(): void {
    clearTimeout(this.timer)
    const { said } = this
    this.said = null
    if (said) toggleTyping(said.accountId, said.conversationId, 'off', said.isPrivate).catch(() => undefined)
  }
}
