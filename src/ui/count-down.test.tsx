import { act, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { renderWithTheme } from '../testing/render.tsx'
import { CountDown } from './count-down.tsx'

beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-11-24T14:00:00Z') }))
afterEach(() => void vi.useRealTimers())

const minutesFromNow = (minutes: number) => Date.now() + minutes * 60_000
const pass = (seconds: number) => void act(() => vi.advanceTimersByTime(seconds * 1000))
const timer = () => screen.getByRole('timer')
const announced = () => screen.getByRole('status')

test('counts down by the second', () => {
  renderWithTheme(<CountDown endInstant={minutesFromNow(5)} />)
  expect(timer()).toHaveTextContent('Held for you 5:00')
  pass(19)
  expect(timer()).toHaveTextContent('Held for you 4:41')
})

test('is announced when a minute is left and when it is over, and not in between', () => {
  renderWithTheme(<CountDown endInstant={minutesFromNow(2)} />)
  expect(announced()).toBeEmptyDOMElement()
  pass(59)
  expect(announced()).toBeEmptyDOMElement()
  pass(1)
  expect(announced()).toHaveTextContent('Held for you for one more minute')
  pass(30)
  expect(announced()).toHaveTextContent('Held for you for one more minute')
  pass(30)
  expect(announced()).toHaveTextContent('The time is no longer held for you')
  expect(timer()).toHaveTextContent('No longer held for you')
})

test('says once that it has ended, and then stops', () => {
  const onEnd = vi.fn()
  renderWithTheme(<CountDown endInstant={minutesFromNow(1)} onEnd={onEnd} />)
  pass(59)
  expect(onEnd).not.toHaveBeenCalled()
  pass(600)
  expect(onEnd).toHaveBeenCalledOnce()
  expect(vi.getTimerCount()).toBe(0)
})

test('follows the clock, not the number of its ticks', () => {
  let now = 0
  renderWithTheme(<CountDown endInstant={300_000} now={() => now} />)
  now = 200_500
  pass(1)
  expect(timer()).toHaveTextContent('Held for you 1:40')
})

test('a time that has passed already is over', () => {
  const onEnd = vi.fn()
  renderWithTheme(<CountDown endInstant={minutesFromNow(-1)} onEnd={onEnd} />)
  expect(timer()).toHaveTextContent('No longer held for you')
  expect(onEnd).toHaveBeenCalledOnce()
})
