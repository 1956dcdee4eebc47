import { shallowRef } from 'vue'

/** The question whether unsaved changes may go, while it is asked. */
export const leaveQuestion = shallowRef<{ answer: (leave: boolean) => void } | null>(null)

/** Asks whether to leave what was not saved. A question that is still open is answered with no. */
export function askLeave(): Promise<boolean> {
  leaveQuestion.value?.answer(false)
  return new Promise((resolve) => {
    leaveQuestion.value = {
      answer: (leave) => {
        leaveQuestion.value = null
        resolve(leave)
      },
    }
  })
}
