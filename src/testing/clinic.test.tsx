import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { useCurrentPatient } from '../queries/current-patient.tsx'
import { useDirectory } from '../queries/directory.ts'
import { renderInClinic } from './clinic.tsx'

function Probe() {
  const { id } = useCurrentPatient()
  const directory = useDirectory()
  return (
    <p>{directory.isSuccess ? `${id} ${directory.data.practitioners.length > 5 ? 'many' : 'few'} practitioners` : 'loading'}</p>
  )
}

test('the clinic answers a screen, and knows its patient and address', async () => {
  const { address, sim } = await renderInClinic(<Probe />, { route: '/find?from=2026-11-24' })
  expect(await screen.findByText('pat-4217 many practitioners')).toBeVisible()
  expect(address()).toBe('/find?from=2026-11-24')
  expect(sim.inspect().requests.map(({ status }) => status)).not.toContain(500)
})
