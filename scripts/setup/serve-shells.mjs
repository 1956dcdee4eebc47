/**
 * A vite plugin for development: serves the page of a part at the addresses where the product serves it,
 * with the configuration that the running server writes into that page.
 */
export function serveShells({ base, isShell, server }) {
  return {
    name: 'porchlight-shells',
    configureServer(vite) {
      vite.middlewares.use((request, _response, next) => {
        const [path, query] = (request.url ?? '/').split('?')
        if (request.method === 'GET' && isShell(path)) {
          request.url = `${base}index.html${query === undefined ? '' : `?${query}`}`
        }
        next()
      })
    },
    async transformIndexHtml(html, context) {
      const page = await fetch(new URL(context.originalUrl ?? '/', server)).then((reply) => reply.text())
      const config = /<script type="application\/json" id="porchlight-config">[\s\S]*?<\/script>/.exec(page)?.[0]
      // A function, because a replacement text would give `$` a meaning.
      return config ? html.replace('</head>', () => `${config}</head>`) : html
    },
  }
}
