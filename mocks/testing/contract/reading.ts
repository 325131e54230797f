import { beforeEach, describe, expect, it } from 'vitest'
import { appointmentsOf, bundleOf, clientOf, first, IDA, issuesOf, refusalOf, type Client, type Connection } from './client.ts'

/** metadata, read, search and paging. */
export function describeReading(connection: () => Connection): void {
  describe('reading and searching', () => {
    let client: Client
    beforeEach(() => {
      client = clientOf(connection())
    })

    const idsOf = async (path: string): Promise<string[]> => {
      const { entry = [] } = bundleOf(await client.get(path))
      return entry.filter(({ search }) => search?.mode === 'match').map(({ resource }) => resource?.id ?? '')
    }

    it('announces the three operations with their canonical URLs', async () => {
      const { resource } = await client.get('metadata')
      const statement = resource.resourceType === 'CapabilityStatement' ? resource : undefined
      expect(statement?.rest?.[0]?.resource?.find(({ type }) => type === 'Appointment')?.operation).toEqual(
        ['find', 'hold', 'book'].map((name) => ({
          name,
          definition: `https://profiles.ihe.net/ITI/Scheduling/OperationDefinition/appointment-${name}`,
        })),
      )
    })

    it('does not announce $hold where it does not hold', async () => {
      connection().sim.useScenario('no-hold')
      expect(JSON.stringify((await client.get('metadata')).resource)).not.toContain('appointment-hold')
      expect(refusalOf(await client.operation('$hold', []))).toEqual({ status: 400, issues: ['error not-supported'] })
    })

    it('reads a resource with its version as ETag', async () => {
      const { status, headers, resource } = await client.get(`Patient/${IDA}`, { 'x-request-id': 'abc-1' })
      expect([status, headers.get('etag'), headers.get('x-request-id')]).toEqual([200, 'W/"1"', 'abc-1'])
      expect(resource).toMatchObject({ name: [{ family: 'Romero', given: ['Ida'] }], birthDate: '1958-03-04' })
    })

    it.each(['Patient/nobody', 'Appointment/a-9999', 'Appointment/p.brandt.follow-up.zzz', 'Slot/1'])(
      'has no %s',
      async (path) => {
        expect(refusalOf(await client.get(path))).toEqual({ status: 404, issues: ['error not-found'] })
      },
    )

    it('answers 405 to a method that an address does not take', async () => {
      const { status, headers } = await client.get('Appointment/$book')
      expect([status, headers.get('allow')]).toEqual([405, 'POST'])
    })

    it.each([
      ['name=romero', [IDA]],
      ['name=Ida%20Rom', [IDA]],
      ['family=muller&given=jorg', ['pat-4227']],
      ['family:exact=romero', []],
      ['family:exact=Romero', [IDA]],
      ['identifier=https://lakeshore.example/mrn|004217', [IDA]],
      ['identifier=004217', [IDA]],
      ['_id=pat-4217,pat-4226', ['pat-4226', IDA]],
      ['name=chen&gender=female', ['pat-4223']],
      ['name=smith&birthdate=1991-02-14', ['pat-4221']],
      ['name=smith&birthdate=lt1950', ['pat-4220']],
      ["family=O'Connell", ['pat-4224']],
      ['family=山田', ['pat-4226']],
      ['active=false', ['pat-4270', 'pat-4275']],
      ['name=garcia', ['pat-4218', 'pat-4219']],
    ])('finds patients by %s', async (query, expected) => {
      expect((await idsOf(`Patient?${query}`)).toSorted()).toEqual(expected.toSorted())
    })

    it('shows a replaced record as such', async () => {
      expect(await client.patient('pat-4275')).toMatchObject({
        active: false,
        link: [{ other: { reference: 'Patient/pat-4274' }, type: 'replaced-by' }],
      })
    })

    it('searches by POST as by GET', async () => {
      const body = new URLSearchParams({ name: 'romero' }).toString()
      const form = { 'content-type': 'application/x-www-form-urlencoded' }
      expect(bundleOf(await client.post('Patient/_search', body, form)).total).toBe(1)
      expect((await client.post('Patient/_search', body)).status).toBe(415)
    })

    it('says which parameters it ignored, and refuses modifiers it does not know', async () => {
      const answer = await client.get('Patient?name=romero&favourite=blue')
      expect(bundleOf(answer).entry?.at(-1)).toMatchObject({ search: { mode: 'outcome' } })
      expect(issuesOf(answer)).toMatchObject([
        { severity: 'warning', code: 'not-supported', diagnostics: expect.stringContaining('favourite') },
      ])
      expect((await client.get('Patient?name:phonetic=romero')).status).toBe(400)
    })

    it('finds appointments by patient and days, the days being the site’s', async () => {
      const found = appointmentsOf(
        bundleOf(await client.get(`Appointment?patient=Patient/${IDA}&date=ge2026-03-04&date=lt2026-04-01`)),
      )
      expect(found.length).toBeGreaterThan(0)
      for (const { start = '', participant } of found) {
        expect(start >= '2026-03-04' && start < '2026-04-01').toBe(true)
        expect(participant.some(({ actor }) => actor?.reference === `Patient/${IDA}`)).toBe(true)
      }
      const byIdentifier = await idsOf(
        'Appointment?patient.identifier=https://lakeshore.example/mrn|004217&date=ge2026-03-04&date=lt2026-04-01',
      )
      expect(byIdentifier).toEqual(found.map(({ id }) => id))
    })

    it('finds the day of a practitioner, and of a site with all its rooms', async () => {
      const ofBrandt = appointmentsOf(
        bundleOf(await client.get('Appointment?practitioner=brandt&date=2026-03-05&status=booked,cancelled')),
      )
      expect(ofBrandt.length).toBeGreaterThan(0)
      const ofHarbour = await idsOf('Appointment?location=Location/harbour&date=2026-03-05&_count=200')
      expect(ofHarbour).toEqual(expect.arrayContaining(ofBrandt.map(({ id }) => id)))
    })

    it('includes the actors once each when asked', async () => {
      const { entry = [] } = bundleOf(await client.get(`Appointment?patient=${IDA}&date=ge2026-03-04&_include=Appointment:actor`))
      const included = entry.filter(({ search }) => search?.mode === 'include').map(({ fullUrl }) => fullUrl)
      expect(included).toContain(`${connection().base}/Patient/${IDA}`)
      expect(new Set(included).size).toBe(included.length)
    })

    it('pages through opaque links, giving everything once', async () => {
      const seen: string[] = []
      let path: string | undefined = 'Patient?_count=25'
      let pages = 0
      while (path) {
        const bundle = bundleOf(await client.get(path))
        expect(bundle.total).toBe(60)
        seen.push(...(bundle.entry ?? []).map(({ resource }) => resource?.id ?? ''))
        path = bundle.link?.find(({ relation }) => relation === 'next')?.url
        pages += 1
      }
      expect([pages, new Set(seen).size, seen.length]).toEqual([3, 60, 60])
    })

    it.each([
      'Patient?_count=many',
      'Appointment?date=tomorrow',
      'Appointment?date=2026-03-04T10:00:00',
      'Patient?_page=nonsense',
    ])('refuses %s', async (path) => {
      expect((await client.get(path)).status).toBe(400)
    })

    it('answers only in FHIR JSON', async () => {
      expect((await client.get('metadata', { accept: 'application/fhir+xml' })).status).toBe(406)
    })

    it('keeps the time zone at the site, to which rooms belong', async () => {
      const { resource } = await client.get('Location/riverside-a')
      const room = resource.resourceType === 'Location' ? resource : undefined
      expect(room?.extension).toBeUndefined()
      const site = (await client.get(room?.partOf?.reference ?? '')).resource
      expect(site).toMatchObject({
        extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/timezone', valueCode: 'America/Phoenix' }],
      })
    })

    it('has every booked appointment satisfy the profile', () => {
      for (const { start, end, requestedPeriod, participant } of connection().sim.inspect().appointments) {
        expect([start, end, requestedPeriod?.length, participant.every(({ actor }) => actor)]).toEqual([
          expect.any(String),
          expect.any(String),
          1,
          true,
        ])
      }
      expect(first(connection().sim.inspect().appointments).resourceType).toBe('Appointment')
    })
  })
}
