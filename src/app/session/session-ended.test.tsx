import { act, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderInClinic } from '../../testing/clinic.tsx'
import type { SchedulingProblem, SchedulingSignIn } from '../../smart/scheduling-session.ts'
import { Frame } from '../frame.tsx'

/** A session with the EHR that can be ended, with a scheduling server that has a sign-in of its own or hasn't. */
async function open(hasSignIn: boolean) {
  const ends = { ehr: () => {}, scheduling: () => {} }
  let problem: SchedulingProblem | undefined
  const scheduling: SchedulingSignIn = {
    problem: () => problem,
    onEnded(listener) {
      ends.scheduling = () => {
        problem = { kind: 'ended' }
        listener()
      }
      return () => undefined
    },
    begin: async () => ({ kind: 'left' }),
  }
  await renderInClinic(<Frame warnings={[]}><p>Somewhere</p></Frame>, {
    route: '/find',
    async before({ session }) {
      Object.assign(session, {
        onEnded(listener: (why: string) => void) {
          const { ehr } = ends
          ends.ehr = () => [ehr, () => listener('over')].forEach((end) => end())
          return () => undefined
        },
        ...(hasSignIn ? { scheduling } : {}),
      })
    },
  })
  return { end: (which: keyof typeof ends) => act(async () => ends[which]()) }
}

test('a session that has ended says that nothing more can be sent', async () => {
  const { end } = await open(false)
  await end('ehr')
  expect(await screen.findByText('Your session has ended.')).toBeVisible()
  expect(screen.getByText(/Nothing more can be sent/)).toBeVisible()
})

test('where the scheduling server has a session of its own, that one goes on, and what still works is said', async () => {
  const { end } = await open(true)
  await end('ehr')
  expect(await screen.findByText('Your session with the EHR has ended.')).toBeVisible()
  expect(screen.getByText(/The scheduling server still accepts what you send/)).toBeVisible()
  expect(screen.queryByText(/Nothing more can be sent/)).not.toBeInTheDocument()

  await end('scheduling')
  expect(await screen.findByText('Your session has ended.')).toBeVisible()
  expect(screen.getByText(/Nothing more can be sent/)).toBeVisible()
  expect(screen.queryByText(/still accepts/)).not.toBeInTheDocument()
})
