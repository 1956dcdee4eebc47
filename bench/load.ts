import { fork } from 'node:child_process'
import { once } from 'node:events'
import { packagePath } from '../server/platform/config/package-path.ts'

/** How the latencies of one measurement were spread, in milliseconds. */
export interface Latency {
  p50: number
  p95: number
  samples: number
}

/** What the load is to be put on. */
export interface LoadTarget {
  url: string
  databaseUrl: string
  /** How many agents are to be there at most. */
  agents: number
  administrator: { ADMIN_EMAIL: string; ADMIN_PASSWORD: string }
}

/** The load, in a process of its own that ends with this one. */
export interface Load {
  /** Transactions per second that write the rows of a message directly. */
  raw(seconds: number): Promise<number>
  /** Acknowledged messages per second over HTTP. */
  http(seconds: number): Promise<number>
  /** Seconds until what follows from the messages was done. */
  settle(): Promise<number>
  latency(agents: number): Promise<Latency>
  close(): void
}

/** A question to the load's process. */
export type LoadQuestion =
  | { do: 'prepare'; target: LoadTarget }
  | { do: 'raw' | 'http'; seconds: number }
  | { do: 'settle' }
  | { do: 'latency'; agents: number }

/** Starts the load's process and lets it prepare people and conversations. */
export async function openLoad(target: LoadTarget): Promise<Load> {
  const child = fork(packagePath('bench/load-process.ts'), { execArgv: ['--import', 'tsx'] })
  const gone = once(child, 'exit').then(() => Promise.reject(new Error('The load ended before it had measured')))
  // It may end long after its last answer.
  gone.catch(() => undefined)
  const ask = async <T>(question: LoadQuestion): Promise<T> => {
    child.send(question)
    const [answer] = (await Promise.race([once(child, 'message'), gone])) as [T]
    return answer
  }
  await ask({ do: 'prepare', target })
  return {
    raw: (seconds) => ask({ do: 'raw', seconds }),
    http: (seconds) => ask({ do: 'http', seconds }),
    settle: () => ask({ do: 'settle' }),
    latency: (agents) => ask({ do: 'latency', agents }),
    close: () => child.disconnect(),
  }
}
