import { computed, reactive, shallowReactive } from 'vue'
import { isForVisitors, isOwn, type Conversation, type Message } from './message.ts'

interface ThreadState {
  conversation: Conversation | undefined
  lastSeenId: number
  hasOlder: boolean
}

/**
 * The messages of the visitor's conversation, by id. Frames and fetched pages may arrive in any order and more than
 * once: a frame with an older `updated_at` never overwrites a newer row, and neither does a page that was asked for
 * before the frame came.
 */
export class Thread {
  readonly state = reactive<ThreadState>({ conversation: undefined, lastSeenId: 0, hasOlder: false })
  readonly messages = computed(() => [...this.byId.values()].sort((one, other) => one.id - other.id))
  readonly unread = computed(
    () => this.messages.value.filter((message) => !isOwn(message) && message.id > this.state.lastSeenId).length,
  )
  private readonly byId = shallowReactive(new Map<number, Message>())
  private readonly framedAt = new Map<number, number>()
  private readonly putAt = new Map<number, number>()
  private readonly echoes = new Map<number, string>()
  private frames = 0

  applyFrame(message: Message): void {
    if (!isForVisitors(message)) return
    const known = this.byId.get(message.id)
    if (known?.updated_at && message.updated_at && message.updated_at < known.updated_at) return
    this.framedAt.set(message.id, ++this.frames)
    this.put(message)
  }

  /** To be taken before a page is asked for. */
  stamp(): number {
    return this.frames
  }

  applyPage(page: Message[], stamp: number): void {
    for (const message of page) {
      if (isForVisitors(message) && (this.framedAt.get(message.id) ?? 0) <= stamp) this.put(message)
    }
  }

  /** `seconds` is the server's time at which the visitor last looked. */
  seenUntil(seconds: number): void {
    const seen = this.messages.value.findLast((message) => message.created_at <= seconds)
    this.seenUpTo(seen?.id ?? 0)
  }

  seenUpTo(id: number): void {
    this.state.lastSeenId = Math.max(this.state.lastSeenId, id)
  }

  has(id: number): boolean {
    return this.byId.has(id)
  }

  firstId(): number | undefined {
    return this.messages.value.at(0)?.id
  }

  lastId(): number | undefined {
    return this.messages.value.at(-1)?.id
  }

  /** Stays the same when the optimistic message becomes the real one, so that nothing is redrawn. */
  keyOf(message: Message): string {
    return this.echoes.get(message.id) ?? String(message.id)
  }

  /** Milliseconds since the server last told us of the message. */
  ageOf(id: number): number {
    return Date.now() - (this.putAt.get(id) ?? 0)
  }

  clear(): void {
    this.byId.clear()
    Object.assign(this.state, { conversation: undefined, lastSeenId: 0, hasOlder: false })
  }

  private put(message: Message): void {
    if (message.echo_id) this.echoes.set(message.id, message.echo_id)
    this.putAt.set(message.id, Date.now())
    this.byId.set(message.id, message)
  }
}
