import { createPublicKey } from 'node:crypto'
import { z } from 'zod'
import { defineSettings } from '../platform/config/index.ts'

const secret = z.string().min(16)

/** How mail comes in. */
export const incomingMail = defineSettings({
  pollSeconds: {
    env: 'MAIL_POLL_SECONDS',
    sentence: 'How often a mailbox is looked at whose server has no IDLE; with IDLE new mail is told at once.',
    schema: z.coerce.number().int().min(5).max(3600),
    default: 60,
  },
  maximumMegabytes: {
    env: 'MAIL_MAXIMUM_SIZE',
    sentence:
      'The largest mail that is taken, in megabytes. A larger one in a mailbox is left there and shown to administrators; one that is sent here is refused.',
    schema: z.coerce.number().int().min(1).max(500),
    default: 50,
  },
  listenPort: {
    env: 'MAIL_LISTEN_PORT',
    sentence: 'The port that forwarded mail is taken on by SMTP, usually 25. Absent, none is.',
    schema: z.coerce.number().int().min(0).max(65535),
  },
  listenHost: {
    env: 'MAIL_LISTEN_HOST',
    sentence: 'The address that forwarded mail is taken on.',
    schema: z.string().min(1),
    default: '0.0.0.0',
  },
  listenName: {
    env: 'MAIL_LISTEN_NAME',
    sentence: 'What the desk calls itself to mail servers; absent, the name of this machine.',
    schema: z.string().min(1),
    example: 'mail.example.com',
  },
  listenCertificate: {
    env: 'MAIL_TLS_CERT_FILE',
    sentence:
      'The file with the certificate chain (PEM) for STARTTLS. Absent, no encryption is offered. It is read again when it changes.',
    schema: z.string().min(1),
    example: '/etc/letsencrypt/live/mail.example.com/fullchain.pem',
  },
  listenKey: {
    env: 'MAIL_TLS_KEY_FILE',
    sentence: 'The file with the private key for that.',
    schema: z.string().min(1),
    example: '/etc/letsencrypt/live/mail.example.com/privkey.pem',
  },
  listenConnections: {
    env: 'MAIL_LISTEN_CONNECTIONS',
    sentence: 'How many connections may bring mail at once; 10 at most of one address.',
    schema: z.coerce.number().int().min(1).max(10_000),
    default: 100,
  },
  ingressPassword: {
    env: 'MAIL_INGRESS_PASSWORD',
    sentence:
      'Lets SendGrid and Postmark bring mail: the password in the address that is entered there (https://mail:password@…).',
    schema: secret,
    secret: true,
  },
  sendGridKey: {
    env: 'SENDGRID_INGRESS_PUBLIC_KEY',
    sentence:
      'Lets SendGrid bring mail under its signature, without the password: the public key of the security policy of Inbound Parse, as SendGrid shows it.',
    schema: z.string().transform((text, context) => {
      try {
        return createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' })
      } catch {
        context.addIssue({ code: 'custom', message: 'must be a public key in base64, as SendGrid shows it' })
        return z.NEVER
      }
    }),
    values: 'a public key in base64',
  },
  mailgunSigningKey: {
    env: 'MAILGUN_INGRESS_SIGNING_KEY',
    sentence: 'Lets Mailgun bring mail: the HTTP webhook signing key of the Mailgun account.',
    schema: z.string().min(8),
    secret: true,
  },
  sesTopics: {
    env: 'SES_INGRESS_TOPICS',
    sentence:
      'Lets Amazon SES bring mail: the ARNs of its SNS topics, separated by commas. Mail of other topics is refused.',
    schema: z
      .string()
      .transform((text) => text.split(',').map((one) => one.trim()))
      .pipe(z.array(z.string().regex(/^arn:aws[\w-]*:sns:[\w-]+:\d{12}:[\w.-]+$/, 'must be ARNs of SNS topics'))),
    values: 'ARNs of SNS topics, separated by commas',
    example: 'arn:aws:sns:eu-west-1:123456789012:incoming-mail',
  },
  googleClientId: {
    env: 'GOOGLE_OAUTH_CLIENT_ID',
    sentence: 'The client id of a Google Cloud project, so that Gmail mailboxes can be connected without a password.',
    schema: z.string().min(1),
  },
  googleClientSecret: {
    env: 'GOOGLE_OAUTH_CLIENT_SECRET',
    sentence: 'The client secret for that.',
    schema: z.string().min(1),
    secret: true,
  },
  microsoftClientId: {
    env: 'AZURE_APP_ID',
    sentence: 'The application id of an Entra registration, so that Microsoft 365 mailboxes can be connected.',
    schema: z.string().min(1),
  },
  microsoftClientSecret: {
    env: 'AZURE_APP_SECRET',
    sentence: 'The client secret for that.',
    schema: z.string().min(1),
    secret: true,
  },
  microsoftAuthority: {
    env: 'AZURE_AUTHORITY',
    sentence: 'Where Microsoft signs people in: another one for a single tenant or a national cloud.',
    schema: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')),
    default: 'https://login.microsoftonline.com/common',
  },
})
