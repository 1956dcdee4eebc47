export {
  createPlatformApp,
  findPlatformApp,
  forbidUser,
  isPermitted,
  permit,
  permittedAccountIds,
  type Permissible,
  type PlatformApp,
} from './platform-app.ts'
