import { z } from 'zod'
import { incomingMail } from './incoming-mail-settings.ts'
import { mail } from './mail-settings.ts'
import { webhooks } from './webhook-settings.ts'
import { isPlace } from '../platform/http-client/allowed-places.ts'
import { defineSettings, listOf, yesOrNo, type SettingsOfAll } from '../platform/config/index.ts'

const server = defineSettings({
  port: {
    env: 'PORT',
    sentence: 'The port that the desk listens on; 0 takes a free one.',
    schema: z.coerce.number().int().min(0).max(65535),
    default: 3000,
  },
  host: {
    env: 'HOST',
    sentence: 'The address that the desk listens on. Behind a load balancer or in a container: 0.0.0.0.',
    schema: z.string(),
    default: '127.0.0.1',
  },
  publicUrl: {
    env: 'PUBLIC_URL',
    sentence: 'The address that people reach the desk under; absent, the Host of each request tells.',
    schema: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')),
    example: 'https://desk.example.com',
  },
  trustProxy: {
    env: 'TRUST_PROXY',
    sentence: 'Whether X-Forwarded-For and X-Forwarded-Proto are believed: yes behind a load balancer, no without one.',
    schema: yesOrNo(),
    default: false,
  },
  roles: {
    env: 'ROLES',
    sentence: 'What this process does: web (pages and files), api (HTTP API and sockets), worker (relay and jobs).',
    schema: listOf(z.enum(['web', 'api', 'worker'])),
    default: ['web', 'api', 'worker'],
  },
  logLevel: {
    env: 'LOG_LEVEL',
    sentence: 'How much is logged.',
    schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
    default: 'info',
  },
  clientDirectory: {
    env: 'CHATWOOT_CLIENT_DIR',
    sentence:
      'The public folder of a built Chatwoot client. Its dashboard is then at /app and its widget in /widget; ours stays at /porchlight.',
    schema: z.string().min(1),
    example: '/srv/chatwoot/public',
  },
  metricsToken: {
    env: 'METRICS_TOKEN',
    sentence: 'The bearer token that may read /metrics from elsewhere; absent, only this machine may.',
    schema: z.string().min(16),
    secret: true,
  },
})

const storage = defineSettings({
  dataDirectory: {
    env: 'DATA_DIR',
    sentence: 'The folder of the embedded database, uploaded files and the secret key.',
    schema: z.string(),
    default: './data',
  },
  databaseUrl: {
    env: 'DATABASE_URL',
    sentence:
      'The PostgreSQL (15 or newer) to use; absent, the one that comes with Porchlight runs in the data folder.',
    schema: z.url({ protocol: /^postgres(ql)?$/ }),
    secret: true,
    example: 'postgres://porchlight:password@db.example.com/porchlight',
  },
  databaseReaderUrl: {
    env: 'DATABASE_READER_URL',
    sentence: 'A replica that lists and reports are read from.',
    schema: z.url({ protocol: /^postgres(ql)?$/ }),
    secret: true,
  },
  databaseConnections: {
    env: 'DATABASE_CONNECTIONS',
    sentence: 'How many connections this process opens to the database at most.',
    schema: z.coerce.number().int().min(4).max(500),
    default: 16,
  },
  redisUrl: {
    env: 'REDIS_URL',
    sentence: 'The Redis that several processes share; absent, one process keeps presence and limits in memory.',
    schema: z.url({ protocol: /^rediss?$/ }),
    secret: true,
  },
  maximumUploadMegabytes: {
    env: 'MAXIMUM_FILE_UPLOAD_SIZE',
    sentence: 'The largest file of a message, in megabytes.',
    schema: z.coerce.number().int().min(1).max(1024),
    default: 40,
  },
})

