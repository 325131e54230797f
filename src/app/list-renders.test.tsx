import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import type * as Timetable from '../features/search/list/offer-timetable.tsx'
import { renderInClinic } from '../testing/clinic.tsx'
import { Desk } from './desk.tsx'
import { BookScreen } from './screens.ts'

const renders = vi.hoisted(() => ({ count: 0, lastMs: 0 }))
vi.mock('../features/search/list/offer-timetable.tsx', async (load) => {
  const { OfferTimetable, ...others } = await load<typeof Timetable>()
  return {
    ...others,
    OfferTimetable: (props: Parameters<typeof OfferTimetable>[0]) => {
      renders.count += 1
      renders.lastMs = performance.now()
      return OfferTimetable(props)
    },
  }
})

// jsdom does no layout. These sizes make a window of forty lines.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(50)
  vi.spyOn(window, 'innerHeight', 'get').mockReturnValue(2000)
})

const list = () => screen.findByRole('group', { name: 'Offers by day' })

/** How often the list was rendered during `typing`, counted from when it had come to rest. */
async function rendersDuring(typing: () => Promise<unknown>): Promise<number> {
  await screen.findByRole('combobox', { name: 'Hours shown' })
  await waitFor(() => expect(screen.queryByText(/so far …/)).not.toBeInTheDocument())
  // Values computed after the first paint, and the patient's other appointments, may still cause renders.
  await waitFor(() => expect(performance.now() - renders.lastMs).toBeGreaterThan(500))
  const before = renders.count
  await typing()
  return renders.count - before
}

test('the list is not rendered while the criteria or the booking beside it are typed', async () => {
  const { user } = await renderInClinic(
    <Desk>
      <BookScreen />
    </Desk>,
    { route: '/find?from=2026-11-24&to=2026-11-24&practitioner=Practitioner/brandt' },
  )
  const form = screen.getByRole('form', { name: 'Search criteria' })
  await list()
  expect(renders.count).toBeGreaterThan(0)
  expect(
    await rendersDuring(async () => {
      await user.type(within(form).getByLabelText('Reason'), 'pain')
      fireEvent.change(within(form).getByLabelText('To'), { target: { value: '2026-11-30' } })
      await user.type(within(form).getByLabelText('Location'), 'har')
    }),
  ).toBe(0)

  const [offer] = within(await list()).getAllByRole('button')
  await user.click(offer!)
  await screen.findByText('Held for you')
  await waitFor(() => expect(offer).toHaveAttribute('aria-current', 'true'))
  const reason = screen.getByLabelText('Reason for visit')
  expect(
    await rendersDuring(async () => {
      await user.type(reason, 'short of breath')
      await user.type(screen.getByLabelText('Note'), 'by phone')
      await waitFor(() => expect(reason).toHaveValue('short of breath'))
    }),
  ).toBe(0)
}, 90_000)
