import { expect, it } from 'vitest'
import { idToken } from './testing/fake-ehr.ts'
import { readIdToken } from './id-token.ts'

it('reads who is signed in, in any script', () => {
  expect(readIdToken(idToken({ sub: 'Łukasz ÿ 林', fhirUser: 'Practitioner/1' }))).toEqual({
    sub: 'Łukasz ÿ 林',
    fhirUser: 'Practitioner/1',
  })
})

it('reads the claim by the name that SMART 1 gave it', () => {
  expect(readIdToken(idToken({ profile: 'Practitioner/1' }))).toEqual({ fhirUser: 'Practitioner/1' })
})

it.each([undefined, '', 'opaque', 'a.b.c', 'a.bnVsbA.c', 'a.W10', '..'])('knows no one from %j', (token) => {
  expect(readIdToken(token)?.sub).toBeUndefined()
})
