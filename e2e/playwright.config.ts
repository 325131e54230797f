import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'
import { browserArguments, findBrowser } from '../scripts/find-browser.mjs'

const results = fileURLToPath(new URL('../test-results', import.meta.url))

export default defineConfig({
  testDir: '.',
  outputDir: `${results}/e2e`,
  globalSetup: './build-sandbox.ts',
  reporter: [['list'], ['json', { outputFile: `${results}/e2e.json` }]],
  // Each worker has a clinic of its own; more than two browsers slow each other down.
  workers: 2,
  fullyParallel: true,
  // On a busy machine a browser sometimes stalls for seconds. A test that needs its second try is listed as flaky.
  retries: 1,
  forbidOnly: Boolean(process.env['CI']),
  // Tests wait for states, never for time. These limits only end tests that hang, also on a slow machine.
  timeout: 150_000,
  expect: { timeout: 30_000 },
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    // None of the clinic's own zones.
    timezoneId: 'Europe/Berlin',
    contextOptions: { reducedMotion: 'reduce' },
    trace: 'off',
    launchOptions: { executablePath: findBrowser(), args: browserArguments },
  },
})
