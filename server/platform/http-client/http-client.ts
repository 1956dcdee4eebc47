import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'

/** Speaks HTTP with strangers, and with nobody inside: the one way out of the program. */
export interface HttpClient {
  /** Sends a request and answers once the headers are there; throws `OutgoingFailure` and nothing else. */
  send(request: OutgoingRequest): Promise<OutgoingAnswer>
}

/** What is sent, and how far it may go. */
export interface OutgoingRequest {
  url: string
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  headers?: Record<string, string>
  body?: string | Buffer
  /** For all of it: finding the address, every redirect, and the answer's body. */
  timeoutMs: number
  /** Of the answer's body. */
  maximumBytes: number
  /** How many redirects are followed, of GET and HEAD only; none unless told. */
  redirects?: number
}

/** What came back. Read the body to its end or destroy it: the connection is open until then. */
export interface OutgoingAnswer {
  /** Where it came from, after redirects. */
  url: string
  status: number
  headers: IncomingHttpHeaders
  /** Ends with an `OutgoingFailure` when it is too large or too late. */
  body: Readable
}

/** Why a request did not get an answer. */
export type FailureReason = 'address' | 'forbidden' | 'redirects' | 'too_large' | 'too_late' | 'unreachable'

/** A request got no answer, or a body did not come whole. The message is for operators and names the place. */
export class OutgoingFailure extends Error {
  override readonly name = 'OutgoingFailure'
  readonly reason: FailureReason

  constructor(reason: FailureReason, message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}
