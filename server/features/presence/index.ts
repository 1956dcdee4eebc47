export { appear, disappear, presenceOf, type PresenceOf, type Someone } from './presence.ts'
