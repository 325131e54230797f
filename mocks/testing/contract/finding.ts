import { beforeEach, describe, expect, it } from 'vitest'
import type { ParametersParameter } from '../../../src/fhir/types.ts'
import {
  appointmentsOf,
  bundleOf,
  cardiology,
  clientOf,
  first,
  FOLLOW_UP,
  IDA,
  issuesOf,
  SNOMED,
  window,
  type Client,
  type Connection,
} from './client.ts'

/** ITI-115 $find. */
export function describeFinding(connection: () => Connection): void {
  describe('$find', () => {
    let client: Client
    beforeEach(() => {
      client = clientOf(connection())
    })
    const actorsOf = (
      found: readonly { participant: { actor?: { reference?: string | undefined } | undefined }[] }[],
    ): Set<string> => new Set(found.flatMap(({ participant }) => participant.map(({ actor }) => actor?.reference ?? '')))

    it('answers proposed appointments that satisfy the profile', async () => {
      const bundle = await client.find([
        ...cardiology,
        { name: 'patient-reference', valueReference: { reference: `Patient/${IDA}` } },
      ])
      const offer = first(appointmentsOf(bundle))
      expect(bundle).toMatchObject({
        type: 'searchset',
        total: expect.any(Number),
        link: [{ relation: 'self' }, { relation: 'next' }],
      })
      expect(offer).toMatchObject({
        status: 'proposed',
        serviceType: [{ coding: [{ system: SNOMED, code: '185389009' }] }],
        specialty: [{ coding: [{ code: '394579002' }] }],
        minutesDuration: 20,
        requestedPeriod: [{ start: '2026-03-05T00:00:00-06:00', end: '2026-03-12T00:00:00-05:00' }],
        participant: [
          { actor: { reference: `Patient/${IDA}`, display: 'Ida Romero' }, status: 'needs-action' },
          { actor: { reference: expect.stringMatching(/^Practitioner\//), display: expect.any(String) }, status: 'needs-action' },
          { actor: { reference: expect.stringMatching(/^Location\//), display: expect.any(String) }, status: 'needs-action' },
        ],
      })
      expect(offer.id).toMatch(/^[A-Za-z0-9\-.]{1,64}$/)
      expect(first(bundle.entry ?? []).search).toEqual({ mode: 'match' })
    })

    it('gives each time the offset that its site has on that day', async () => {
      const offers = await client.offers([
        ...window('2026-03-05T00:00:00Z', '2026-03-14T00:00:00Z'),
        { name: 'visit-type', valueString: FOLLOW_UP },
      ])
      const all = [
        ...offers,
        ...(await laterPages([
          ...window('2026-03-05T00:00:00Z', '2026-03-14T00:00:00Z'),
          { name: 'visit-type', valueString: FOLLOW_UP },
        ])),
      ]
      const offsetsAt = (site: string, before: boolean): string[] => [
        ...new Set(
          all
            .filter(
              ({ start = '', participant }) =>
                start < '2026-03-08' === before &&
                participant.some(({ actor }) => actor?.reference?.startsWith(`Location/${site}`)),
            )
            .map(({ start = '' }) => start.slice(-6)),
        ),
      ]
      expect([offsetsAt('harbour', true), offsetsAt('harbour', false)]).toEqual([['-06:00'], ['-05:00']])
      expect([offsetsAt('riverside', true), offsetsAt('riverside', false)]).toEqual([['-07:00'], ['-07:00']])
    })

    async function laterPages(parameter: readonly ParametersParameter[]) {
      let next = nextOf(await client.find(parameter))
      const found = []
      while (next) {
        const bundle = bundleOf(await client.get(next))
        found.push(...appointmentsOf(bundle))
        next = nextOf(bundle)
      }
      return found
    }
    const nextOf = ({ link = [] }: { link?: { relation: string; url: string }[] | undefined }): string | undefined =>
      link.find(({ relation }) => relation === 'next')?.url

    it('pages in order of time and gives each offer once', async () => {
      const head = await client.find()
      const all = [...appointmentsOf(head), ...(await laterPages(cardiology))]
      expect(all.length).toBe(head.total)
      expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
      const starts = all.map(({ start = '' }) => Date.parse(start))
      expect(starts).toEqual(starts.toSorted((a, b) => a - b))
    })

    it('offers nothing that has passed, nor outside the window', async () => {
      const offers = await client.offers([
        ...window('2026-03-04T00:00:00-06:00', '2026-03-04T12:00:00-06:00'),
        { name: 'practitioner', valueReference: { reference: 'Practitioner/brandt' } },
      ])
      for (const { start = '', end = '' } of offers) {
        expect(Date.parse(start)).toBeGreaterThanOrEqual(Date.parse('2026-03-04T15:00:00Z'))
        expect(Date.parse(end)).toBeLessThanOrEqual(Date.parse('2026-03-04T18:00:00Z'))
      }
    })

    it('offers no time twice to one practitioner, beside what is booked', async () => {
      const offers = [...(await client.offers()), ...(await laterPages(cardiology))]
      const busy = connection()
        .sim.inspect()
        .appointments.filter(({ status }) => status === 'booked')
      for (const offer of offers) {
        const practitioner = offer.participant.find(({ actor }) => actor?.reference?.startsWith('Practitioner/'))?.actor
          ?.reference
        const clash = busy.find(
          (other) =>
            other.participant.some(({ actor }) => actor?.reference === practitioner) &&
            Date.parse(other.start ?? '') < Date.parse(offer.end ?? '') &&
            Date.parse(offer.start ?? '') < Date.parse(other.end ?? ''),
        )
        expect(clash).toBeUndefined()
      }
    })

    it('takes repeats of one kind as alternatives, and different kinds together', async () => {
      const practitioner = (id: string): ParametersParameter => ({
        name: 'practitioner',
        valueReference: { reference: `Practitioner/${id}` },
      })
      const either = await client.offers([...window(), practitioner('haas'), practitioner('brandt')])
      expect([...actorsOf(either)].filter((actor) => actor.startsWith('Practitioner/')).toSorted()).toEqual([
        'Practitioner/brandt',
        'Practitioner/haas',
      ])
      expect(await client.offers([...cardiology, practitioner('haas')])).toEqual([])
    })

    it('takes practitioners by absolute and by logical reference', async () => {
      const ask = (valueReference: ParametersParameter['valueReference']) =>
        client.offers([...window(), { name: 'practitioner', ...(valueReference && { valueReference }) }])
      const plain = await ask({ reference: 'Practitioner/brandt' })
      expect(plain.length).toBeGreaterThan(0)
      expect(await ask({ reference: `${connection().base}/Practitioner/brandt` })).toEqual(plain)
      expect(await ask({ identifier: { system: 'http://hl7.org/fhir/sid/us-npi', value: '1730155909' } })).toEqual(plain)
    })

    it('knows sites, rooms, addresses and organizations', async () => {
      const sites = async (part: ParametersParameter): Promise<string[]> => [
        ...new Set(
          [...actorsOf(await client.offers([...cardiology, part]))]
            .filter((actor) => actor.startsWith('Location/'))
            .map((actor) => actor.split(/[/-]/)[1] ?? ''),
        ),
      ]
      expect(await sites({ name: 'location-reference', valueReference: { reference: 'Location/riverside' } })).toEqual([
        'riverside',
      ])
      expect(await sites({ name: 'location-reference', valueReference: { reference: 'Location/harbour-1' } })).toEqual([
        'harbour',
      ])
      expect(await sites({ name: 'location-string', valueString: 'phoenix' })).toEqual(['riverside'])
      expect(await sites({ name: 'organization', valueReference: { reference: 'Organization/lakeshore' } })).toEqual([
        'harbour',
        'riverside',
      ])
    })

    it('prefers the asked times, and says so when none is free', async () => {
      const mornings = await client.offers([
        ...cardiology,
        { name: 'timing', valueTiming: { repeat: { dayOfWeek: ['fri'], when: ['MORN'] } } },
      ])
      expect(new Set(mornings.map(({ start = '' }) => start.slice(0, 10)))).toEqual(new Set(['2026-03-06']))
      expect(mornings.every(({ start = '' }) => start.slice(11) < '12')).toBe(true)
      const answer = await client.operation('$find', [
        ...cardiology,
        { name: 'timing', valueTiming: { repeat: { dayOfWeek: ['sun'] } } },
      ])
      expect(bundleOf(answer).total).toBeGreaterThan(0)
      expect(issuesOf(answer)).toMatchObject([{ severity: 'information', code: 'informational' }])
    })

    it('says what it did not take into account', async () => {
      const answer = await client.operation('$find', [
        ...window(),
        { name: 'insurance-reference', valueReference: { reference: 'InsurancePlan/1' } },
        { name: 'location-reference', valueReference: { reference: 'Location/nowhere' } },
      ])
      expect(bundleOf(answer).total).toBe(0)
      expect(issuesOf(answer).map(({ severity, code }) => `${severity} ${code}`)).toEqual([
        'warning not-found',
        'information not-supported',
        'information informational',
      ])
    })

    it('answers an empty Bundle when nothing is free', async () => {
      connection().sim.useScenario('nothing-free')
      expect(await client.find()).toMatchObject({ resourceType: 'Bundle', type: 'searchset', total: 0 })
      expect((await client.find()).entry).toBeUndefined()
    })

    it('answers ten thousand offers at once where the scenario wants it', async () => {
      connection().sim.useScenario('ten-thousand')
      const [start, end] = ['2026-03-05T00:00:00Z', '2026-04-05T00:00:00Z']
      expect(await client.offers([...window(start, end), { name: 'visit-type', valueString: FOLLOW_UP }])).toHaveLength(10_000)
    })

    it('resolves an offer by its id as long as it is free', async () => {
      const offer = first(await client.offers())
      const { resource } = await client.get(`Appointment/${offer.id ?? ''}`)
      expect(resource).toMatchObject({ status: 'proposed', start: offer.start, participant: offer.participant })
    })
  })
}
