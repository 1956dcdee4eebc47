/** What happens to people: the types of their events. */
export type PeopleEvent = 'agent.added' | 'agent.changed' | 'agent.removed' | 'custom_role.changed'
