/** Keeps the files of unsent letters: in memory for this tab, in IndexedDB for after a reload and for other tabs. */
export interface FileShelf {
  put(letterId: string, files: File[]): Promise<void>
  take(letterId: string): Promise<File[]>
  remove(letterId: string): void
  /** What this tab has at hand, for previews. */
  peek(letterId: string): File[]
}

const shelf = 'files'

function finished<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'))
  })
}

function open(): Promise<IDBObjectStore> {
  const request = indexedDB.open('porchlight', 1)
  request.onupgradeneeded = () => request.result.createObjectStore(shelf)
  return finished(request).then((database) => database.transaction(shelf, 'readwrite').objectStore(shelf))
}

export function openFileShelf(): FileShelf {
  const memory = new Map<string, File[]>()
  const stored = async <Result>(work: (store: IDBObjectStore) => IDBRequest<Result>): Promise<Result | undefined> => {
    try {
      return await finished(work(await open()))
    } catch {
      return undefined // private windows may refuse IndexedDB; memory is enough until the tab closes
    }
  }
  return {
    async put(letterId, files) {
      memory.set(letterId, files)
      await stored((store) => store.put(files, letterId))
    },
    async take(letterId) {
      const files = memory.get(letterId) ?? ((await stored((store) => store.get(letterId))) as File[] | undefined) ?? []
      memory.set(letterId, files)
      return files
    },
    remove(letterId) {
      memory.delete(letterId)
      void stored((store) => store.delete(letterId))
    },
    peek: (letterId) => memory.get(letterId) ?? [],
  }
}
