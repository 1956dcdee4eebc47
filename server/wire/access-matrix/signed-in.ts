import { announcedFile, type Row } from './row.ts'

/** Routes of a person, whatever their account. */
export const signedIn: Row[] = [
  ['GET /auth/validate_token', '401 401 200'],
  ['DELETE /auth/sign_out', '401 401 200'],
  ['GET /api/v1/profile', '401 401 200'],
  ['PUT /api/v1/profile', '401 401 200', { body: { name: 'Ines' } }],
  ['PATCH /api/v1/profile', '401 401 200', { body: { name: 'Ines' } }],
  ['DELETE /api/v1/profile/avatar', '401 401 200'],
  [
    'POST /api/v1/profile/availability',
    '401 401 200',
    { body: (at) => ({ account_id: at.account, availability: 'busy' }) },
  ],
  [
    'POST /api/v1/profile/auto_offline',
    '401 401 200',
    { body: (at) => ({ account_id: at.account, auto_offline: false }) },
  ],
  ['PUT /api/v1/profile/set_active_account', '401 401 200', { body: (at) => ({ account_id: at.account }) }],
  ['POST /api/v1/profile/reset_access_token', '401 401 200'],
  ['POST /api/v1/profile/resend_confirmation', '401 401 200'],
  ['GET /api/v1/profile/mfa', '401 401 200'],
  ['POST /api/v1/profile/mfa', '401 401 200'],
  ['POST /api/v1/profile/mfa/verify', '401 401 422', { body: { otp_code: '000000' } }],
  ['POST /api/v1/profile/mfa/backup_codes', '401 401 403', { body: { otp_code: '000000' } }],
  ['DELETE /api/v1/profile/mfa', '401 401 422', { body: { password: 'x', otp_code: '000000' } }],
  [
    'POST /api/v1/notification_subscriptions',
    '401 401 200',
    { body: { subscription_type: 'fcm', subscription_attributes: { device_id: 'd1', push_token: 't1' } } },
  ],
  ['DELETE /api/v1/notification_subscriptions', '401 401 200', { body: { push_token: 't1' } }],
  ['POST /api/v1/notification_subscriptions/try', '401 401 404', { body: { push_token: 't1', title: 'T', body: '' } }],
  ['POST /rails/active_storage/direct_uploads', '401 401 200', { body: { blob: announcedFile } }],
  ['GET /api/v1/profile/sessions', '401 401 200'],
  ['DELETE /api/v1/profile/sessions/:id', '401 401 200', { id: (at) => at.session }],
]
