import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import type { Plugin } from 'vite'

const server = process.env['PORCHLIGHT_DEV_SERVER'] ?? 'http://127.0.0.1:3000'

/** In development the pages live outside the base path, as they do behind the real server. */
const shell: Plugin = {
  name: 'porchlight-shell',
  configureServer({ middlewares }) {
    middlewares.use((request, _response, next) => {
      if (request.method === 'GET' && /^\/(app(\/|\?|$)|setup|\?|$)/.test(request.url ?? ''))
        request.url = '/dashboard/index.html'
      next()
    })
  },
}

function languageOf(file: string): string | null {
  const language = /\/locales\/([^/]+)\//.exec(file)?.[1]
  return language ? `locale-${language}` : null
}

const PUSH_WORKER = 'src/push-worker/push-worker.ts'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/dashboard/',
  plugins: [vue(), tailwindcss(), shell],
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
  },
  build: {
    outDir: '../dist/dashboard',
    emptyOutDir: true,
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    modulePreload: {
      polyfill: false,
      // The names of what a lazy page imports cost 3 KB of the first script; its scripts name them themselves, its styles do not.
      resolveDependencies: (_file, names, { hostType }) =>
        hostType === 'html' ? names : names.filter((name) => name.endsWith('.css')),
    },
    rolldownOptions: {
      input: {
        index: fileURLToPath(new URL('index.html', import.meta.url)),
        'push-worker': fileURLToPath(new URL(PUSH_WORKER, import.meta.url)),
      },
      output: {
        // A browser keeps the worker by its address, so that one never changes.
        entryFileNames: ({ name }) => (name === 'push-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
        // One request for a language, however many areas it has.
        codeSplitting: { groups: [{ name: languageOf, test: /\/locales\// }] },
      },
    },
  },
  server: {
    proxy: {
      '/api': server,
      '/auth': server,
      '/attachments': server,
      // Only the built one is a script of its own.
      '/dashboard/push-worker.js': server,
      '/cable': { target: server, ws: true },
      '/setup': server,
    },
  },
})
