import { watch } from 'vue'
import type { Message } from '../conversation/message.ts'
import { useVisit } from '../conversation/visit.ts'
import { createAnswering, type Answering } from './answering.ts'

/** The answer to one message of the list, which the server may change at any time. */
export function useAnswering(message: () => Message): Answering {
  const { api, thread } = useVisit()
  const answering = createAnswering({
    message,
    send: (id, body) => api.call('PATCH', api.address(`messages/${id}`), body),
    stored: (changed) => thread.applyFrame(changed),
  })
  const submitted = () => {
    const { submitted_email, submitted_values } = message().content_attributes ?? {}
    return JSON.stringify([submitted_email, submitted_values])
  }
  watch(submitted, () => answering.heard())
  return answering
}
