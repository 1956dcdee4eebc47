/** A run that waits a little, because what it writes cannot be taken back: held → started, or taken back. */
interface HeldRun {
  ms: number
  /** Really runs it; `isLeaving` when the page goes away and nothing waits any more. */
  start: (isLeaving: boolean) => void
}

const held = new Map<HeldRun, ReturnType<typeof setTimeout>>()

/** Holds a run. What it returns takes it back; false when it has started already. */
export function holdRun(run: HeldRun): () => boolean {
  held.set(
    run,
    setTimeout(() => {
      held.delete(run)
      run.start(false)
    }, run.ms),
  )
  return () => {
    clearTimeout(held.get(run))
    return held.delete(run)
  }
}

window.addEventListener('pagehide', () => {
  for (const [run, timer] of held) {
    clearTimeout(timer)
    run.start(true)
  }
  held.clear()
})
