/** Short-lived facts that may be lost at any time: nothing may fail because one is gone. Times to live are seconds, fractions allowed. */
export interface Scratch {
  get(key: string): Promise<string | null>
  set(key: string, value: string, ttlSeconds: number): Promise<void>
  delete(key: string): Promise<void>
  /** Gets and deletes at once: of several takers one has the value, for single-use values. */
  take(key: string): Promise<string | null>
  /** Counts a hit and answers the hits of the window, which starts at its first hit; 0 when the count is not known. */
  increment(key: string, ttlSeconds: number): Promise<number>
  /** Marks the member as seen now; true when it was absent. */
  touch(set: string, member: string, ttlSeconds: number): Promise<boolean>
  /** Removes the member; true when it was present. */
  leave(set: string, member: string): Promise<boolean>
  /** The members whose time has not run out, in no order. */
  members(set: string): Promise<string[]>
  close(): Promise<void>
}
