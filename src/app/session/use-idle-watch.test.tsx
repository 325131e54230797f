import { fireEvent, render } from '@testing-library/react'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { useIdleWatch } from './use-idle-watch.ts'

vi.mock('react', async (original) => {
  const react = await original<typeof import('react')>()
  return { ...react, useState: vi.fn(react.useState) }
})

function Watched() {
  useIdleWatch({ minutes: 15, onActivity: () => undefined, onLapse: () => undefined })
  return null
}

test('somebody at work tells React nothing: it would keep each of a day’s thousands of moves of the mouse', () => {
  const told = vi.fn<(value: unknown) => void>()
  vi.mocked(useState).mockImplementation(((initial: unknown) => [initial, told]) as unknown as typeof useState)
  render(<Watched />)
  told.mockClear()
  for (let move = 0; move < 100; move += 1) fireEvent.pointerMove(document.body)
  expect(told).not.toHaveBeenCalled()
})
