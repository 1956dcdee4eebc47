import { readFile } from 'node:fs/promises'

/** What a process holds, in megabytes: resident, and its fair share of what is shared where the system tells. */
export interface Memory {
  rss: number
  pss: number | null
}

/** Reads the memory of a process from /proc; zeros where there is none. */
export async function memoryOf(pid: number): Promise<Memory> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  const megabytes = (text: string, name: string) => {
    const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1]
    return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1024)
  }
  return { rss: megabytes(status, 'VmRSS') ?? 0, pss: megabytes(rollup, 'Pss') }
}
