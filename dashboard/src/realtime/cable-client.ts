/**
 * The ActionCable protocol of contract §3.1, from the client's side:
 *   idle → connecting → welcomed → subscribed → (silent or closed) → waiting → connecting …
 * A socket that has not been heard for 6 s is given up, because pings come every 3 s.
 */
export interface CableFrame {
  event: string
  data: Record<string, unknown>
  position?: number
}

interface CableHandlers {
  /** Who asks, looked up anew for each subscription: a token may have been replaced meanwhile. */
  identify: () => Record<string, unknown>
  onSubscribed: () => void
  /** The server does not know this token, or not any more. */
  onRejected: () => void
  onFrame: (frame: CableFrame) => void
  onLost: () => void
}

type Timer = ReturnType<typeof setTimeout>

const STALE_MS = 6000
const PRESENCE_MS = 20_000
const BACK_OFF_MS = [300, 1000, 2000, 4000, 8000, 15_000]

/** Milliseconds before attempt `attempt` (0-based), spread by `random` in [0, 1) so that tabs do not return together. */
export function reconnectDelay(attempt: number, random: number): number {
  const base = BACK_OFF_MS[Math.min(attempt, BACK_OFF_MS.length - 1)] ?? 15_000
  return Math.round(base * (0.75 + random / 2))
}

export class CableClient {
  private socket: WebSocket | null = null
  private attempt = 0
  private subscribed = false
  private retryTimer: Timer | undefined
  private staleTimer: Timer | undefined
  private presenceTimer: ReturnType<typeof setInterval> | undefined
  private readonly url: string
  private identifier = ''
  private readonly handlers: CableHandlers

  constructor(url: string, handlers: CableHandlers) {
    this.url = url
    this.handlers = handlers
  }

  open(): void {
    clearTimeout(this.retryTimer)
    this.drop()
    const socket = new WebSocket(this.url, ['actioncable-v1-json', 'actioncable-unsupported'])
    this.socket = socket
    this.expectLife()
    socket.addEventListener('message', (event) => {
      if (socket === this.socket) this.hear(String(event.data))
    })
    socket.addEventListener('close', () => {
      if (socket === this.socket) this.reconnectLater()
    })
  }

  close(): void {
    clearTimeout(this.retryTimer)
    this.drop()
  }

  /** For the moment the network or the laptop wakes up: do not sit out the back-off. */
  wake(): void {
    if (this.subscribed) return this.expectLife()
    this.attempt = 0
    this.open()
  }

  perform(action: string, data: Record<string, unknown> = {}): void {
    this.command('message', { data: JSON.stringify({ ...data, action }) })
  }

  private command(command: string, more: Record<string, unknown> = {}): void {
    if (this.socket?.readyState === WebSocket.OPEN)
      this.socket.send(JSON.stringify({ command, identifier: this.identifier, ...more }))
  }

  private hear(text: string): void {
    this.expectLife()
    const frame = JSON.parse(text) as { type?: string; reconnect?: boolean; identifier?: string; message?: CableFrame }
    if (frame.type === 'welcome') this.subscribe()
    else if (frame.type === 'confirm_subscription') this.confirmed()
    else if (frame.type === 'reject_subscription') this.rejected()
    else if (frame.type === 'disconnect')
      this.reconnectLater(frame.reconnect === false ? BACK_OFF_MS.length : undefined)
    else if (frame.type === undefined && frame.message) this.handlers.onFrame(frame.message)
  }

  private subscribe(): void {
    this.identifier = JSON.stringify(this.handlers.identify())
    this.command('subscribe')
  }

  private rejected(): void {
    this.reconnectLater(BACK_OFF_MS.length)
    this.handlers.onRejected()
  }

  private confirmed(): void {
    this.subscribed = true
    this.attempt = 0
    this.presenceTimer = setInterval(() => this.perform('update_presence'), PRESENCE_MS)
    this.handlers.onSubscribed()
    this.perform('update_presence')
  }

  private expectLife(): void {
    clearTimeout(this.staleTimer)
    this.staleTimer = setTimeout(() => this.reconnectLater(), STALE_MS)
  }

  private reconnectLater(attempt = this.attempt): void {
    this.drop()
    this.attempt = attempt + 1
    this.retryTimer = setTimeout(() => this.open(), reconnectDelay(attempt, Math.random()))
  }

  private drop(): void {
    clearTimeout(this.staleTimer)
    clearInterval(this.presenceTimer)
    const old = this.socket
    this.socket = null
    old?.close()
    if (this.subscribed) this.handlers.onLost()
    this.subscribed = false
  }
}
