import { z } from 'zod'
import { defineSettings } from '../platform/config/index.ts'

const DOMAIN = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/

/** How the installation sends mail. */
export const mail = defineSettings({
  url: {
    env: 'SMTP_URL',
    sentence:
      'The server that sends mail: smtp:// with STARTTLS, smtps:// with TLS from the start. It stands for all SMTP_ settings below; what is set besides wins.',
    schema: z.url({ protocol: /^smtps?$/ }),
    secret: true,
    example: 'smtp://desk:password@mail.example.com:587',
  },
  host: {
    env: 'SMTP_HOST',
    sentence: 'The name of the server that sends mail. Absent, and without SMTP_URL, the desk sends none of its own.',
    schema: z.string().min(1),
  },
  port: {
    env: 'SMTP_PORT',
    sentence: 'Its port; absent, 465 for tls and 587 otherwise.',
    schema: z.coerce.number().int().min(1).max(65535),
  },
  user: { env: 'SMTP_USERNAME', sentence: 'Whom to sign in as there.', schema: z.string().min(1) },
  password: { env: 'SMTP_PASSWORD', sentence: 'The password for that.', schema: z.string().min(1), secret: true },
  security: {
    env: 'SMTP_SECURITY',
    sentence:
      'How the connection is encrypted: starttls (must be offered), tls (from the start) or none. Certificates are always verified.',
    schema: z.enum(['starttls', 'tls', 'none']),
    values: 'starttls, tls or none; absent, as SMTP_URL says, else starttls',
  },
  authoritiesFile: {
    env: 'SMTP_CA_FILE',
    sentence: 'A file of certificates (PEM) that mail servers may be signed with, besides the public authorities.',
    schema: z.string().min(1),
    example: '/etc/ssl/company-ca.pem',
  },
  from: {
    env: 'MAIL_FROM',
    sentence: 'The address that the desk’s own mails are from; absent, SMTP_USERNAME when that is an address.',
    schema: z.email(),
    example: 'desk@example.com',
  },
  inboundDomain: {
    env: 'MAIL_INBOUND_DOMAIN',
    sentence: 'A domain whose mail comes to the desk: answers to its mails are addressed to reply+…@ there.',
    schema: z.string().toLowerCase().regex(DOMAIN, 'must be a domain such as reply.example.com'),
    example: 'reply.example.com',
  },
  sourceDays: {
    env: 'MAIL_SOURCE_DAYS',
    sentence:
      'For how many days the raw source of each mail that came in is kept. What was made of it stays, and a mail whose source is gone cannot be read again.',
    schema: z.coerce.number().int().min(1).max(36_500),
    default: 90,
  },
})
