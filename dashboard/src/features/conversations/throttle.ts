/** Runs soon after the first call and at most once per `everyMs` after that; calls in between are one call. */
export function throttle(everyMs: number, run: () => Promise<void>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = 0
  return () => {
    if (timer !== undefined) return
    const pause = Math.max(200, last + everyMs - Date.now())
    timer = setTimeout(() => {
      timer = undefined
      last = Date.now()
      run().catch(() => undefined)
    }, pause)
  }
}
