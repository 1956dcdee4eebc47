/** How a request ended badly; `status` is 0 when no answer arrived. */
export class ApiError extends Error {
  readonly status: number
  readonly attributes: string[]
  /** The whole answer, for the few callers that find more in it. */
  readonly body: unknown

  constructor(status: number, message: string, attributes: string[] = [], body: unknown = null) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.attributes = attributes
    this.body = body
  }

  /** The server never saw it, or may yet take it: worth sending again. */
  get isTemporary(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500
  }
}

interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  query?: Record<string, string | number | boolean | null | undefined | readonly (string | number)[]>
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal
  timeoutMs?: number
  keepalive?: boolean
  /** True for calls whose 401 says something about the request, not about the session. */
  anonymous?: boolean
}

interface Identity {
  headers: () => Record<string, string>
  onRefused: () => void
}

const identity: Identity = { headers: () => ({}), onRefused: () => undefined }

export function identifyWith(next: Identity): void {
  Object.assign(identity, next)
}

export function identityHeaders(): Record<string, string> {
  return identity.headers()
}

export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const response = await send(path, options)
  return (await readBody(response)) as T
}

/** Like `request`, for the few calls whose response headers matter (sign-in, set-up). */
export async function send(path: string, options: RequestOptions = {}): Promise<Response> {
  const response = await fetchOrExplain(path, options)
  if (response.ok) return response
  if (response.status === 401 && !options.anonymous) identity.onRefused()
  throw errorFrom(response.status, await readBody(response))
}

/** Clients read `message`, then `error`, then `errors[0]` (contract §2.1). */
export function errorFrom(status: number, body: unknown): ApiError {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const listed = Array.isArray(fields['errors']) ? fields['errors'][0] : undefined
  const text = [fields['message'], fields['error'], listed, body].find((one) => typeof one === 'string' && one !== '')
  const attributes = Array.isArray(fields['attributes']) ? fields['attributes'].map(String) : []
  return new ApiError(status, typeof text === 'string' ? text.slice(0, 300) : `HTTP ${status}`, attributes, body)
}

async function fetchOrExplain(path: string, options: RequestOptions): Promise<Response> {
  const limit = AbortSignal.timeout(options.timeoutMs ?? 20_000)
  const signal = options.signal ? AbortSignal.any([options.signal, limit]) : limit
  const isJson = options.body !== undefined && !(options.body instanceof FormData)
  try {
    return await fetch(path + queryString(options.query), {
      method: options.method ?? 'GET',
      headers: {
        accept: 'application/json',
        ...(isJson ? { 'content-type': 'application/json' } : {}),
        ...(options.anonymous ? {} : identity.headers()),
        ...options.headers,
      },
      body: isJson ? JSON.stringify(options.body) : (options.body as FormData | undefined),
      signal,
      credentials: 'same-origin',
      // What is taken away after a pause for second thoughts still is when the page is left.
      keepalive: options.keepalive ?? options.method === 'DELETE',
    })
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw new ApiError(0, limit.aborted ? 'timeout' : 'network')
  }
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text()
  if (text === '') return null
  try {
    return JSON.parse(text) as unknown
  } catch {
    return response.headers.get('content-type')?.includes('html') ? null : text
  }
}

function queryString(query: RequestOptions['query']): string {
  const words = new URLSearchParams()
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value === null || value === undefined || value === '') continue
    if (Array.isArray(value)) for (const one of value) words.append(`${key}[]`, String(one))
    else words.set(key, String(value))
  }
  const text = words.toString()
  return text === '' ? '' : `?${text}`
}
