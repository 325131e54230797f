import { onlineManager } from '@tanstack/react-query'
import { act, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { activityAfter, bookRequests, loseTheNextAnswer, type Desk } from './testing/activities.tsx'
import { recorderOf } from '../../queries/recorder.ts'

const unresolved = () => screen.findByRole('table', { name: 'Unresolved' })
const settled = () => screen.findByRole('table', { name: 'Settled' })
const rowsOf = (table: HTMLElement) => within(table).getAllByRole('row').slice(1)
const cellsOf = (row: HTMLElement | undefined) => within(row ?? expect.fail()).getAllByRole('cell').map(({ textContent }) => textContent)

async function anOpenBooking({ book, sim }: Desk) {
  loseTheNextAnswer(sim)
  await book('open')
}

afterEach(() => {
  onlineManager.setOnline(true)
  vi.restoreAllMocks()
})

describe('the list', () => {
  test('says when, for whom, what, with what outcome, and who else knows', async () => {
    await activityAfter(({ book }) => book('a'))
    await screen.findByText('Ida Romero')
    const [row] = rowsOf(await settled())
    const [asked, patient, what, outcome, kept] = cellsOf(row)
    expect(asked).toBe('Mon 23 Nov 08:05Chicago time')
    expect(patient).toBe('Ida Romero4 Mar 1958 (68) · female · MRN 004217')
    expect(what).toMatch(/^BookTuesday 24 November 2026, \d\d:\d\d–\d\d:\d\d \((Chicago|Phoenix) time\)/)
    expect(outcome).toContain('Booked')
    expect(kept).toBe('Recordnot asked forAuditoff')
  })

  test('has holds too, and what was refused with the server’s words; the newest first', async () => {
    await activityAfter(async ({ hold, book, sim }) => {
      await hold('h')
      sim.fault({ on: 'book', kind: 'refuse', diagnostics: 'This visit needs a referral.' })
      await book('b')
    })
    const outcomes = rowsOf(await settled()).map((row) => [cellsOf(row)[2], cellsOf(row)[3]].join(': '))
    expect(outcomes).toHaveLength(2)
    expect(outcomes.find((text) => text.startsWith('Book'))).toMatch(/Not booked.*The server refused\..*This visit needs a referral\./)
    expect(outcomes.find((text) => text.startsWith('Hold the time'))).toMatch(/: Held$/)
  })

  test('does not say of a request that the server answered with nonsense that it never reached the server', async () => {
    await activityAfter(async ({ book, sim }) => {
      sim.fault({ on: 'book', kind: 'html' })
      await book('a')
    })
    const [, , , outcome] = cellsOf(rowsOf(await settled())[0])
    expect(outcome).toMatch(/^Not bookedThe server was asked and shows that nothing was changed\. It is safe to try again\./)
  })

  test('a change of the current patient leads to its outcome, another patient’s does not', async () => {
    await activityAfter(async ({ book }) => {
      await book('a')
      await book('b', 1, 'pat-4218')
    })
    const links = within(await settled()).getAllByRole('link')
    expect(links.map((link) => link.getAttribute('href'))).toEqual(['#/outcome/a'])
  })

  test('names a patient by the EHR’s id where the record can’t be read', async () => {
    const asked = async ({ book, sim }: Desk) => {
      await book('a')
      sim.fault({ on: 'read', kind: 'status', status: 403, times: 'always' })
    }
    await activityAfter(asked, { patientId: null })
    expect(await screen.findByText('Name could not be read')).toBeVisible()
    expect(cellsOf(rowsOf(await settled())[0])[1]).toContain('EHR’s id pat-4217')
  })

  test('a record or an AuditEvent that was refused is said in the words of whoever refused it', async () => {
    const { user, connection } = await activityAfter(
      async ({ book, connection }) => {
        await book('a')
        const atInstant = connection.server.now()
        await recorderOf(connection).note('a', { kind: 'copied', atInstant, result: { kind: 'failed', words: ['No such patient here.'] } })
        await recorderOf(connection).note('a', { kind: 'audited', atInstant, setAside: ['Unknown profile.'] })
      },
      { config: { recordTo: 'https://ehr.test/fhir', auditRepository: 'https://audit.test/fhir' } },
    )
    const [, , , , kept] = cellsOf(rowsOf(await settled())[0])
    expect(kept).toBe('Recordrefused by the EHRNo such patient here.Auditrefused, set asideUnknown profile.')
    expect(screen.getByRole('button', { name: 'Dismiss' })).toBeVisible()
    const retry = vi.spyOn(connection.audit?.outbox ?? expect.fail('it is audited'), 'retrySetAside').mockResolvedValue()
    await user.click(screen.getByRole('button', { name: 'Send to the audit trail again' }))
    expect(retry).toHaveBeenCalledOnce()
  })

  test('audit messages that had to be dropped are counted, where nothing else shows that they are missing', async () => {
    const { connection } = await activityAfter(
      ({ connection }) => connection.storage.put('audit', '#', { count: 1234, lastInstant: connection.server.now() }),
      { config: { auditRepository: 'https://audit.test/fhir' } },
    )
    expect(await screen.findByText('1,234 audit messages were dropped.')).toBeVisible()
    expect(screen.getByText(/Appointments are not affected\..*tell your IT department/i)).toBeVisible()
    expect(await connection.audit?.outbox.dropped()).toBe(1234)
  })

  test('nothing done is said as such', async () => {
    await activityAfter(async () => undefined)
    expect(await screen.findByText('Nothing has been sent yet.')).toBeVisible()
    expect(screen.queryByText(/dropped/)).not.toBeInTheDocument()
  })

  test('where there is no room for columns, rows are stacked', async () => {
    vi.spyOn(window, 'matchMedia').mockImplementation((query) => ({ ...blankMedia, media: query }))
    await activityAfter(anOpenBooking)
    const list = await screen.findByRole('list', { name: 'Unresolved' })
    expect(list).toHaveTextContent(/Mon 23 Nov 08:05Chicago time.*Book.*Outcome unknown/)
    expect(screen.queryByRole('table')).not.toBeInTheDocument()
  })
})

describe('an outcome that nobody knows', () => {
  test('stands above all else, until the server is asked again; nothing is sent twice', async () => {
    const { user, sim } = await activityAfter(async (desk) => {
      await desk.book('a', 3, 'pat-4218')
      await anOpenBooking(desk)
    })
    expect(cellsOf(rowsOf(await unresolved())[0])[3]).toMatch(/Outcome unknown.*Do not do it again before it is known\./)
    expect(rowsOf(await settled())).toHaveLength(1)

    const button = screen.getByRole('button', { name: 'Check again' })
    expect(button).toHaveAccessibleDescription(/^Book ?Tuesday 24 November 2026/)
    await user.click(button)
    const report = await screen.findByText(/^Book, Tuesday 24 November 2026, .*: Booked$/)
    expect(report.closest('[role=status]')).toHaveFocus()
    expect(screen.queryByRole('table', { name: 'Unresolved' })).not.toBeInTheDocument()
    expect(rowsOf(await settled())).toHaveLength(2)
    expect(bookRequests(sim)).toBe(2)
  })

  test('that stays unknown says so, and can be asked about again', async () => {
    const { user, sim } = await activityAfter(anOpenBooking)
    sim.fault({ on: 'scheduling', kind: 'status', status: 503, times: 'always' })
    await user.click(await screen.findByRole('button', { name: 'Check again' }))
    expect(await screen.findByText('Asked just now: still not known. Check again later.')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Check again' })).toHaveFocus()
  })

  test('is dismissed only with a reason, which then stands beside it; the server hears nothing', async () => {
    const { user, sim, connection } = await activityAfter(anOpenBooking)
    await user.click(await screen.findByRole('button', { name: 'Dismiss' }))
    const dialog = await screen.findByRole('dialog', { name: 'Dismiss' })
    const sent = sim.inspect().requests.length
    expect(dialog).toHaveTextContent('Ida Romero · 4 Mar 1958 (68) · female · MRN 004217')
    await user.click(within(dialog).getByRole('button', { name: 'Dismiss' }))
    expect(within(dialog).getByRole('combobox', { name: 'Reason' })).toHaveAccessibleDescription('Say why it is dismissed.')

    await user.type(within(dialog).getByRole('combobox', { name: 'Reason' }), 'handed over{Enter}')
    await user.click(within(dialog).getByRole('button', { name: 'Dismiss' }))
    expect(await screen.findByText(/^Dismissed: Book, Tuesday/)).toBeVisible()
    const [, , , outcome] = cellsOf(rowsOf(await settled())[0])
    expect(outcome).toMatch(/^Outcome unknown.*Dismissed: handed over/)
    expect(await recorderOf(connection).unresolved()).toEqual([])
    expect(sim.inspect().requests).toHaveLength(sent)
  })

  test('is kept when the dialog is left', async () => {
    const { user, connection } = await activityAfter(anOpenBooking)
    await user.click(await screen.findByRole('button', { name: 'Dismiss' }))
    await user.click(await screen.findByRole('button', { name: 'Keep it' }))
    expect(rowsOf(await unresolved())).toHaveLength(1)
    expect(await recorderOf(connection).unresolved()).toHaveLength(1)
  })
})

describe('the filters', () => {
  test('only what is unresolved; the choice stands in the address', async () => {
    const { user, address } = await activityAfter(async (desk) => {
      await desk.book('a', 3, 'pat-4218')
      await anOpenBooking(desk)
    })
    await settled()
    await user.click(screen.getByRole('radio', { name: 'Unresolved' }))
    expect(address()).toBe('/activity?show=unresolved')
    expect(screen.queryByRole('table', { name: 'Settled' })).not.toBeInTheDocument()
    expect(rowsOf(await unresolved())).toHaveLength(1)
  })

  test('by kind and by day; where nothing fits, one click shows all', async () => {
    const { user, address } = await activityAfter(
      async ({ hold, book }) => {
        await hold('h')
        await book('b')
      },
      { route: '/activity?kind=hold' },
    )
    expect(rowsOf(await settled()).map((row) => cellsOf(row)[3])).toEqual(['Held'])
    await user.type(screen.getByLabelText('Day'), '2026-11-22')
    expect(address()).toBe('/activity?kind=hold&day=2026-11-22')
    expect(await screen.findByText('Nothing you did fits these filters.')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Show all' }))
    expect(rowsOf(await settled())).toHaveLength(2)
    expect(address()).toBe('/activity')
  })
})

test('without a network the list is there all the same, and says so', async () => {
  await activityAfter(async (desk) => {
    await anOpenBooking(desk)
    await desk.book('b', 1, 'pat-4218')
    onlineManager.setOnline(false)
  })
  expect(await screen.findByText('You are offline.')).toBeVisible()
  expect(rowsOf(await unresolved())).toHaveLength(1)
  expect((await screen.findAllByText('Name not read: offline'))[0]).toBeVisible()
  act(() => onlineManager.setOnline(true))
  await waitFor(() => expect(screen.queryByText('You are offline.')).not.toBeInTheDocument())
  expect(await screen.findByText(/MRN 004218/)).toBeVisible()
})

const blankMedia = {
  matches: false,
  media: '',
  onchange: null,
  addListener: () => undefined,
  removeListener: () => undefined,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
  dispatchEvent: () => true,
}
