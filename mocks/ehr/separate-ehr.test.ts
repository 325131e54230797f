import { expect, test } from 'vitest'
import { patients } from '../world/patients.ts'
import { createSeparateEhr } from './separate-ehr.ts'

const base = 'https://ehr.test/fhir'
const auth = 'https://ehr.test/auth'
const places = { base, appUrl: 'https://app.test/', authorizeUrl: `${auth}/authorize`, tokenUrl: `${auth}/token`, stylesheetUrl: `${auth}/ehr.css` }
const ehr = () => createSeparateEhr(places, () => Date.UTC(2026, 10, 22))
const context = { user: 'abbas', patient: 'pat-4217' }

test('launches for the patient whom the scheduling server calls otherwise', () => {
  const launch = new URL(ehr().launch(context))
  expect(launch.pathname).toBe('/launch.html')
  expect(launch.searchParams.get('iss')).toBe(base)
  expect(() => ehr().launch({ ...context, patient: 'nobody' })).toThrow(RangeError)
})

test('answers below its own addresses, and nothing without a token of its own', async () => {
  const asked = async (url: string) => (await ehr().handle(new Request(url, { headers: { authorization: 'Bearer x' } })))?.status
  expect(await asked(`${base}/.well-known/smart-configuration`)).toBe(200)
  expect(await asked(`${base}/Patient/chart-${patients[0]?.id ?? ''}`)).toBe(401)
  expect(await asked(`${base}/Appointment?identifier=a%7Cb`)).toBe(401)
  expect(await asked('https://clinic.test/fhir/Patient/pat-4217')).toBeUndefined()
})

test('keeps its appointments over a restart', () => {
  const first = ehr()
  const kept = first.record.put({ resourceType: 'Appointment', status: 'booked', participant: [] })
  const second = ehr()
  second.restore(JSON.parse(JSON.stringify(first.save())))
  expect(second.record.inspect().appointments).toEqual([kept])
  second.reset()
  expect(second.record.inspect().appointments).toEqual([])
})
