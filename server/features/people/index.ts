export { leaveAccount, listAccountUsers, type AccountUser } from './account-users.ts'
export { resetAccessToken, revealAccessToken } from './access-token.ts'
export { addPerson } from './add-person.ts'
export {
  addMember,
  changeMember,
  countMembers,
  listAgents,
  loadAgent,
  removeMember,
  type MemberChanges,
} from './agents.ts'
export { addCustomRole, changeCustomRole, removeCustomRole } from './change-custom-role.ts'
export { findActor, findActors } from './find-actor.ts'
export { changeProfile, setActiveAccount } from './change-profile.ts'
export { listCustomRoles, loadCustomRole, type CustomRoleRow } from './custom-role-store.ts'
export {
  DevicesFull,
  issueDeviceToken,
  listDeviceSessions,
  revokeDevice,
  sweepDevices,
  type DeviceSession,
  type Room,
} from './device-tokens.ts'
export type { PeopleEvent } from './events.ts'
export {
  findOneTimeToken,
  issueOneTimeToken,
  revokeOneTimeTokens,
  sweepOneTimeTokens,
  takeOneTimeToken,
} from './one-time-token.ts'
export { hashPassword } from './password.ts'
export { actorOf, availableName, type Agent, type Availability, type Membership, type Person } from './person.ts'
export {
  findByAccessToken,
  findByDeviceToken,
  findBySocketToken,
  findCredentials,
  findPerson,
  listPeople,
} from './person-store.ts'
export {
  browsersOf,
  findBrowser,
  hasBrowsers,
  loadBrowser,
  removeBrowser,
  subscribeToPush,
  unsubscribeFromPush,
  type PushSubscription,
} from './push-subscriptions.ts'
export { confirmPerson, isInvitedHereOnly, resetPassword } from './reset-password.ts'
export { retirePerson } from './retire-person.ts'
export { tellOfWantedLink } from './send-link.ts'
export {
  beginSecondFactor,
  disableSecondFactor,
  enableSecondFactor,
  renewBackupCodes,
  secondFactorOf,
  spendSecondFactor,
} from './second-factor.ts'
export { setMember } from './set-member.ts'
export { checkPassword } from './sign-in.ts'
export { touchDevice } from './touch-device.ts'
