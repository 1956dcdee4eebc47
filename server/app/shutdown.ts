import type { Log } from '../platform/log/log.ts'

/** Stops what was started, the last first. */
export interface Shutdown {
  /** Remembers how to stop something that has just been started. */
  later(name: string, stop: () => Promise<void>): void
  /** Stops everything once; later calls wait for the same. With a code the process exits when all is stopped. */
  run(reason: string, exitCode?: number): Promise<void>
}

/** Creates an empty list of things to stop. */
export function createShutdown(log: Log): Shutdown {
  const steps: { name: string; stop: () => Promise<void> }[] = []
  let running: Promise<void> | undefined
  const stopAll = async (reason: string) => {
    log.debug({ reason }, 'stopping')
    for (const step of steps.reverse()) {
      try {
        await step.stop()
        log.debug({ step: step.name }, 'stopped')
      } catch (error) {
        log.error({ error, step: step.name }, 'a part did not stop cleanly')
      }
    }
  }
  return {
    later: (name, stop) => void steps.push({ name, stop }),
    run: async (reason, exitCode) => {
      running ??= stopAll(reason)
      await running
      if (exitCode !== undefined) process.exit(exitCode)
    },
  }
}
