export { resetAccessToken, revealAccessToken } from './access-token.ts'
export { addPerson } from './add-person.ts'
export { addMember, changeMember, listAgents, loadAgent, removeMember, type MemberChanges } from './agents.ts'
export { changeProfile, setActiveAccount } from './change-profile.ts'
export {
  issueDeviceToken,
  listDeviceSessions,
  revokeDevice,
  sweepDevices,
  type DeviceSession,
} from './device-tokens.ts'
export type { PeopleEvent } from './events.ts'
export { hashPassword } from './password.ts'
export { availableName, type Agent, type Availability, type Membership, type Person } from './person.ts'
export {
  findByAccessToken,
  findByDeviceToken,
  findBySocketToken,
  findCredentials,
  findPerson,
  listPeople,
} from './person-store.ts'
export { checkPassword } from './sign-in.ts'
export { touchDevice } from './touch-device.ts'
