/// <reference types="vitest/config" />
import { createRequire } from 'node:module'
import babel, { defineRolldownBabelPreset } from '@rolldown/plugin-babel'
import { getConfig } from '@lingui/conf'
import { lingui } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'
import { builtInPolicy } from './src/config/content-security-policy.mjs'
import { firstChunks } from './scripts/build/first-chunks.mjs'
import { loadAhead } from './scripts/build/load-ahead.mjs'
import { thirdPartyLicences } from './scripts/build/third-party-licences.mjs'
import { bundledBeforehand, trimFhirclient } from './scripts/build/trim-fhirclient.mjs'

const require = createRequire(import.meta.url)
const linguiConfigPath = fileURLToPath(new URL('scripts/build/lingui.config.mjs', import.meta.url))

/** Only files that use a message macro pass through Babel; everything else stays with Vite's own compiler. */
const messages = defineRolldownBabelPreset({
  preset: () => ({ plugins: [['@lingui/babel-plugin-lingui-macro', { linguiConfig: getConfig({ configPath: linguiConfigPath }) }]] }),
  rolldown: { filter: { code: /@lingui\/(react|core)\/macro/ } },
})

/** Serves MSW's worker to the development server from the installed package, so that no build ships it. */
const simulatorWorker: Plugin = {
  name: 'simulator-worker',
  apply: 'serve',
  configureServer({ middlewares }) {
    middlewares.use('/mockServiceWorker.js', (_request, response, next) => {
      readFile(require.resolve('msw/mockServiceWorker.js')).then((script) => {
        response.setHeader('content-type', 'text/javascript').end(script)
      }, next)
    })
  },
}

/** Puts the policy that holds on any web server into the built pages. The development server's own scripts couldn't live with it. */
const builtIn: Plugin = {
  name: 'built-in-policy',
  apply: 'build',
  transformIndexHtml: () => [
    { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: builtInPolicy }, injectTo: 'head-prepend' },
  ],
}

/** The path of what stands in for a module that would only be carried along. */
function stub(name: string): string {
  return fileURLToPath(new URL(`scripts/build/stubs/${name}`, import.meta.url))
}

export default defineConfig({
  // Relative, so that one build works at `/` and under any sub-path.
  base: './',
  plugins: [react(), babel({ presets: [messages] }), lingui({ configPath: linguiConfigPath }), simulatorWorker, builtIn, loadAhead, trimFhirclient, thirdPartyLicences],
  resolve: {
    alias: [
      { find: /^\.\/TouchRipple\.mjs$/, replacement: stub('touch-ripple.mjs') },
      { find: /^\.\.\/CircularProgress\/index\.mjs$/, replacement: stub('circular-progress.mjs') },
      { find: /^@emotion\/is-prop-valid$/, replacement: stub('is-prop-valid.mjs') },
      // What wouter brings for React 17 and older.
      { find: /^use-sync-external-store\/shim\/index\.js$/, replacement: 'react' },
      { find: /^hoist-non-react-statics$/, replacement: stub('hoist-non-react-statics.cjs') },
    ],
  },
  build: {
    rolldownOptions: { input: ['index.html', 'launch.html'], output: { codeSplitting: { groups: [firstChunks] } } },
    target: 'es2023',
    // Every supported browser preloads modules itself.
    modulePreload: { polyfill: false },
  },
  // Found late, these would reload the page of the development server in the middle of a launch.
  optimizeDeps: { ...bundledBeforehand, include: [...bundledBeforehand.include, 'msw', 'msw/browser', 'temporal-polyfill', 'valibot'] },
  environments: { ssr: { optimizeDeps: bundledBeforehand } },
  server: { port: 5173, strictPort: true },
  test: {
    restoreMocks: true,
    // Generous for a slow, busy machine; the tests themselves wait for states.
    testTimeout: 30_000,
    // What is imported as it is installed would go around the stand-ins above: the tests run what is shipped.
    deps: { optimizer: { ssr: { enabled: true }, client: { enabled: true, include: bundledBeforehand.include } } },
    setupFiles: ['src/testing/setup.ts'],
    projects: [
      { extends: true, test: { name: 'unit', environment: 'node', include: ['{src,mocks,scripts}/**/*.test.ts'] } },
      // Before and after their tests these install, build, start servers, and take all of it away.
      { extends: true, test: { name: 'deploy', environment: 'node', include: ['deploy/**/*.test.ts'], hookTimeout: 300_000 } },
      { extends: true, test: { name: 'screen', environment: 'jsdom', include: ['src/**/*.test.tsx'] } },
    ],
  },
})
