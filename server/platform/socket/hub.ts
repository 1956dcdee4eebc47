/** One subscription of one socket: it receives what is sent to any of its streams, each message once. */
export interface Subscriber {
  /** Opaque words of the client that every frame carries back unchanged. */
  readonly identifier: string
  /** The streams it may read, as authorised at subscription or later. */
  streams: Set<string>
  send(frame: string): void
}

/** Who listens to what in this process. */
export interface Hub {
  add(subscriber: Subscriber): void
  remove(subscriber: Subscriber): void
  /** Replaces the streams of a subscriber after its access changed. */
  rejoin(subscriber: Subscriber, streams: Set<string>): void
  /** Sends one message (JSON) to everybody on any of the streams, but those on any of `except`. */
  deliver(to: { streams: string[]; except?: string[] | undefined }, message: string): void
  subscribers(stream: string): ReadonlySet<Subscriber>
  /** All subscribers of this process. */
  all(): ReadonlySet<Subscriber>
}

/** Creates an empty hub. */
export function createHub(): Hub {
  const everyone = new Set<Subscriber>()
  const byStream = new Map<string, Set<Subscriber>>()
  const nobody: ReadonlySet<Subscriber> = new Set()

  const join = (subscriber: Subscriber) => {
    for (const stream of subscriber.streams) {
      const members = byStream.get(stream) ?? new Set()
      members.add(subscriber)
      byStream.set(stream, members)
    }
  }
  const leave = (subscriber: Subscriber) => {
    for (const stream of subscriber.streams) {
      const members = byStream.get(stream)
      members?.delete(subscriber)
      if (members?.size === 0) byStream.delete(stream)
    }
  }

  return {
    add: (subscriber) => {
      everyone.add(subscriber)
      join(subscriber)
    },
    remove: (subscriber) => {
      everyone.delete(subscriber)
      leave(subscriber)
    },
    rejoin: (subscriber, streams) => {
      leave(subscriber)
      subscriber.streams = streams
      if (everyone.has(subscriber)) join(subscriber)
    },
    deliver: (to, message) => {
      const excepted = (to.except ?? []).flatMap((stream) => byStream.get(stream) ?? [])
      const receivers = new Set(to.streams.flatMap((stream) => [...(byStream.get(stream) ?? nobody)]))
      for (const receiver of receivers) {
        if (!excepted.some((members) => members.has(receiver))) receiver.send(frameOf(receiver.identifier, message))
      }
    },
    subscribers: (stream) => byStream.get(stream) ?? nobody,
    all: () => everyone,
  }
}

/** A data frame: the message is serialised once for all receivers and only the identifier differs. */
export function frameOf(identifier: string, message: string): string {
  return `{"identifier":${JSON.stringify(identifier)},"message":${message}}`
}
