import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Ports } from './ports.ts'

/** One request on its way to a handler: who asks, what they sent, and the ports. */
export interface Call<Caller> {
  ports: Ports
  caller: Caller
  params: Record<string, string>
  query: Record<string, unknown>
  /** JSON, form or multipart, all nested alike; uploads stand in it as Upload. */
  body: unknown
  headers: FastifyRequest['headers']
  ip: string
  /** Where the desk is reached, such as https://desk.example.com, without a slash at the end. */
  origin: string
  /** The largest file that may be uploaded, in bytes. */
  maximumUploadBytes: number
  reply: FastifyReply
}

/** What a handler returns when it has used `call.reply` itself. */
export const answered = Symbol('answered')

/** What a route's entry in the API description says (OpenAPI 3.1). */
export interface RouteDescription {
  /** One line, verb first: "Lists the labels of the account". */
  summary: string
  body?: z.ZodType
  query?: z.ZodType
  /** The name of the answer's shape among the contract's fixtures, or several with `|`; absent when the answer says nothing. */
  returns?: string
}

/** A route: its address, who may call it, and what it does. The value it returns is the JSON body. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  /** The name of a rule that the edge knows how to check. */
  access: string
  /** Who asks; throws a Refusal when nobody acceptable does. It runs before the body is read. */
  authenticate: (request: FastifyRequest, ports: Ports) => Promise<unknown>
  handle: (call: Call<never>) => Promise<unknown>
  description?: RouteDescription
  /** The handler gets the body as a stream (node:stream Readable), whatever its type, and is the one to limit it. */
  rawBody?: boolean
}

/** Makes the constructor of routes with one access rule: `define('member', authenticateMember)`. */
export function define<Caller>(
  access: string,
  authenticate: (request: FastifyRequest, ports: Ports) => Promise<Caller>,
) {
  return (
    method: Route['method'],
    path: string,
    handle: (call: Call<Caller>) => Promise<unknown>,
    description?: RouteDescription,
  ): Route => ({
    method,
    path,
    access,
    authenticate,
    // The caller that reaches the handler is the one that authenticate returned.
    handle,
    ...(description && { description }),
  })
}
