import { disableCodeBody, renewCodesBody, verifyCodeBody } from '../../../contract/http/sign-in.ts'
import { findBrand } from '../../features/branding/index.ts'
import { invalid } from '../../kernel/refusal.ts'
import type { Call, Route } from '../../platform/http/route.ts'
import {
  beginSecondFactor,
  checkPassword,
  disableSecondFactor,
  enableSecondFactor,
  renewBackupCodes,
  secondFactorOf,
} from '../../features/people/index.ts'
import { signedIn, type UserCaller } from '../access.ts'
import { parse } from '../parse.ts'
import { inOwnName } from './session.ts'
import { limitCodes, throttled } from './sign-in-throttle.ts'

type UserCall = Call<UserCaller>

const path = '/api/v1/profile/mfa'

/** The second factor of a person: time codes and backup codes (contract 2.3). */
export const secondFactorRoutes: Route[] = [
  signedIn('GET', path, stateOf, { summary: 'Shows whether the second factor is on', returns: 'second_factor' }),
  signedIn('POST', path, begin, {
    summary: 'Begins to set the second factor up',
    returns: 'second_factor_key',
  }),
  signedIn('POST', `${path}/verify`, verify, {
    summary: 'Switches the second factor on with its first code',
    body: verifyCodeBody,
    returns: 'second_factor_enabled',
  }),
  signedIn('POST', `${path}/backup_codes`, renew, {
    summary: 'Replaces the backup codes',
    body: renewCodesBody,
    returns: 'backup_codes',
  }),
  signedIn('DELETE', path, disable, {
    summary: 'Switches the second factor off',
    body: disableCodeBody,
    returns: 'second_factor',
  }),
]

async function stateOf(call: UserCall) {
  const { enabled, hasCodes } = await secondFactorOf(call.ports.db, call.caller.person.id)
  return { feature_available: true, enabled, backup_codes_generated: hasCodes }
}

async function begin(call: UserCall) {
  const { person } = call.caller
  const { installationName: issuer } = await findBrand(call.ports.db)
  const owner = { issuer, email: person.email }
  const { secret, provisioningUrl } = await inOwnName(call, person, (work) => beginSecondFactor(work, person.id, owner))
  return { provisioning_url: provisioningUrl, secret }
}

async function verify(call: UserCall) {
  const { person } = call.caller
  const { otp_code: code } = parse(verifyCodeBody, call.body)
  await limitCodes(call.ports.scratch, person.id)
  const codes = await inOwnName(call, person, (work) => enableSecondFactor(work, person.id, code))
  return { enabled: true, backup_codes: codes }
}

async function renew(call: UserCall) {
  const { person } = call.caller
  const { otp_code: otpCode, backup_code: backupCode } = parse(renewCodesBody, call.body)
  await limitCodes(call.ports.scratch, person.id)
  if (!(await secondFactorOf(call.ports.db, person.id)).enabled) {
    call.reply.status(403)
    return { error: 'Two-factor authentication is not on' }
  }
  const codes = await inOwnName(call, person, (work) => renewBackupCodes(work, person.id, { otpCode, backupCode }))
  return { backup_codes: codes }
}

async function disable(call: UserCall) {
  const { person } = call.caller
  const { password, otp_code: otpCode, backup_code: backupCode } = parse(disableCodeBody, call.body)
  await limitCodes(call.ports.scratch, person.id)
  await throttled(call, person.email, () => checkPassword(call.ports.db, { email: person.email, password })).catch(
    (error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'too_many') throw error
      throw invalid('password', 'The password is not right')
    },
  )
  await inOwnName(call, person, (work) => disableSecondFactor(work, person.id, { otpCode, backupCode }))
  return stateOf(call)
}
