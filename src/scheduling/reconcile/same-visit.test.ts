import { expect, test } from 'vitest'
import type { Appointment, Reference } from '../../fhir/types.ts'
import { hasOthersInstead } from './same-visit.ts'
import { offer } from '../testing/intents.ts'

const withActors = (...actors: Reference[]): Appointment => ({ ...offer, participant: actors.map((actor) => ({ actor, status: 'accepted' })) })
const brandt = { reference: 'Practitioner/brandt', display: 'Dr. Brandt' }
const harbour = { reference: 'Location/harbour' }
const ida = { reference: 'Patient/romero' }

test.each<[string, Reference[], boolean]>([
  ['the same, with the patient and an absolute address', [ida, harbour, { reference: 'https://clinic.example.org/fhir/Practitioner/brandt' }], false],
  ['another practitioner', [{ reference: 'Practitioner/sato' }, harbour], true],
  ['another place', [brandt, { reference: 'Location/riverside' }], true],
  ['one more practitioner', [brandt, { reference: 'Practitioner/sato' }, harbour], false],
  ['nobody but the patient', [ida], false],
  ['the practitioner by role', [{ reference: 'PractitionerRole/brandt-harbour' }, harbour], false],
  ['what is no address', [{ reference: '#brandt', type: 'Practitioner' }, harbour], false],
  ['the practitioner in words', [{ display: 'Brandt, Lena' }, harbour], false],
])('an answer that names %s: somebody else instead is %s', (_what, actors, expected) => {
  expect(hasOthersInstead(offer, withActors(...actors))).toBe(expected)
})
