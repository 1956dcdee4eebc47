import { backOff } from './back-off.ts'

interface CablePorts {
  openSocket(): WebSocket
  identifier(): string
  /** After every confirmation, the first one too: the moment to fetch what was missed. */
  onLive(): void
  onDown(): void
  onMessage(message: unknown): void
  /** The server does not accept the identifier; a fresh one may be fetched before the next try. */
  onRejected(): void
}

interface Frame {
  type?: string
  identifier?: string
  message?: unknown
  reconnect?: boolean
}

type Timer = ReturnType<typeof setTimeout> | undefined

const staleAfter = 6000
const presenceEvery = 60_000

/**
 * One subscription over one ActionCable socket (contract §3.1).
 *
 * closed → connecting (socket opened) → greeted (`welcome`, subscribe sent) → live (`confirm_subscription`).
 * A dropped, refused or silent socket (no frame for 6 s) goes back to closed and is tried again after a back-off.
 */
export class Cable {
  private readonly ports: CablePorts
  private socket: WebSocket | undefined
  private identifier = ''
  private lastHeard = 0
  private attempt = 0
  private live = false
  private watch: Timer
  private presence: Timer
  private again: Timer

  constructor(ports: CablePorts) {
    this.ports = ports
  }

  /** Does nothing while a socket is open or opening. */
  connect(): void {
    if (!this.socket) this.open()
  }

  /** Does not wait for the back-off, for example when the browser is online again. */
  retryNow(): void {
    if (this.live && Date.now() - this.lastHeard < staleAfter) return
    this.attempt = 0
    this.open()
  }

  close(): void {
    clearInterval(this.watch)
    clearInterval(this.presence)
    clearTimeout(this.again)
    const { socket } = this
    this.socket = undefined
    if (socket) {
      socket.onclose = socket.onmessage = null
      socket.close()
    }
    if (!this.live) return
    this.live = false
    this.ports.onDown()
  }

  private open(): void {
    this.close()
    this.identifier = this.ports.identifier()
    this.lastHeard = Date.now()
    this.socket = this.ports.openSocket()
    this.socket.onmessage = ({ data }) => this.hear(JSON.parse(String(data)) as Frame)
    this.socket.onclose = () => this.tryLater()
    this.watch = setInterval(() => {
      if (Date.now() - this.lastHeard > staleAfter) this.tryLater()
    }, 1000)
  }

  private tryLater(): void {
    this.close()
    this.again = setTimeout(() => this.open(), backOff(this.attempt++))
  }

  private say(command: string, more: object = {}): void {
    if (this.socket?.readyState === 1) {
      this.socket.send(JSON.stringify({ command, identifier: this.identifier, ...more }))
    }
  }

  private hear(frame: Frame): void {
    this.lastHeard = Date.now()
    if (frame.type === 'welcome') return this.say('subscribe')
    if (frame.type === 'disconnect') return frame.reconnect === false ? this.close() : this.tryLater()
    if (frame.identifier !== this.identifier) return
    if (frame.type === 'confirm_subscription') return this.confirmed()
    if (frame.type === 'reject_subscription') {
      this.ports.onRejected()
      return this.tryLater()
    }
    if (frame.message) this.ports.onMessage(frame.message)
  }

  private confirmed(): void {
    this.attempt = 0
    this.live = true
    const data = JSON.stringify({ action: 'update_presence' })
    clearInterval(this.presence)
    this.presence = setInterval(() => this.say('message', { data }), presenceEvery)
    this.ports.onLive()
  }
}
