import type { Letter, OutboxPorts } from './outbox.ts'
import type { VisitorStorage } from './visitor-storage.ts'

/** One key per letter: two tabs that write at the same moment do not overwrite each other. */
export function createLetterStore(storage: VisitorStorage): OutboxPorts['store'] {
  const keyOf = ({ position, id }: Letter) => `letter:${position}:${id}`
  return {
    all: () =>
      storage
        .keys('letter:')
        .sort()
        .map((key) => JSON.parse(storage.read(key) ?? 'null') as Letter | null)
        .filter((letter) => letter !== null),
    put: (letter) => storage.write(keyOf(letter), JSON.stringify(letter)),
    remove: (letter) => storage.remove(keyOf(letter)),
  }
}
