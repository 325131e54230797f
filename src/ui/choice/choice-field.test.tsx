import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { describe, expect, test, vi } from 'vitest'
import { renderWithTheme } from '../../testing/render.tsx'
import { ChoiceField } from './choice-field.tsx'

const practitioners = [
  { value: 'Practitioner/1', label: 'Dr. Anna Brandt', hint: 'Cardiology', group: 'Harbour' },
  { value: 'Practitioner/2', label: 'Dr. Kenji Sato', hint: 'Dermatology', group: 'Riverside' },
  { value: 'Practitioner/3', label: 'Dr. Mira Haas', hint: 'Cardiology', group: 'Harbour' },
]

interface OneProps {
  readonly onChange?: (value: string | undefined) => void
  readonly freeText?: boolean
  readonly error?: string
}

function One({ onChange, ...rest }: OneProps) {
  const [value, setValue] = useState<string>()
  function choose(next: string | undefined) {
    setValue(next)
    onChange?.(next)
  }
  return <ChoiceField label="Practitioner" options={practitioners} value={value} onChange={choose} required {...rest} />
}

function Several({ onChange, freeText = false }: { readonly onChange: (value: string[]) => void; readonly freeText?: boolean }) {
  const [value, setValue] = useState<string[]>([])
  function choose(next: string[]) {
    setValue(next)
    onChange(next)
  }
  const props = { label: 'Practitioner', options: practitioners, value, onChange: choose, freeText }
  return <ChoiceField multiple ordered {...props} />
}

const field = () => screen.getByRole('combobox', { name: 'Practitioner' })
const offered = () => screen.getAllByRole('option').map((option) => option.textContent)

describe('a choice of one', () => {
  test('is named by its label and nothing else, also where it is required', () => {
    renderWithTheme(<One />)
    expect(field()).toHaveAccessibleName('Practitioner')
    expect(screen.getByLabelText('Practitioner')).toBe(field())
    expect(field()).toBeRequired()
  })

  test('is made by typing the beginning of any word, also of the hint, and Enter', async () => {
    const onChange = vi.fn()
    renderWithTheme(<One onChange={onChange} />)
    await userEvent.type(field(), 'cardio ha')
    expect(offered()).toEqual(['Dr. Anna BrandtCardiology', 'Dr. Mira HaasCardiology'])
    await userEvent.type(field(), 'a')
    expect(offered()).toEqual(['Dr. Mira HaasCardiology'])
    await userEvent.keyboard('{Enter}')
    expect(onChange).toHaveBeenLastCalledWith('Practitioner/3')
    expect(field()).toHaveValue('Dr. Mira Haas')
  })

  test('is offered in groups', async () => {
    renderWithTheme(<One />)
    await userEvent.click(field())
    const list = screen.getByRole('listbox', { name: 'Choices' })
    expect(within(list).getByText('Harbour')).toBeVisible()
    expect(offered()).toEqual(['Dr. Anna BrandtCardiology', 'Dr. Mira HaasCardiology', 'Dr. Kenji SatoDermatology'])
  })

  test('can be taken back', async () => {
    const onChange = vi.fn()
    renderWithTheme(<One onChange={onChange} />)
    await userEvent.click(field())
    await userEvent.click(screen.getByRole('option', { name: /Sato/ }))
    await userEvent.click(screen.getByRole('button', { name: 'Clear' }))
    expect(onChange).toHaveBeenLastCalledWith(undefined)
    expect(field()).toHaveValue('')
  })

  test('says that nothing fits, and leaves nothing chosen', async () => {
    const onChange = vi.fn()
    renderWithTheme(<One onChange={onChange} />)
    await userEvent.type(field(), 'xyz')
    expect(screen.getByText('Nothing fits what you typed')).toBeVisible()
    await userEvent.tab()
    expect(onChange).not.toHaveBeenCalled()
  })

  test('with an error is marked and described by it', () => {
    renderWithTheme(<One error="Choose a practitioner." />)
    expect(field()).toBeInvalid()
    expect(field()).toHaveAccessibleDescription('Choose a practitioner.')
  })
})

describe('a choice with free text', () => {
  test.each(['{Enter}', '{Tab}'])('takes what was typed when it is left by %s', async (key) => {
    const onChange = vi.fn()
    renderWithTheme(<One freeText onChange={onChange} />)
    await userEvent.type(field(), ` chest pain ${key}`)
    expect(onChange).toHaveBeenLastCalledWith('chest pain')
    expect(field()).toHaveValue('chest pain')
  })

  test('takes the option whose label was typed', async () => {
    const onChange = vi.fn()
    renderWithTheme(<One freeText onChange={onChange} />)
    await userEvent.type(field(), 'dr. kenji sato{Tab}')
    expect(onChange).toHaveBeenLastCalledWith('Practitioner/2')
    expect(field()).toHaveValue('Dr. Kenji Sato')
  })

  test('does not take an option that the pointer only rests on', async () => {
    const onChange = vi.fn()
    renderWithTheme(<One freeText onChange={onChange} />)
    await userEvent.type(field(), 'ch')
    await userEvent.clear(field())
    await userEvent.hover(screen.getByRole('option', { name: /Sato/ }))
    await userEvent.tab()
    expect(onChange).not.toHaveBeenCalledWith('Practitioner/2')
  })

  test('adds it to several', async () => {
    const onChange = vi.fn()
    renderWithTheme(<Several freeText onChange={onChange} />)
    await userEvent.type(field(), 'Dr. Nobody{Tab}')
    expect(onChange).toHaveBeenLastCalledWith(['Dr. Nobody'])
    expect(field()).toHaveValue('')
  })
})

describe('a choice of several', () => {
  test('keeps the order of choosing and numbers it', async () => {
    const onChange = vi.fn()
    renderWithTheme(<Several onChange={onChange} />)
    await userEvent.click(field())
    await userEvent.click(screen.getByRole('option', { name: /Sato/ }))
    await userEvent.click(screen.getByRole('option', { name: /Brandt/ }))
    expect(onChange).toHaveBeenLastCalledWith(['Practitioner/2', 'Practitioner/1'])
    expect(screen.getByText('1. Dr. Kenji Sato')).toBeVisible()
    expect(screen.getByText('2. Dr. Anna Brandt')).toBeVisible()
  })

  test('gives the last one back with Backspace', async () => {
    const onChange = vi.fn()
    renderWithTheme(<Several onChange={onChange} />)
    await userEvent.type(field(), 'sato{Enter}brandt{Enter}{Backspace}')
    expect(onChange).toHaveBeenLastCalledWith(['Practitioner/2'])
  })
})
