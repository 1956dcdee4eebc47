// The import rule of ARCHITECTURE.md. Each comment says where the code belongs instead; scripts/check/imports.mjs prints it.
const LEVELS = [
  ['accounts', 'people', 'custom-attributes', 'branding'],
  ['inboxes', 'contacts', 'teams', 'labels', 'attachments', 'agent-bots'],
  ['conversations', 'mails', 'mailboxes', 'received-mails'],
]
const TESTS = String.raw`(\.test\.ts|-contract\.ts)$`
const FEATURES = '^server/features/'
const INDEX = String.raw`^server/features/[^/]+/index\.ts$`

const any = (slices) => `(${slices.join('|')})`
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })
const server = (...allowed) => ({ path: '^(server|contract|dashboard|widget|e2e|bench|scripts)/', pathNot: allowed })

const layers = [
  rule(
    'contract-imports-nothing',
    'contract/ is data: schemas and types that import nothing of ours. Logic that needs more belongs in server/wire/.',
    { path: '^contract/', pathNot: TESTS },
    { path: '^(server|dashboard|widget|e2e|bench|scripts)/' },
  ),
  rule(
    'kernel-is-pure',
    'kernel/ imports only itself. What needs a port belongs in server/platform/, what knows a noun belongs in its slice under server/features/.',
    { path: '^server/kernel/', pathNot: TESTS },
    server('^server/kernel/'),
  ),
  rule(
    'kernel-does-no-io',
    'kernel/ has no I/O and no packages. Put this behind a port in server/platform/.',
    { path: '^server/kernel/', pathNot: TESTS },
    { dependencyTypes: ['core', 'npm', 'npm-dev'], pathNot: '^(node:)?crypto$' },
  ),
  rule(
    'platform-knows-kernel-only',
    'platform/ holds ports and drivers without a domain word and imports only kernel/ and itself. Domain code belongs in a slice, composition in server/app/.',
    { path: '^server/platform/', pathNot: TESTS },
    server('^server/(kernel|platform)/'),
  ),
  rule(
    'features-know-no-edge',
    'A slice imports kernel/, platform/ and the index.ts of lower slices. Foreign shapes (contract/, wire/) stop at server/wire/: pass a command in and present the result there.',
    { path: FEATURES, pathNot: TESTS },
    server('^server/(kernel|platform|features)/'),
  ),
  rule(
    'channels-know-slices-only',
    'channels/ imports kernel/, platform/, the index.ts of slices and itself. What speaks HTTP to a client belongs in server/wire/, composition in server/app/.',
    { path: '^server/channels/', pathNot: TESTS },
    server('^server/(kernel|platform|channels)/', INDEX),
  ),
  rule(
    'wire-translates-only',
    'wire/ imports contract/, kernel/, platform/{http,socket,events}, the index.ts of slices and itself. A query or a decision belongs in a slice; a port it needs is handed in by server/app/.',
    { path: '^server/wire/', pathNot: TESTS },
    server('^(contract|server/kernel|server/wire|server/platform/(http|socket|events))/', INDEX),
  ),
  rule(
    'nobody-imports-app',
    'app/ composes everything and is imported by server/main.ts and server/testing/ only. What others need belongs in the slice or port that it is about.',
    {
      path: '^(server|contract|dashboard|widget)/',
      pathNot: [String.raw`^server/(app|testing)/`, String.raw`^server/main\.ts$`, TESTS],
    },
    { path: '^server/app/' },
  ),
  rule(
    'testing-stays-in-tests',
    'server/testing/ is for tests. What the product needs belongs in server/platform/ or in a slice.',
    { path: '^server/', pathNot: ['^server/testing/', TESTS] },
    { path: '^server/testing/' },
  ),
  rule(
    'tests-are-not-imported',
    'A test file is never imported. What several tests share belongs in server/testing/.',
    {},
    { path: String.raw`\.test\.ts$` },
  ),
]

const levels = [
  ...LEVELS.map((slices, level) =>
    rule(
      `slice-level-${level}`,
      `A slice of level ${level} (${slices.join(', ')}) imports only slices below it. Downward you call, upward you emit: record an event and let the higher slice subscribe in server/app/subscriptions.`,
      { path: `${FEATURES}(${slices.join('|')})/`, pathNot: TESTS },
      {
        path: FEATURES,
        pathNot: [`${FEATURES}$1/`, ...(level > 0 ? [`${FEATURES}${any(LEVELS.slice(0, level).flat())}/`] : [])],
      },
    ),
  ),
  rule(
    'slice-level-3',
    'Slices of level 3 never import each other, only accounts … conversations below. What two of them share belongs in the lower slice it is about, or each subscribes to the same event.',
    { path: `${FEATURES}([^/]+)/`, pathNot: [`${FEATURES}${any(LEVELS.flat())}/`, TESTS] },
    { path: FEATURES, pathNot: [`${FEATURES}$1/`, `${FEATURES}${any(LEVELS.flat())}/`] },
  ),
  rule(
    'slices-through-their-index',
    'Another slice is imported only through its index.ts. Export there what you need, or put the code into the slice that it is about.',
    { path: `${FEATURES}([^/]+)/`, pathNot: TESTS },
    { path: FEATURES, pathNot: [`${FEATURES}$1/`, INDEX] },
  ),
]

const interfaces = ['dashboard', 'widget'].flatMap((front) => [
  rule(
    `${front}-imports-itself`,
    `${front}/ imports itself and the types of contract/. Server code and the other interface are reached over the wire only.`,
    { path: `^${front}/` },
    server(`^(${front}|contract)/`),
  ),
  rule(
    `${front}-takes-types-only`,
    `${front}/ takes only types from contract/, so that no schema ends in its bundle: write "import type".`,
    { path: `^${front}/src/`, pathNot: TESTS },
    { path: '^contract/', dependencyTypesNot: ['type-only'] },
  ),
  rule(
    `${front}-ui-is-at-the-bottom`,
    `${front}/src/ui knows no feature, no session and no API: pass what it shows in as props, or move it to ${front}/src/features/.`,
    { path: `^${front}/src/ui/` },
    { path: `^${front}/src/(app|session|realtime|api|features)/` },
  ),
  rule(
    `${front}-app-is-at-the-top`,
    `${front}/src/app composes and is imported only by the entry file. What a feature needs belongs in a feature, in session, realtime, api or ui.`,
    { path: `^${front}/src/(?!app/)[^/]+/`, pathNot: TESTS },
    { path: `^${front}/src/app/` },
  ),
])

const everywhere = [
  rule(
    'no-cycles',
    'Two files that import each other are one file, or share a third: move what both need there.',
    {},
    { circular: true },
  ),
  rule(
    'imports-resolve',
    'The import leads nowhere: correct its path, or add the package to package.json.',
    {},
    { couldNotResolve: true },
  ),
  rule(
    'product-needs-no-dev-package',
    'The running server has no development packages: move the package to "dependencies", or the code to server/testing/.',
    { path: '^server/', pathNot: ['^server/testing/', TESTS] },
    { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  ),
]

module.exports = {
  forbidden: [...layers, ...levels, ...interfaces, ...everywhere],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
