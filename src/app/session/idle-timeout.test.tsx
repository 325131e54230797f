import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { useEffect } from 'react'
import { expect, test, vi } from 'vitest'
import type { Sim } from '../../../mocks/sim.ts'
import { redacted } from '../../fhir/text/redactor.ts'
import { recorderOf } from '../../queries/recorder.ts'
import { useChange } from '../../queries/change.ts'
import type { Connection } from '../../queries/connection.tsx'
import { holdKey } from '../../queries/hold-key.ts'
import type { Intent } from '../../scheduling/intent.ts'
import { findFirst } from '../../scheduling/find-appointments.ts'
import { readResource } from '../../scheduling/search-resources.ts'
import { clinicNow, createClinicSim, renderInClinic } from '../../testing/clinic.tsx'
import { Frame } from '../frame.tsx'

const minute = 60_000
const idleMinutes = 15
const seen: { cache?: QueryClient } = {}

/** A screen that shares its cache with the test, and can send a change. */
function Work({ intent, isBroken }: { readonly intent: Intent | undefined; readonly isBroken: boolean }) {
  if (isBroken) throw new Error('A mistake of the program')
  return <Sending intent={intent} />
}

function Sending({ intent }: { readonly intent: Intent | undefined }) {
  const cache = useQueryClient()
  useEffect(() => void Object.assign(seen, { cache }), [cache])
  const { mutate } = useChange()
  return (
    <button type="button" onClick={() => intent && mutate({ id: 'entry', patientId: 'pat-4217', intent })}>
      Work
    </button>
  )
}

interface Opening {
  readonly minutes?: number
  readonly sim?: Sim
  readonly isBroken?: boolean
  readonly before?: (connection: Connection) => Promise<Intent>
}

async function open({ minutes = idleMinutes, sim = createClinicSim(), isBroken = false, before }: Opening = {}) {
  let intent: Intent | undefined
  const end = vi.fn<() => void>()
  const screens = () => (
    <Frame warnings={[]}>
      <Work intent={intent} isBroken={isBroken} />
    </Frame>
  )
  function Screens() {
    return screens()
  }
  const clinic = await renderInClinic(<Screens />, {
    route: '/appointments/a-1?reason=chest',
    sim,
    config: { idleMinutes: minutes },
    async before(connection) {
      Object.assign(connection.session, { end })
      intent = await before?.(connection)
    },
  })
  expect(isBroken ? await screen.findByRole('heading', { name: 'Slotline made a mistake' }) : await screen.findByText(/Ida Romero/)).toBeVisible()
  return { ...clinic, end }
}

/** Sets only the wall clock. The page notices by itself, as it does after the computer slept. */
const after = (minutes: number) => vi.setSystemTime(clinicNow + minutes * minute)

const question = () => screen.findByRole('alertdialog', { name: 'Are you still there?' })

test('a minute before the end it asks, and Enter is enough to stay', async () => {
  const { user, end } = await open()
  after(14)
  const dialog = await question()
  expect(dialog).toHaveAccessibleDescription(/the patient’s data will leave the screen and you will be signed out/)
  expect(within(dialog).getByRole('timer')).toHaveTextContent(/Signed out in \d+ s/)
  expect(within(dialog).getByRole('button', { name: 'Stay signed in' })).toHaveFocus()
  await user.keyboard('{Enter}')
  await waitFor(() => expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument())

  after(14 + 13)
  fireEvent.focus(window)
  expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument()
  after(14 + 14)
  await question()
  expect(end).not.toHaveBeenCalled()
})

test('work keeps the session open; in the last minute only an answer does', async () => {
  await open()
  after(13)
  fireEvent.keyDown(document.body, { key: 'a' })
  after(27)
  await question()
  fireEvent.pointerMove(document.body)
  after(28)
  expect(await screen.findByRole('heading', { name: 'You were signed out' })).toBeVisible()
})

