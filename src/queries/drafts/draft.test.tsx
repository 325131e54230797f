import { useEffect } from 'react'
import { expect, test, vi } from 'vitest'
import type { Draft } from '../../record/storage/draft.ts'
import { clinicNow, renderInClinic } from '../../testing/clinic.tsx'
import { useDraft, useDraftKeeper, type DraftKeeper } from './draft.ts'

const draft: Draft = {
  id: 'd1',
  patientId: 'pat-4217',
  createdInstant: clinicNow,
  offer: { resourceType: 'Appointment', status: 'proposed', participant: [] },
  reasonForVisit: '',
  note: '',
  search: '',
  criteria: { start: '2026-11-24T00:00:00-06:00', end: '2026-11-26T00:00:00-06:00' },
}

test.each(['on the screen', 'in the vault only'])('of two changes at once of a draft that is %s, both are kept', async (where) => {
  const held: { keeper?: DraftKeeper } = {}
  function Keeper() {
    const keeper = useDraftKeeper()
    const shown = useDraft(where === 'on the screen' ? 'd1' : 'another')
    useEffect(() => void Object.assign(held, { keeper: shown.isSuccess ? keeper : undefined }))
    return null
  }
  const { connection } = await renderInClinic(<Keeper />, { route: '/find', before: ({ drafts }) => drafts.save(draft) })
  const keeper = await vi.waitFor(() => held.keeper ?? expect.fail('the draft is read'))
  await Promise.all([
    keeper.update('d1', (current) => ({ ...current, note: 'Needs an interpreter' })),
    keeper.update('d1', (current) => ({ ...current, reasonForVisit: 'Palpitations' })),
  ])
  expect(await connection.drafts.load('d1')).toMatchObject({ note: 'Needs an interpreter', reasonForVisit: 'Palpitations' })
})
