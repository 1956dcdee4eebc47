import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const server = 'http://127.0.0.1:3000'

/** The lazy parts of the window have no styles and no imports of their own, so there is nothing to preload with them. */
const plainImports: Plugin = {
  name: 'plain-imports',
  enforce: 'pre',
  load: (id) => (id.endsWith('vite/preload-helper.js') ? 'export const __vitePreload = (load) => load()' : undefined),
}

export default defineConfig({
  root: here('.'),
  base: '/widget-files/',
  publicDir: false,
  plugins: [plainImports, vue()],
  define: { __VUE_OPTIONS_API__: false, __VUE_PROD_DEVTOOLS__: false, __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: false },
  build: {
    outDir: here('../dist/widget'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    reportCompressedSize: true,
  },
  server: {
    proxy: {
      '/api': server,
      '/cable': { target: server, ws: true },
      '/demo': server,
      '/packs': server,
      '/widget': {
        target: server,
        bypass: (request) => (request.url?.startsWith('/widget-files/') ? request.url : undefined),
      },
    },
  },
})
