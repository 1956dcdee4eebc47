import { defineAsyncComponent } from 'vue'
import type { Component } from 'vue'

type Load = () => Promise<{ default: Component }>

const waiting: Load[] = []
let fetching = false

/**
 * A component whose code is no part of the first screen: fetched when it is first drawn, or by `fetchTheRest`, whichever comes
 * first.
 */
export function later(load: Load): Component {
  waiting.push(load)
  if (fetching) whenIdle(fetchWaiting)
  return defineAsyncComponent({
    loader: load,
    // Without a network it is asked for again, and appears when it is back.
    onError: (_error, retry, _fail, attempts) => setTimeout(retry, Math.min(attempts * 1000, 10_000)),
  })
}

/** Fetches what is left once the browser has nothing else to do, so that a menu opens at once and without a network too. */
export function fetchTheRest(): void {
  fetching = true
  whenIdle(fetchWaiting)
}

async function fetchWaiting(): Promise<void> {
  // One after the other: a click that needs one of them is not to queue behind all.
  for (let load = waiting.shift(); load; load = waiting.shift()) await load().catch(() => undefined)
}

function whenIdle(act: () => Promise<void>): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(() => void act(), { timeout: 5000 })
  else setTimeout(() => void act(), 1000)
}
