import { Resolver } from 'node:dns/promises'

/** Asks the names of the internet. */
export interface DnsPort {
  /** The TXT records of a name, each in one piece; none when there is no such name. Throws when nobody answers. */
  txt(name: string): Promise<string[]>
}

const NOT_THERE = new Set(['ENOTFOUND', 'ENODATA'])

/** Asks the resolvers of this machine. */
export function systemDns(): DnsPort {
  const resolver = new Resolver({ timeout: 3000, tries: 2 })
  return {
    txt: async (name) => {
      try {
        return (await resolver.resolveTxt(name)).map((pieces) => pieces.join(''))
      } catch (error) {
        if (error instanceof Error && 'code' in error && NOT_THERE.has(String(error.code))) return []
        throw error
      }
    },
  }
}
