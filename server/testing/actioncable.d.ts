// What the tests use of the package, which brings no types.
declare module '@rails/actioncable' {
  export interface Subscription {
    perform(action: string, data?: object): boolean
    unsubscribe(): void
  }
  export interface Consumer {
    subscriptions: { create(channel: object, handlers: object): Subscription }
    disconnect(): void
  }
  export const adapters: { WebSocket: unknown }
  export function createConsumer(url: string): Consumer
}
