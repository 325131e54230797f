import { act } from '@testing-library/react'
import { lazy, Suspense } from 'react'
import { Route, Switch } from 'wouter'
import { expect, test, vi } from 'vitest'
import { renderInClinic } from '../testing/clinic.tsx'
import { navigate } from '../ui/address/hash-location.ts'
import { PatientGate } from './patient-gate.tsx'

const Downloading = lazy(() => new Promise<never>(() => undefined))

test('whoever goes on to another screen while the choice of a patient is still downloaded is led there all the same', async () => {
  await renderInClinic(
    <Suspense>
      <Switch>
        <Route path="/patient">
          <Downloading />
        </Route>
        <Route>
          <PatientGate>Screen</PatientGate>
        </Route>
      </Switch>
    </Suspense>,
    { route: '/find', patientId: null },
  )
  await vi.waitFor(() => expect(location.hash).toBe('#/patient'))
  act(() => navigate('/book/anything'))
  await vi.waitFor(() => expect(location.hash).toBe('#/patient'))
})
