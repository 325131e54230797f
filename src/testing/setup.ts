/**
 * What every test starts from: Temporal, jest-dom's matchers, a clean document and a console that nothing may write to.
 * A test that expects output says so with `expectConsole` from `./console.ts`.
 */
import 'temporal-polyfill/global'
import '@testing-library/jest-dom/vitest'
import { i18n } from '@lingui/core'
import { afterEach, beforeEach } from 'vitest'
import { failOnUnexpectedOutput, watchConsole } from './console.ts'

const inBrowserLike = typeof document !== 'undefined'

if (inBrowserLike) {
  ;(await import('./jsdom-gaps.ts')).fillJsdomGaps()
  // How long a state may take to come on a slow, busy machine. A test that passes doesn't wait for it.
  ;(await import('@testing-library/react')).configure({ asyncUtilTimeout: 15_000 })
}

// The source texts are English; without a catalogue they are shown as they stand.
i18n.loadAndActivate({ locale: 'en', messages: {} })

beforeEach(watchConsole)

afterEach(async () => {
  if (inBrowserLike) (await import('@testing-library/react')).cleanup()
  failOnUnexpectedOutput()
})
