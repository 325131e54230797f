import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { forgetSecrets, keepSecret } from './secrets.ts'
import type { Patient } from '../types.ts'
import { withoutSecrets } from './without-secrets.ts'

/** A separate function, so that nothing in the test holds on to the patient. */
function somebodyComparedWith(): WeakRef<Patient> {
  const patient: Patient = { resourceType: 'Patient', name: [{ family: 'Romero' }] }
  keepSecret(patient)
  expect(withoutSecrets('for Romero')).toBe('for [name]')
  return new WeakRef(patient)
}

function collectGarbage() {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
}

test('when the session is over, nothing holds what texts were compared with', async () => {
  const patient = somebodyComparedWith()
  forgetSecrets()
  // A WeakRef keeps its target alive until the end of the task in which it was made or read.
  await new Promise((resolve) => setTimeout(resolve))
  collectGarbage()
  expect(patient.deref()).toBeUndefined()
})

test('what is learned later is left out of later texts', () => {
  keepSecret({ resourceType: 'Patient', name: [{ family: 'Romero' }] })
  expect(withoutSecrets('Romero, Abel')).toBe('[name], Abel')
  keepSecret({ resourceType: 'Patient', name: [{ family: 'Abel' }] })
  expect(withoutSecrets('Romero, Abel')).toBe('[name], [name]')
})

test('a name that came with a control character in it is known without', () => {
  keepSecret({ resourceType: 'Patient', name: [{ family: 'Oder\u0001brecht' }] })
  expect(withoutSecrets('Oderbrecht, Oder\u0001brecht')).toBe('[name], [name]')
})
