import { ExpiringMap } from './expiring-map.ts'
import type { Scratch } from './scratch.ts'

const SWEEP_MILLISECONDS = 60_000
const MOST_ENTRIES = 100_000

/** Keeps scratch in this process: at most `mostEntries` keys, and as many members of each set; what has run out is swept each minute. */
export function memoryScratch(options: { now?: () => number; mostEntries?: number } = {}): Scratch {
  const now = options.now ?? Date.now
  const most = options.mostEntries ?? MOST_ENTRIES
  const values = new ExpiringMap(now, most)
  const sets = new Map<string, ExpiringMap>()
  const inSeconds = (ttlSeconds: number) => now() + ttlSeconds * 1000
  const sweeper = setInterval(() => {
    values.sweep()
    for (const [name, set] of sets) {
      set.sweep()
      if (set.size === 0) sets.delete(name)
    }
  }, SWEEP_MILLISECONDS).unref()

  return {
    get: async (key) => values.find(key)?.value ?? null,
    set: async (key, value, ttlSeconds) => values.put(key, value, inSeconds(ttlSeconds)),
    delete: async (key) => void values.remove(key),
    take: async (key) => values.remove(key)?.value ?? null,
    increment: async (key, ttlSeconds) => {
      const entry = values.find(key)
      const hits = Number(entry?.value ?? 0) + 1
      values.put(key, String(hits), entry?.expiresAt ?? inSeconds(ttlSeconds))
      return hits
    },
    touch: async (name, member, ttlSeconds) => {
      const set = sets.get(name) ?? new ExpiringMap(now, most)
      sets.set(name, set)
      const absent = !set.find(member)
      set.put(member, '', inSeconds(ttlSeconds))
      return absent
    },
    leave: async (name, member) => sets.get(name)?.remove(member) !== undefined,
    members: async (name) => sets.get(name)?.keys() ?? [],
    close: async () => {
      clearInterval(sweeper)
      sets.clear()
    },
  }
}
