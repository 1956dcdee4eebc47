import type { FastifyInstance } from 'fastify'
import { createHttpServer } from '../platform/http/http-server.ts'
import { mountRoutes } from '../platform/http/mount-routes.ts'
import type { Ports } from '../platform/http/ports.ts'
import type { Route } from '../platform/http/route.ts'
import type { Metrics } from '../platform/metrics/metrics.ts'
import { countAccounts, findDemoAccount } from '../features/accounts/index.ts'
import { keepBrandDefaults } from '../features/branding/index.ts'
import { listInboxes } from '../features/inboxes/index.ts'
import { healthRoutes } from '../wire/api/health.ts'
import { setUpRoutes } from '../wire/api/set-up.ts'
import { apiReference } from '../wire/pages/api-reference.ts'
import { secondFactorRoutes } from '../wire/api/second-factor.ts'
import { signUpRoutes } from '../wire/api/sign-up.ts'
import { webhookDeliveryRoutes } from '../wire/api/webhook-deliveries.ts'
import { allowApiFromAnywhere } from '../wire/api-cors.ts'
import { speakErrors } from '../wire/error-shape.ts'
import { limitRequests } from '../wire/rate-limits.ts'
import { ingressRoutes } from '../wire/ingress/ingress-routes.ts'
import type { IngressSettings } from '../wire/ingress/settings.ts'
import { allowAnyOrigin } from '../wire/public/any-origin.ts'
import { dashboardPages } from '../wire/pages/dashboard-page.ts'
import { clientRootFiles, serveClientFiles } from '../wire/pages/client-files.ts'
import { demoPages } from '../wire/pages/demo-page.ts'
import { loaderRoutes, pushWorkerRoute, serveBuiltFiles } from '../wire/pages/static-files.ts'
import { widgetPage } from '../wire/pages/widget-page.ts'
import { demoSignIns } from './demo/people.ts'
import { isForThisMachineOnly, isSetUpToken } from './first-start.ts'
import { foundCompany } from './found-company.ts'
import { installationHealth } from './health.ts'
import { publicPushKey } from './push-notifications.ts'
import { describeRoutes } from './openapi/describe-routes.ts'
import { readShapes } from './openapi/read-shapes.ts'
import { readClient } from './read-client.ts'
import { apiRoutes } from './routes.ts'
import type { Settings } from './settings.ts'
import { deliveryRulesOf } from './tell-webhooks.ts'
import { productVersion } from './version.ts'

/** Builds the HTTP server of a process for its roles. */
export async function buildApp(parts: {
  ports: Ports
  settings: Settings
  metrics: Metrics
}): Promise<FastifyInstance> {
  const { ports, settings, metrics } = parts
  const { roles, publicUrl, trustProxy } = settings.server
  const maximumUploadBytes = settings.storage.maximumUploadMegabytes * 1024 * 1024
  const app = await createHttpServer({ log: ports.log, metrics, maximumUploadBytes, trustProxy })
  speakErrors(app, ports.log)
  await keepBrandDefaults(ports.db, { ...settings.branding, accent: settings.branding.accent ?? null })
  if (roles.includes('api')) allowAnyOrigin(app)
  if (roles.includes('api') && settings.security.enableApiCors) allowApiFromAnywhere(app)
  limitRequests(app, ports, settings.limits)
  mountRoutes(app, routesFor(parts), { ports, publicUrl, maximumUploadBytes })
  if (roles.includes('web')) {
    await serveBuiltFiles(app)
    const client = clientOf(settings)
    if (client) await serveClientFiles(app, client)
  }
  return app
}

/** The routes of a process, by its roles. */
export function routesFor(parts: { ports: Ports; settings: Settings; metrics: Metrics }): Route[] {
  const { roles } = parts.settings.server
  const routes = [
    ...healthRoutes(installationHealth(parts)),
    ...(roles.includes('api') ? [...apiRoutes, ...configuredRoutes(parts)] : []),
    ...(roles.includes('web') ? pageRoutes(parts) : []),
  ]
  const reference: Route[] = apiReference(() => describeRoutes([...routes, ...reference], readShapes(), productVersion))
  return [...routes, ...(roles.includes('api') ? reference : [])]
}

/** The API routes that the settings have a say in. */
function configuredRoutes({ ports, settings }: { ports: Ports; settings: Settings }): Route[] {
  return [
    ...setUpRoutes(setUpOf(ports)),
    ...signUpRoutes({ isOpen: settings.security.enableAccountSignup }),
    ...secondFactorRoutes,
    ...webhookDeliveryRoutes(deliveryRulesOf(settings)),
    ...ingressRoutes(ingressOf(settings)),
  ]
}

function ingressOf({ incomingMail }: Settings): IngressSettings {
  const { ingressPassword, sendGridKey, mailgunSigningKey, sesTopics, maximumMegabytes } = incomingMail
  const maximumBytes = maximumMegabytes * 1024 * 1024
  return { password: ingressPassword, sendGridKey, mailgunSigningKey, sesTopics, maximumBytes }
}

function setUpOf(ports: Ports) {
  return {
    isRequired: async () => (await countAccounts(ports.db)) === 0,
    isToken: (token: string) => isSetUpToken(ports, token),
    found: (founding: Parameters<typeof foundCompany>[1]) => foundCompany(ports, founding),
  }
}

function pageRoutes({ ports, settings }: { ports: Ports; settings: Settings }): Route[] {
  const { maximumUploadMegabytes: maximumFileUploadSize } = settings.storage
  const { enableAccountSignup: signupEnabled } = settings.security
  const client = clientOf(settings)
  const hasDemo = async () => (await findDemoAccount(ports.db)) !== undefined
  const config = async () => ({
    version: productVersion,
    setupRequired: (await countAccounts(ports.db)) === 0,
    demoSignIns: isForThisMachineOnly(settings) && (await hasDemo()) ? demoSignIns : [],
    vapidPublicKey: await publicPushKey(ports),
  })
  return [
    ...dashboardPages(config, client && { client, signupEnabled, maximumFileUploadSize }),
    ...loaderRoutes(client),
    pushWorkerRoute,
    ...clientRootFiles(client),
    widgetPage({ maximumFileUploadSize }, client),
    ...demoPages(() => demoWebsiteToken(ports)),
  ]
}

function clientOf({ server: { clientDirectory } }: Settings) {
  return clientDirectory === undefined ? undefined : readClient(clientDirectory)
}

async function demoWebsiteToken(ports: Ports): Promise<string | null> {
  const accountId = await findDemoAccount(ports.db)
  if (accountId === undefined) return null
  const inboxes = await listInboxes(ports.db, accountId, { kind: 'agent', userId: 0, role: 'administrator' })
  return inboxes.find((inbox) => inbox.webWidget)?.webWidget?.websiteToken ?? null
}
