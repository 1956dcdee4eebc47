import pino from 'pino'
import { humanStream, type LogDestination } from './human-stream.ts'
import { hideInText, hideSecrets } from './hide-secrets.ts'

/** The structured log: one JSON object per line with `level`, `time` (ISO 8601), `msg` and the fields of the call. */
export type Log = pino.Logger

/** How much is written: a level and everything graver, or nothing. */
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent'

/** Creates the log. Secrets are masked by key at any depth and in the queries of URLs. Without a destination it writes to
 * standard output: JSON, or one human line each when that is a terminal. */
export function createLog(options: { level: LogLevel; destination?: LogDestination }): Log {
  const log = pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: (fields) => hideSecrets(fields, serialised) },
      serializers: { err: describeError, error: describeError, req: describeRequest, res: describeResponse },
      hooks: { streamWrite: hideInText },
    },
    options.destination ?? standardOutput(),
  )
  // Pino hands the fields of a child to no formatter; every child inherits this method.
  const { child } = log
  return Object.assign(log, {
    child(this: Log, fields: pino.Bindings, childOptions?: pino.ChildLoggerOptions) {
      return Reflect.apply(child, this, [hideSecrets(fields, serialised), childOptions]) as Log
    },
  })
}

// These top-level fields reach their serializer first, which picks what is safe.
const serialised = new Set(['err', 'error', 'req', 'res'])

function standardOutput(): LogDestination {
  return process.stdout.isTTY ? humanStream(process.stdout) : pino.destination(1)
}

function describeError(error: unknown): unknown {
  return error instanceof Error ? hideSecrets({ ...pino.stdSerializers.err(error) }) : hideSecrets({ error })['error']
}

function describeRequest(request: { id?: unknown; method?: string; url?: string; ip?: string }) {
  return { id: request.id, method: request.method, url: request.url, ip: request.ip }
}

function describeResponse(response: { statusCode?: number }) {
  return { statusCode: response.statusCode }
}
