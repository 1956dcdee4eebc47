export {
  createPlatformApp,
  findPlatformApp,
  forbidUser,
  isPermitted,
  permit,
  permittedAccountIds,
  permittedBotIds,
  type Permissible,
  type PlatformApp,
} from './platform-app.ts'
