import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { useForgetOtherPatients } from './forget-patient.ts'
import { createQueryClient } from './query-client.ts'

function Banner({ patientId }: { readonly patientId: string }) {
  useQuery({ queryKey: ['patient', 'base', patientId], queryFn: () => `Record of ${patientId}` })
  return null
}

function Session({ patientId }: { readonly patientId: string }) {
  useForgetOtherPatients(patientId)
  return <Banner patientId={patientId} />
}

test('the cache lets go of one patient when the session goes on with another', () => {
  const cache = createQueryClient({})
  const session = (patientId: string) => (
    <QueryClientProvider client={cache}>
      <Session patientId={patientId} />
    </QueryClientProvider>
  )
  const { rerender } = render(session('romero'))
  for (const key of [['appointments', 'search', 'base'], ['hold', 'draft', 'offer'], ['journal', 'entry'], ['offers', 'base'], ['directory', 'base']]) {
    cache.setQueryData(key, 'kept')
  }
  rerender(session('romero'))
  expect(cache.getQueryCache().getAll()).toHaveLength(6)

  const begun = ['offers', 'base', { patient: [{ reference: 'Patient/garcia' }] }, 1]
  cache.setQueryData(begun, 'begun for the next')
  rerender(session('garcia'))
  const left = cache.getQueryCache().getAll().map(({ queryKey }) => queryKey)
  expect(left).toEqual([['directory', 'base'], begun, ['patient', 'base', 'garcia']])
})
