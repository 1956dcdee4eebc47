import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here('.'),
  publicDir: false,
  build: {
    outDir: here('../dist/loader'),
    emptyOutDir: true,
    target: 'es2021',
    lib: { entry: here('src/loader/main.ts'), formats: ['iife'], name: 'porchlightLoader', fileName: () => 'sdk.js' },
  },
})
