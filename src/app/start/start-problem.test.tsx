import { screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { renderWithTheme } from '../../testing/render.tsx'
import { saidAtSignIn } from '../session/sign-in-refusal-words.ts'
import { StartProblem } from './start-problem.tsx'

const attack = '\u202e<b>Booked\u200b</b>\u0007'
const long = 'x'.repeat(100_000)
const problems = [attack, long].flatMap((text) => [
  { kind: 'denied', description: text } as const,
  { kind: 'authorization-error', error: text, description: text } as const,
  { kind: 'token-refused', status: 400, error: text } as const,
])

describe('what an address or a sign-in server says', () => {
  test.each(problems)('is shown short and without what can’t be seen: $kind', (problem) => {
    const { container } = renderWithTheme(<StartProblem result={problem} />)
    expect(screen.getByRole('heading', { level: 1 })).toBeVisible()
    expect(container.textContent).not.toMatch(/[\u202e\u200b\u0007]/)
    expect(container.textContent.length).toBeLessThan(2_000)
    expect(container.querySelector('b')).toBeNull()
    expect(saidAtSignIn(problem).length).toBeLessThan(700)
  })

  test.each([{ kind: 'unknown-issuer', iss: `https://evil.example/${attack}${long}` } as const, { kind: 'token-invalid', problems: [attack, long] } as const])(
    'is shown so for $kind, too',
    (problem) => {
      const { container } = renderWithTheme(<StartProblem result={problem} />)
      expect(container.textContent).not.toMatch(/[\u202e\u200b\u0007]/)
      expect(container.textContent.length).toBeLessThan(2_000)
    },
  )
})

test('whoever was too long at the scheduling server’s sign-in hears so, and what to do', () => {
  renderWithTheme(<StartProblem result={{ kind: 'late-sign-in', minutes: 15 }} />)
  expect(screen.getByText(/^The sign-in at the scheduling server took longer than 15 minutes, and somebody else/)).toBeVisible()
  expect(screen.getByText('Launch Slotline again from the patient’s chart.')).toBeVisible()
  expect(screen.getByRole('link', { name: 'Choose a server and sign in' })).toBeVisible()
})
