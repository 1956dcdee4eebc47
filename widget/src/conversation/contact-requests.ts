import { shallowRef } from 'vue'
import { Refused, type ContactDetails, type WidgetApi } from './widget-api.ts'

/** A change of the contact or of the conversation that the host page asked for. */
export interface ContactRequest {
  needs: 'contact' | 'conversation'
  method: 'PATCH' | 'POST' | 'DELETE'
  path: string
  body: object
}

interface ContactRequestPorts {
  api: Pick<WidgetApi, 'call' | 'address'>
  /** Before the first message there is no contact, and asking for one must not create it. */
  has(what: ContactRequest['needs']): boolean
  lastUser: { read(): string | undefined; write(fingerprint: string): void }
  refused(request: ContactRequest, error: Refused): void
  becameSomebodyElse(token: string): void
}

const userPath = 'contact/set_user'

export const setUser = (identifier: unknown, user: object): ContactRequest => ({
  needs: 'contact',
  method: 'PATCH',
  path: userPath,
  body: { ...user, identifier: String(identifier) },
})

/** Done in the order they were asked for; what cannot be done yet waits for the next `flush`. */
export class ContactRequests {
  /** What the host page has said of who the visitor is. */
  readonly user = shallowRef<object>()
  private readonly ports: ContactRequestPorts
  private waiting: ContactRequest[] = []
  private running: Promise<void> | undefined

  constructor(ports: ContactRequestPorts) {
    this.ports = ports
  }

  ask(request: ContactRequest): void {
    if (request.path === userPath) this.user.value = request.body
    this.waiting.push(request)
    void this.flush()
  }

  flush(): Promise<void> {
    this.running ??= this.work().finally(() => (this.running = undefined))
    return this.running
  }

  private async work(): Promise<void> {
    for (let next = this.next(); next; next = this.next()) {
      if (!(await this.attempt(next))) break
      this.waiting.splice(this.waiting.indexOf(next), 1)
    }
  }

  private next(): ContactRequest | undefined {
    return this.waiting.find(({ needs }) => this.ports.has(needs))
  }

  /** Answers whether there is nothing more to try. */
  private async attempt(request: ContactRequest): Promise<boolean> {
    try {
      await this.perform(request)
      return true
    } catch (error) {
      if (!(error instanceof Refused)) return false
      this.ports.refused(request, error)
      return true
    }
  }

  private async perform({ method, path, body }: ContactRequest): Promise<void> {
    const { api, lastUser, becameSomebodyElse } = this.ports
    const fingerprint = JSON.stringify(body)
    // Pages name their user on every load; only a change is worth a request.
    if (path === userPath && fingerprint === lastUser.read()) return
    const answer = await api.call<ContactDetails | undefined>(method, api.address(path), body)
    if (path !== userPath) return
    lastUser.write(fingerprint)
    if (answer?.widget_auth_token) becameSomebodyElse(answer.widget_auth_token)
  }
}
