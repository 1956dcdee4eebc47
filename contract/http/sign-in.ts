import { z } from 'zod'
import { attributes, flag, handle, id, text } from './fields.ts'

/** POST /auth/sign_in: a password, a one-time SSO token, or the second step of two (contract 2.2). */
export const signInBody = z.object({
  email: text.optional(),
  password: text.optional(),
  sso_auth_token: text.optional(),
  mfa_token: text.optional(),
  otp_code: text.optional(),
  backup_code: text.optional(),
  revoke_session_id: id.optional(),
  revoke_all_sessions: flag.optional(),
})

/** POST /auth/password and POST /resend_confirmation. */
export const addressBody = z.object({ email: text })

/** PUT /auth/password. */
export const resetPasswordBody = z.object({
  reset_password_token: text,
  password: text,
  password_confirmation: text.optional(),
})

/** POST /auth/confirmation. */
export const confirmationBody = z.object({ confirmation_token: text })

/** POST …/profile/mfa/verify (contract 2.3). */
export const verifyCodeBody = z.object({ otp_code: text })

/** POST …/profile/mfa/backup_codes. */
export const renewCodesBody = z.object({ otp_code: text.optional(), backup_code: text.optional() })

/** DELETE …/profile/mfa. */
export const disableCodeBody = z.object({ password: text, otp_code: text.optional(), backup_code: text.optional() })

/** POST /api/v1/accounts (contract 2.4); somebody signed in names the account only. */
export const signUpBody = z.object({
  account_name: text.optional(),
  user_full_name: text.optional(),
  email: text.optional(),
  password: text.optional(),
  locale: text.optional(),
})

/** POST /api/v1/notification_subscriptions (contract 2.3). */
export const pushSubscriptionBody = z.object({
  subscription_type: z.enum(['browser_push', 'fcm']),
  subscription_attributes: attributes,
})

/** DELETE /api/v1/notification_subscriptions. */
export const endPushBody = z.object({ push_token: text })

/** POST /api/v1/notification_subscriptions/try: ours. The words are the client's, in whatever language it speaks. */
export const tryPushBody = z.object({
  push_token: text,
  title: text.pipe(z.string().min(1).max(100)),
  body: text.pipe(z.string().max(300)),
})

/** POST ~/agents/bulk_create (contract 2.5). */
export const bulkAgentsBody = z.object({
  emails: z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',') : value),
    z.array(text).min(1).max(100),
  ),
})

/** A browser's endpoint, or a phone's device id or token. */
export const pushIdentifier = handle
