/** Passes messages to whoever listens now, in this process or another. A message may be lost: nothing is kept for later. */
export interface PubSub {
  /** Sends a payload to every listener of the topic; rejects when it could not be handed over. */
  publish(topic: string, payload: string): Promise<void>
  /** Listens to a topic until the answered function is called. While the carrier is away the subscription waits for its return. */
  subscribe(topic: string, listener: PubSubListener): Promise<() => Promise<void>>
  /** Tells when the carrier is back and all subscriptions work again: what was published meanwhile is lost. */
  onReconnect(listener: () => void): () => void
  /** Ends all subscriptions and the connection. */
  close(): Promise<void>
}

/** Receives one payload; what it throws is logged and disturbs nobody else. */
export type PubSubListener = (payload: string) => void
