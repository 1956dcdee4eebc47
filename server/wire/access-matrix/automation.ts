import type { Row } from './row.ts'

const ADMINISTRATORS = '401 401 401 401 401 200'
const MEMBERS = '401 401 401 200 200 200'

const actions = [{ action_name: 'resolve_conversation', action_params: [] }]
const rule = { name: 'Resolve', event_name: 'message_created', conditions: [], actions }

/** What is told to others, done by itself, or begun by the company. */
export const automation: Row[] = [
  ['GET ~/webhooks', ADMINISTRATORS],
  ['POST ~/webhooks', ADMINISTRATORS, { body: { url: 'https://hook.example/new' } }],
  ['PATCH ~/webhooks/:id', ADMINISTRATORS, { body: { name: 'Ours' } }],
  ['GET ~/webhooks/:id/deliveries', ADMINISTRATORS],
  ['GET ~/webhooks/:id/deliveries/:delivery', ADMINISTRATORS],
  ['POST ~/webhooks/:id/deliveries/:delivery/resend', ADMINISTRATORS],
  ['GET ~/webhooks/:id/replays', ADMINISTRATORS],
  ['POST ~/webhooks/:id/replays', ADMINISTRATORS, { body: { from: 1_700_000_000 } }],
  ['POST ~/webhooks/:id/test', ADMINISTRATORS],
  ['POST ~/webhooks/:id/switch_on', ADMINISTRATORS],
  ['POST ~/webhooks/:id/reset_secret', ADMINISTRATORS],
  ['DELETE ~/webhooks/:id', ADMINISTRATORS],
  ['GET ~/integrations/apps', MEMBERS],
  ['GET ~/integrations/apps/:id', MEMBERS],
  [
    'POST ~/integrations/hooks',
    ADMINISTRATORS,
    { body: { app_id: 'google_translate', settings: { project_id: 'lamp', credentials: '{}' } } },
  ],
  ['PATCH ~/integrations/hooks/:id', ADMINISTRATORS, { body: { status: true } }],
  // No app that can be connected answers questions.
  ['POST ~/integrations/hooks/:id/process_event', '401 401 401 422 422 422', { body: { event: { name: 'rephrase' } } }],
  ['DELETE ~/integrations/hooks/:id', ADMINISTRATORS],
  ['GET ~/automation_rules', ADMINISTRATORS],
  ['GET ~/automation_rules/:id', ADMINISTRATORS],
  ['POST ~/automation_rules', ADMINISTRATORS, { body: rule }],
  ['PATCH ~/automation_rules/:id', ADMINISTRATORS, { body: { active: false } }],
  ['POST ~/automation_rules/:id/clone', ADMINISTRATORS],
  ['POST ~/automation_rules/try', ADMINISTRATORS, { body: rule }],
  ['GET ~/automation_rules/:id/runs', ADMINISTRATORS],
  ['GET ~/conversations/:number/automation_runs', '401 401 401 404 200 200'],
  ['DELETE ~/automation_rules/:id', ADMINISTRATORS],
  ['GET ~/macros', MEMBERS],
  ['GET ~/macros/:id', MEMBERS],
  ['POST ~/macros', MEMBERS, { body: { name: 'Bye', actions } }],
  ['PATCH ~/macros/:id', ADMINISTRATORS, { body: { name: 'Bye' } }],
  ['POST ~/macros/:id/execute', MEMBERS, { body: (at) => ({ conversation_ids: [at.conversation] }) }],
  ['DELETE ~/macros/:id', ADMINISTRATORS],
  ['GET ~/campaigns', ADMINISTRATORS],
  ['GET ~/campaigns/:id', ADMINISTRATORS],
  [
    'POST ~/campaigns',
    ADMINISTRATORS,
    {
      body: (at) => ({
        title: 'Hi',
        message: 'Hi',
        inbox_id: at.inbox,
        trigger_rules: { url: 'https://lamp.example' },
      }),
    },
  ],
  ['PATCH ~/campaigns/:id', ADMINISTRATORS, { body: { enabled: false } }],
  ['DELETE ~/campaigns/:id', ADMINISTRATORS],
  ['GET ~/inboxes/:id/campaigns', ADMINISTRATORS],
  ['GET ~/assignment_policies', ADMINISTRATORS],
  ['GET ~/assignment_policies/:id', ADMINISTRATORS],
  ['POST ~/assignment_policies', ADMINISTRATORS, { body: { name: 'Slow' } }],
  ['PATCH ~/assignment_policies/:id', ADMINISTRATORS, { body: { enabled: false } }],
  ['GET ~/assignment_policies/:id/inboxes', ADMINISTRATORS],
  ['POST ~/inboxes/:id/assignment_policy', ADMINISTRATORS, { body: (at) => ({ assignment_policy_id: at.policy }) }],
  ['GET ~/inboxes/:id/assignment_policy', ADMINISTRATORS],
  ['DELETE ~/inboxes/:id/assignment_policy', ADMINISTRATORS],
  ['DELETE ~/assignment_policies/:id', ADMINISTRATORS],
  ['GET ~/portals', MEMBERS],
]
