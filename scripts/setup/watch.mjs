// Watch mode: the server restarts on a change, dashboard and widget change in the open page.
import process from 'node:process'
import { spawn } from 'node:child_process'
import { followParent } from './follow-parent.mjs'
import { ensureInstalled } from './ensure-installed.mjs'
import { ensureBuilt } from './ensure-built.mjs'
import { inRoot, root } from './paths.mjs'
import { serveShells } from './serve-shells.mjs'

const host = '127.0.0.1'
const server = `http://${host}:${process.env.PORT || 3000}`

followParent()
await ensureInstalled()
await ensureBuilt()
const { createServer, loadConfigFromFile } = await import('vite')

const tsx = inRoot('node_modules', 'tsx', 'dist', 'cli.mjs')
const child = spawn(process.execPath, [tsx, 'watch', '--clear-screen=false', inRoot('server', 'main.ts'), 'serve'], {
  cwd: root,
  // In a group of its own, because a second signal (ours after the terminal's) makes tsx kill the server at once.
  detached: true,
  stdio: ['ignore', 'inherit', 'inherit'],
})

const pages = []
let stopping = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)
child.once('exit', (code) => {
  if (!stopping) console.error('The server ended.')
  process.exitCode = stopping ? 0 : (code ?? 1)
  stopping = true
  closePages()
})

const dashboard = await serve('dashboard', 5173, (path) => /^\/($|app(\/|$)|setup$)/.test(path))
const widget = await serve('widget', 5174, (path) => path === '/widget')
console.log(`Dashboard, changing live: ${dashboard}/`)
console.log(`Demo shop with the widget, changing live: ${widget}/demo`)
if (stopping) closePages()

function stop() {
  if (!stopping) child.kill('SIGTERM')
  stopping = true
}

function closePages() {
  for (const page of pages.splice(0)) void page.close()
}

async function serve(part, port, isShell) {
  const loaded = await loadConfigFromFile({ command: 'serve', mode: 'development' }, inRoot(part, 'vite.config.ts'))
  const { base = '/', plugins = [], ...config } = loaded.config
  const proxy = { [`^/(?!${base.slice(1)})`]: { target: server, ws: true } }
  const vite = await createServer({
    ...config,
    base,
    configFile: false,
    plugins: [...plugins, serveShells({ base, isShell, server })],
    server: { host, port, proxy },
  })
  pages.push(vite)
  await vite.listen()
  return `http://${host}:${vite.httpServer.address().port}`
}
