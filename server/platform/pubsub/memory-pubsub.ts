import type { Log } from '../log/log.ts'
import { Listeners } from './listeners.ts'
import type { PubSub } from './pubsub.ts'

/** Passes messages within this process, in the order of publishing. */
export function memoryPubSub(options: { log: Log }): PubSub {
  const listeners = new Listeners(options.log)
  return {
    publish: async (topic, payload) => {
      // Like Redis: a listener never runs inside the publisher's own call.
      queueMicrotask(() => listeners.deliver(topic, payload))
    },
    subscribe: async (topic, listener) => {
      const remove = listeners.add(topic, listener)
      return async () => remove()
    },
    onReconnect: () => () => {},
    close: async () => listeners.clear(),
  }
}