const security = defineSettings({
  secretKey: {
    env: 'SECRET_KEY',
    sentence:
      'Encrypts secrets at rest and signs links and visitors\u2019 tokens (at least 32 characters); absent, one is made once and kept in the data folder. All processes need the same.',
    schema: z.string().min(32),
    secret: true,
  },
  enableAccountSignup: {
    env: 'ENABLE_ACCOUNT_SIGNUP',
    sentence: 'Whether anybody may open an account of their own here, with an address that nothing has confirmed.',
    schema: yesOrNo(),
    default: false,
  },
  enableApiCors: {
    env: 'ENABLE_API_CORS',
    sentence: 'Whether pages of other origins may call /api and /auth. The public API may be called from anywhere.',
    schema: yesOrNo(),
    default: false,
  },
  outgoingAllow: {
    env: 'OUTGOING_ALLOW',
    sentence:
      'Hosts, addresses and ranges inside your network that the desk may fetch from and send to, separated by commas; absent, it speaks to the public internet only.',
    example: 'crm.internal,10.1.0.0/16',
    schema: listOf(z.string().refine(isPlace, 'must name hosts, addresses or ranges of addresses')),
  },
})

const limits = defineSettings({
  isOn: {
    env: 'RATE_LIMITS',
    sentence:
      'Whether requests are counted and too many refused with 429. Guessing passwords and codes is limited in any case.',
    schema: yesOrNo(),
    default: true,
  },
  allowedIps: {
    env: 'RATE_LIMIT_ALLOWED_IPS',
    sentence:
      'Addresses whose requests are not counted. This machine is among them, because a proxy on it without TRUST_PROXY makes everybody look like it.',
    schema: listOf(z.string()),
    default: ['127.0.0.1', '::1'],
  },
  requestsPerMinute: {
    env: 'RATE_LIMIT',
    sentence: 'How many requests an address may make in a minute, all routes together but /health.',
    schema: z.coerce.number().int().min(1),
    default: 3000,
  },
  widgetConversationsPerHour: {
    env: 'RATE_LIMIT_WIDGET_CONVERSATIONS',
    sentence: 'How many conversations the visitors behind one address may begin in an hour; an office is one address.',
    schema: z.coerce.number().int().min(1),
    default: 60,
  },
})

const firstStart = defineSettings({
  adminEmail: {
    env: 'ADMIN_EMAIL',
    sentence: 'On the first start: the address of the first administrator.',
    schema: z.email(),
  },
  adminPassword: {
    env: 'ADMIN_PASSWORD',
    sentence:
      'On the first start: the password of the first administrator. Lower and upper case, a digit and a special character, or at least 15 characters.',
    schema: z.string().min(6).max(128),
    secret: true,
  },
  accountName: {
    env: 'ACCOUNT_NAME',
    sentence: 'On the first start: the name of the first account.',
    schema: z.string().min(1).max(255),
    default: 'My company',
  },
  demo: {
    env: 'DEMO',
    sentence:
      'On the first start: whether to fill an empty database with a demo company. Absent: yes when only this machine can reach the desk (HOST is loopback, no PUBLIC_URL, no TRUST_PROXY) and no ADMIN_EMAIL is given.',
    schema: yesOrNo(),
  },
})

const colour = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #c2410c')
  .toLowerCase()

const branding = defineSettings({
  installationName: {
    env: 'INSTALLATION_NAME',
    sentence: 'The name that agents and customers read, until an administrator of the first account chooses another.',
    schema: z.string().min(1).max(80),
    default: 'Porchlight',
  },
  accent: {
    env: 'ACCENT_COLOR',
    sentence:
      'The colour of buttons, links and marks; its shades are corrected until they are readable. Absent: the colours of Porchlight. An administrator of the first account may choose another.',
    schema: colour,
    example: '#0f62fe',
  },
  widgetColor: {
    env: 'WIDGET_COLOR',
    sentence: 'The colour of the widget on websites whose inbox has none of its own.',
    schema: colour,
    default: '#c2410c',
  },
  poweredBy: {
    env: 'POWERED_BY',
    sentence: 'Whether customers read in the widget which program it is.',
    schema: yesOrNo(),
    default: true,
  },
})

/** Every setting of the product, by the part that owns it. */
export const settingsGroups = { server, storage, security, mail, incomingMail, webhooks, limits, firstStart, branding }

/** The values of all settings. */
export type Settings = SettingsOfAll<typeof settingsGroups>
