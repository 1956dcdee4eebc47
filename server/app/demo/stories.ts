import type { Priority, Status } from '../../features/conversations/index.ts'

/** One line of a story: who says it, how long after the line before, in minutes. */
export type Line = [who: 'customer' | 'agent' | 'note', afterMinutes: number, text: string]

/** A conversation of the demo company. */
export interface Story {
  contact: { name: string; email: string; city: string; phone?: string }
  startedHoursAgo: number
  assignee: string | null
  status: Status
  priority?: Priority
  labels?: string[]
  team?: string
  lines: Line[]
}

/** A week at the demo company, the oldest first. */
export const stories: Story[] = [
  {
    contact: { name: 'Jonas Weber', email: 'jonas.weber@mail.example', city: 'Hamburg' },
    startedHoursAgo: 98,
    assignee: 'ben@demo.example',
    status: 'resolved',
    lines: [
      ['customer', 0, 'Hi, does the oak board come oiled or raw?'],
      ['agent', 6, 'Oiled, twice, with linseed. A raw one is possible too, it takes two days more.'],
      ['customer', 9, 'Oiled is perfect. Thank you!'],
    ],
  },
  {
    contact: { name: 'Priya Nair', email: 'priya.nair@mail.example', city: 'Leeds', phone: '+441132960001' },
    startedHoursAgo: 51,
    labels: ['delivery'],
    team: 'shipping',
    assignee: 'chiara@demo.example',
    status: 'snoozed',
    lines: [
      ['customer', 0, 'My parcel says “delivered”, but there is nothing here and the neighbours have nothing either.'],
      [
        'agent',
        12,
        'I am sorry, Priya. I have asked the carrier where exactly they left it. They have until tomorrow to answer.',
      ],
      ['note', 2, 'Carrier case 88213. If there is no answer by tomorrow, send a new one.'],
    ],
  },
  {
    contact: { name: 'Léa Fontaine', email: 'lea.fontaine@mail.example', city: 'Nantes' },
    startedHoursAgo: 27,
    labels: ['order', 'damaged'],
    assignee: 'ada@demo.example',
    status: 'open',
    priority: 'high',
    lines: [
      ['customer', 0, 'Bonjour, one of the two cups arrived with a crack. Order 10482.'],
      ['customer', 1, 'I can send a photo if it helps.'],
      ['agent', 15, 'A photo would help me, yes. And would you like a new cup, or your money back?'],
      ['customer', 31, 'A new cup please, the other one is too lovely to be alone.'],
    ],
  },
  {
    contact: { name: 'Tomasz Zieliński', email: 'tomasz@mail.example', city: 'Gdańsk' },
    startedHoursAgo: 6,
    labels: ['delivery'],
    assignee: 'ada@demo.example',
    status: 'open',
    lines: [
      ['customer', 0, 'Do you ship to Poland, and how long does it take?'],
      ['agent', 4, 'We do! Three to five working days, 9 euros, free above 80.'],
      ['customer', 40, 'And can I change the address after ordering? I will be moving at the end of the month.'],
    ],
  },
  {
    contact: { name: 'Grace Adeyemi', email: 'grace.adeyemi@mail.example', city: 'Dublin' },
    startedHoursAgo: 3,
    labels: ['order'],
    team: 'workshop',
    assignee: null,
    status: 'open',
    lines: [
      [
        'customer',
        0,
        'Hello, I would like twenty spoons as wedding favours, each with a name. Is that something you do?',
      ],
      ['customer', 2, 'The wedding is on the 12th of next month.'],
    ],
  },
  {
    contact: { name: 'Mo Haddad', email: 'mo.haddad@mail.example', city: 'Malmö' },
    startedHoursAgo: 1,
    labels: ['payment'],
    assignee: null,
    status: 'open',
    priority: 'urgent',
    lines: [['customer', 0, 'I was charged twice for order 10519. Can somebody look at this today?']],
  },
]
