import { computed, ref, shallowRef } from 'vue'
import type { Message } from '../conversation/message.ts'
import { Refused } from '../conversation/widget-api.ts'

type Attributes = NonNullable<Message['content_attributes']>

/** What is sent, and what the message is expected to hold afterwards. */
export interface Answer {
  body: object
  attributes: Attributes
}

export const emailAnswer = (email: string): Answer => ({
  body: { contact: { email } },
  attributes: { submitted_email: email },
})

export const valuesAnswer = (submitted_values: unknown): Answer => ({
  body: { message: { submitted_values } },
  attributes: { submitted_values },
})

export const ratingAnswer = (rating: number, feedback: string): Answer =>
  valuesAnswer({ csat_survey_response: { rating, feedback_message: feedback || null } })

export interface AnsweringPorts {
  message(): Message
  send(id: number, body: object): Promise<unknown>
  stored(message: Message): void
}

/**
 * One message's answer on its way: shown at once, and taken back with the server's words when it is refused. What could
 * not be sent stays on the screen as unsent.
 */
export function createAnswering({ message, send, stored }: AnsweringPorts) {
  const given = shallowRef<Answer>()
  const state = ref<'still' | 'sending' | 'refused' | 'failed'>('still')
  const reason = ref('')

  async function give(answer: Answer): Promise<boolean> {
    if (state.value === 'sending') return false
    given.value = answer
    state.value = 'sending'
    try {
      await send(message().id, answer.body)
      const now = message()
      stored({ ...now, content_attributes: { ...now.content_attributes, ...answer.attributes } })
      settle()
      return true
    } catch (error) {
      const refused = error instanceof Refused
      settle(refused ? 'refused' : 'failed')
      if (refused) reason.value = error.message
      else given.value = answer
      return false
    }
  }

  function settle(now: typeof state.value = 'still'): void {
    given.value = undefined
    state.value = now
    reason.value = ''
  }

  return {
    state,
    reason,
    give,
    retry: async () => given.value !== undefined && give(given.value),
    /** The answer came after all, or from another tab. */
    heard(): void {
      if (state.value === 'failed') settle()
    },
    attributes: computed((): Attributes => ({ ...message().content_attributes, ...given.value?.attributes })),
  }
}

export type Answering = ReturnType<typeof createAnswering>