test('when the time is over, nothing of the patient is on the screen, in the cache or in the address, and the token is forgotten', async () => {
  const { end, address } = await open()
  expect(JSON.stringify(seen.cache?.getQueryCache().getAll().map(({ state }) => state.data))).toContain('Romero')
  expect(redacted('Romero')).toBe('[name]')
  after(15)
  expect(await screen.findByRole('heading', { name: 'You were signed out' })).toBeVisible()
  expect(redacted('Romero'), 'what was to be kept secret is forgotten, too').toBe('Romero')
  expect(screen.getByText(/Nothing was done here for 15 minutes/)).toBeVisible()
  expect(screen.getByText(/Nothing was being sent at that moment/)).toBeVisible()
  expect(screen.getByText(/launch Slotline again from the patient’s chart/)).toBeVisible()
  expect(screen.queryByText(/Romero/)).not.toBeInTheDocument()
  expect(seen.cache?.getQueryCache().getAll()).toEqual([])
  expect(end).toHaveBeenCalledOnce()
  await waitFor(() => expect(address()).toBe('/'))

  // Data that arrives later isn't kept either.
  seen.cache?.setQueryData(['late'], 'Romero')
  await waitFor(() => expect(seen.cache?.getQueryCache().getAll()).toEqual([]))
})

test('whoever wakes the computer after the time is over is not taken for the one who left', async () => {
  await open()
  after(16)
  fireEvent.pointerMove(document.body)
  expect(screen.getByRole('heading', { name: 'You were signed out' })).toBeVisible()
  expect(screen.queryByText(/Romero/)).not.toBeInTheDocument()
})

test('a change that is on its way is not cut off: its outcome is written down', async () => {
  let release: () => void = () => undefined
  const released = new Promise<void>((resolve) => (release = resolve))
  const sim = createClinicSim()
  const slow: Sim = {
    ...sim,
    async handle(request) {
      const answer = await sim.handle(request)
      if (decodeURIComponent(request.url).endsWith('$book')) await released
      return answer
    },
  }
  const { user, connection } = await open({
    sim: slow,
    async before({ server }) {
      const week = { start: '2026-11-24T00:00:00-06:00', end: '2026-11-28T00:00:00-06:00' }
      const [offer = expect.fail('a time is free')] = (await findFirst(server, week)).appointments
      const patient = await readResource(server, 'Patient', 'pat-4217')
      return { kind: 'book', offer, held: false, patient, correlationId: crypto.randomUUID() }
    },
  })
  await user.click(screen.getByRole('button', { name: 'Work' }))
  await waitFor(async () => expect((await recorderOf(connection).read('entry'))?.conclusion.kind).toBe('unknown'))
  after(15)
  expect(await screen.findByText(/A change was being sent at that moment/)).toBeVisible()
  release()
  await waitFor(async () => expect((await recorderOf(connection).read('entry'))?.conclusion.kind).toBe('done'))
  expect(seen.cache?.getQueryCache().getAll()).toEqual([])
})

test('a hold that is on its way counts as being sent', async () => {
  await open()
  const hold = (seen.cache ?? expect.fail()).query({ queryKey: holdKey('draft', 'offer'), queryFn: () => new Promise<never>(() => undefined) })
  hold.catch(() => undefined)
  after(15)
  expect(await screen.findByText(/A change was being sent at that moment/)).toBeVisible()
})

test('a screen that could not be shown is left like any other', async () => {
  // React logs errors that a boundary catches.
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const { user, end } = await open({ isBroken: true })
  after(14)
  await question()
  await user.keyboard('{Enter}')
  await waitFor(() => expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument())
  after(14 + 15)
  expect(await screen.findByRole('heading', { name: 'You were signed out' })).toBeVisible()
  expect(screen.queryByText('Slotline made a mistake')).not.toBeInTheDocument()
  expect(end).toHaveBeenCalledOnce()
})

test('0 minutes never pass', async () => {
  await open({ minutes: 0 })
  after(24 * 60)
  fireEvent.focus(window)
  fireEvent.pointerMove(document.body)
  expect(screen.getByText(/Ida Romero/)).toBeVisible()
  expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument()
})
