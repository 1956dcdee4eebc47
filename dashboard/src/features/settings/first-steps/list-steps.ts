import type { FirstSteps } from '../../../api/settings.ts'

interface Step {
  name: 'website' | 'widget' | 'message' | 'reply' | 'agent'
  done: boolean
}

/** The steps of a new company, in the order in which they are best taken. */
export function listSteps(steps: FirstSteps): Step[] {
  return [
    { name: 'website', done: steps.website_made },
    { name: 'widget', done: steps.seen_inbox_ids.length > 0 },
    { name: 'message', done: steps.message_came },
    { name: 'reply', done: steps.reply_sent },
    { name: 'agent', done: steps.agent_invited },
  ]
}

export const allDone = (steps: FirstSteps) => listSteps(steps).every((one) => one.done)
