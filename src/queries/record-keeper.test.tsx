import { useQueryClient } from '@tanstack/react-query'
import { act, screen } from '@testing-library/react'
import { useEffect } from 'react'
import { expect, test, vi } from 'vitest'
import { findFirst } from '../scheduling/find-appointments.ts'
import { readResource } from '../scheduling/search-resources.ts'
import { renderInClinic } from '../testing/clinic.tsx'
import { journalKey } from './journal.ts'
import { useRecordKeeper } from './record-keeper.ts'
import { recorderOf } from './recorder.ts'
import { useCloseSession } from './session-state.ts'

const asked = vi.fn<(queryKey: unknown) => void>()

function Keeper() {
  const queryClient = useQueryClient()
  const close = useCloseSession()
  useEffect(() => {
    vi.spyOn(queryClient, 'invalidateQueries').mockImplementation(async (filters) => asked(filters?.queryKey))
  }, [queryClient])
  useRecordKeeper()
  return <button onClick={() => close('user')}>Close</button>
}

test('a session that is closed while the record is looked through begins no copies', async () => {
  let release: () => void = () => undefined
  const real = globalThis.fetch
  const elsewhere: string[] = []
  vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
    const url = input instanceof Request ? input.url : String(input)
    if (!url.startsWith('https://other.test/')) return real(input, init)
    elsewhere.push(url)
    return Promise.resolve(Response.json({ resourceType: 'Bundle', type: 'searchset' }))
  })
  await renderInClinic(<Keeper />, {
    route: '/activity',
    config: { recordTo: 'https://other.test/fhir' },
    async before(connection) {
      const week = { start: '2026-11-24T00:00:00-06:00', end: '2026-11-28T00:00:00-06:00' }
      const [offer = expect.fail('a time is free')] = (await findFirst(connection.server, week)).appointments
      const patient = await readResource(connection.ehr, 'Patient', 'pat-4217')
      const recorder = recorderOf(connection)
      await recorder.perform('a', 'pat-4217', { kind: 'book', offer, held: false, patient, correlationId: crypto.randomUUID() })
      vi.spyOn(recorder, 'resume').mockReturnValue(new Promise((resolve) => (release = resolve)))
    },
  })
  act(() => screen.getByRole('button', { name: 'Close' }).click())
  asked.mockClear()
  release()
  await vi.waitFor(() => expect(asked).toHaveBeenCalledWith(journalKey))
  expect(elsewhere).toEqual([])
})
