import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { forgetSecrets, keepSecret } from '../../fhir/text/secrets.ts'
import { ProtocolError } from '../../scheduling/failure.ts'
import { renderWithTheme } from '../../testing/render.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { errorReport, noteError, watchErrors } from './error-report.ts'

function Failing(): never {
  throw new Error('Ida Romero, born 1958-03-04, could not be shown: Bearer abc.def')
}

test('a mistake of the program can be reported without a word about the patient', async () => {
  // React logs errors that a boundary catches.
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  keepSecret({ resourceType: 'Patient', name: [{ family: 'Romero', given: ['Ida'] }] })
  location.hash = '#/book/4711-secret?from=2026-11-24'
  const user = userEvent.setup()
  renderWithTheme(
    <ErrorBoundary>
      <Failing />
    </ErrorBoundary>,
  )
  expect(screen.getByRole('heading', { name: 'Slotline made a mistake' })).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Copy report' }))
  await vi.waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('Copied'))
  const report = await navigator.clipboard.readText()
  expect(report).toMatch(/^Slotline \d+\.\d+\.\d+\n\d{4}-\d{2}-\d{2}T.*\nScreen: \/book\n/)
  expect(report).toContain('Error: [name] [name], born [date], could not be shown: Bearer [token]')
  expect(report).not.toMatch(/Romero|Ida|1958|4711|abc\.def|2026-11-24/)
})

test('what nobody caught is in the report, the kind of a failure included', async () => {
  const target = new EventTarget() as Window
  watchErrors(target)
  const reason = new ProtocolError({ kind: 'no-answer', doubt: 'excessive', issues: [] })
  target.dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason }))
  target.dispatchEvent(Object.assign(new Event('error'), { error: new TypeError('x is undefined at Patient/pat-4217') }))
  const report = await errorReport('/find')
  expect(report).toContain('Unusable answer: no-answer, excessive')
  expect(report).toContain('x is undefined at Patient/[id]')
})

test('the report keeps the latest five, and nothing of what isn’t an error', async () => {
  for (let count = 1; count <= 7; count += 1) await noteError(new Error(`mistake no. ${count}`))
  await noteError('Ida Romero')
  const report = await errorReport('/activity')
  expect(report).not.toContain('mistake no. 3')
  expect(report).toContain('mistake no. 7')
  expect(report).toContain('Not an error: string')
})

test('a long stack is redacted before it is cut, with what was known when it came', async () => {
  keepSecret({ resourceType: 'Patient', name: [{ family: 'Romero', given: ['Ida'] }] })
  for (let length = 3900; length < 4000; length += 2) {
    const error = Object.assign(new Error('x'), { stack: `${'a '.repeat(length / 2)} Romero at Patient/pat-4217` })
    const noted = noteError(error)
    forgetSecrets()
    keepSecret({ resourceType: 'Patient', name: [{ family: 'Romero', given: ['Ida'] }] })
    await noted
    expect(await errorReport('/find')).not.toMatch(/Ro|mero|pat-/)
  }
})
