import { fireEvent, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { renderWithTheme } from '../testing/render.tsx'
import { DateField } from './date-field.tsx'

test('is named by its label and nothing else, and holds a day within bounds', () => {
  const bounds = { min: '2026-11-22', max: '2027-11-22' }
  renderWithTheme(<DateField label="From" value="2026-11-23" onChange={() => undefined} {...bounds} required />)
  const field = screen.getByLabelText('From')
  expect(field).toHaveAccessibleName('From')
  expect(field).toHaveValue('2026-11-23')
  expect(field).toBeRequired()
  expect(field).toHaveAttribute('min', '2026-11-22')
  expect(field).toHaveAttribute('max', '2027-11-22')
})

test('reports a day, and an empty text when it is cleared', () => {
  const onChange = vi.fn()
  const { rerender } = renderWithTheme(<DateField label="From" value="" onChange={onChange} />)
  fireEvent.change(screen.getByLabelText('From'), { target: { value: '2026-11-24' } })
  expect(onChange).toHaveBeenLastCalledWith('2026-11-24')
  rerender(<DateField label="From" value="2026-11-24" onChange={onChange} />)
  fireEvent.change(screen.getByLabelText('From'), { target: { value: '' } })
  expect(onChange).toHaveBeenLastCalledWith('')
})

test('an error takes the hint’s place, marks the field and describes it', () => {
  const props = { label: 'To', value: '2026-11-20', onChange: () => undefined, hint: 'The last day' }
  const { rerender } = renderWithTheme(<DateField {...props} />)
  expect(screen.getByLabelText('To')).toHaveAccessibleDescription('The last day')
  expect(screen.getByLabelText('To')).toBeValid()
  rerender(<DateField {...props} error="Choose a day after 23 Nov." />)
  expect(screen.getByLabelText('To')).toHaveAccessibleDescription('Choose a day after 23 Nov.')
  expect(screen.getByLabelText('To')).toBeInvalid()
})
