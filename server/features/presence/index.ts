export { isLooking, lookAt, lookAway, type Looking } from './looking.ts'
export { appear, disappear, presenceOf, presenceOfMember, type PresenceOf, type Someone } from './presence.ts'
export { leave, view, viewersOf, type Viewing } from './viewing.ts'
