export { appear, disappear, presenceOf, presenceOfMember, type PresenceOf, type Someone } from './presence.ts'
