import type { Row } from './row.ts'

/** What administrators see of mail. The inbox of the test is a website, which has none of its own. */
export const mails: Row[] = [
  ['GET ~/mails', '401 401 401 401 401 200'],
  ['POST ~/mails/:id/retry', '401 401 401 401 401 404', { id: () => 999_999 }],
  ['GET ~/mail_setup', '401 401 401 401 401 200'],
  ['POST ~/test_mail', '401 401 401 401 401 422'],
  ['POST ~/inboxes/:id/test_smtp', '401 401 401 401 401 403'],
  ['POST ~/inboxes/:id/check_dns', '401 401 401 401 401 403'],
  ['GET ~/inboxes/:id/received_mails', '401 401 401 401 401 200'],
  // Nothing came into that inbox by mail.
  ['POST ~/inboxes/:id/received_mails/:mail/retry', '401 401 401 401 401 404'],
  ['GET ~/inboxes/:id/received_mails/:mail/source', '401 401 401 401 401 404'],
  ['POST ~/inboxes/:id/test_imap', '401 401 401 401 401 403'],
  ['GET ~/inboxes/:id/mail_state', '401 401 401 401 401 403'],
  ['POST ~/google/authorization', '401 401 401 401 401 422'],
  ['POST ~/microsoft/authorization', '401 401 401 401 401 422'],
]
