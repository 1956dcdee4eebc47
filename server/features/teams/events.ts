/** What happens to teams: the types of their events. That a conversation changes its team is the conversation's event. */
export type TeamEvent = 'team.created' | 'team.edited' | 'team.removed' | 'team.members_changed'
