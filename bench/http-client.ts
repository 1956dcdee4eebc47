import { Agent, request } from 'node:http'

/** One keep-alive connection pool to the desk. */
export interface HttpClient {
  /** Asks and returns the answer's JSON; throws when the status is not 200. */
  // oxlint-disable-next-line typescript/no-explicit-any -- foreign shapes, read as they come
  get(path: string, headers?: Record<string, string>): Promise<any>
  /** Sends JSON and returns the answer's JSON; throws when the status is not 200. */
  // oxlint-disable-next-line typescript/no-explicit-any -- foreign shapes, read as they come
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<any>
  /** The same, with the headers of the answer. */
  // oxlint-disable-next-line typescript/no-explicit-any -- foreign shapes, read as they come
  postForHeaders(path: string, body: unknown): Promise<{ body: any; headers: Record<string, string> }>
}

/** Opens a client with at most so many connections. */
export function openClient(url: string, connections: number): HttpClient {
  const { hostname, port } = new URL(url)
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const send = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    new Promise<{ text: string; headers: Record<string, string> }>((resolve, reject) => {
      const payload = body === undefined ? '' : JSON.stringify(body)
      const described = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }
      const all = { ...(body !== undefined && described), ...headers }
      const method = body === undefined ? 'GET' : 'POST'
      const ask = request({ hostname, port, path, method, agent, headers: all }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => void chunks.push(chunk))
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          if (response.statusCode === 200) resolve({ text, headers: response.headers as Record<string, string> })
          else reject(new Error(`${path} was answered with ${response.statusCode}: ${text}`))
        })
      })
      ask.on('error', reject)
      ask.end(payload)
    })
  return {
    get: async (path, headers) => JSON.parse((await send(path, undefined, headers)).text),
    post: async (path, body, headers) => JSON.parse((await send(path, body, headers)).text),
    postForHeaders: async (path, body) => {
      const answer = await send(path, body)
      return { body: JSON.parse(answer.text), headers: answer.headers }
    },
  }
}
