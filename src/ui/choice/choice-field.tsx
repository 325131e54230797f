import { useId, useState, type FocusEvent, type KeyboardEvent } from 'react'
import { loadListField, useListField } from './choice-loading.ts'
import { optionFor, optionTyped } from './choice-option.ts'
import type { ChoiceFieldProps } from './choice-props.ts'
import { ChosenLabel, ChoiceControl, shownLabels } from './choice-look.tsx'
import { described, Field } from '../field.tsx'

/** What the user did with a field before its list was downloaded. */
interface Begun {
  /** The typed text; undefined where nothing was typed. */
  readonly text: string | undefined
  readonly isOpened: boolean
  readonly isEntered: boolean
}

const nothing: Begun = { text: undefined, isOpened: false, isEntered: false }

/**
 * A combobox to choose one or several of many, by typing or from the list, with the keyboard alone as well. The list is downloaded
 * when the user first reaches for the field, or earlier when the browser is idle. What the user began meanwhile goes on in it.
 */
export function ChoiceField(props: ChoiceFieldProps) {
  const renderList = useListField()
  const [begun, setBegun] = useState(nothing)
  const [isTaken, setTaken] = useState(renderList !== undefined)

  // For one commit both fields are in the document, so the focus passes from one to the other and is never lost.
  const takeOver = (listed: HTMLInputElement) => {
    const closed = listed.closest('[data-choice-field]')?.querySelector('input')
    if (closed !== listed && document.activeElement === closed) {
      listed.focus()
      if (begun.text !== undefined) type(listed, begun.text)
      // After the list has been filtered by the text.
      if (begun.isEntered) setTimeout(() => listed.dispatchEvent(enterKey()))
    }
    setTaken(true)
  }
  // A free text counts as entered when the field loses focus, with the list or without.
  const leave = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (isTaken || currentTarget.contains(relatedTarget)) return
    const typed = props.freeText ? optionTyped(props.options, begun.text ?? '') : undefined
    setBegun(nothing)
    if (typed && props.multiple) props.onChange([...new Set([...props.value, typed.value])])
    else if (typed && !props.multiple) props.onChange(typed.value)
  }
  return (
    <div data-choice-field onBlur={leave}>
      {!isTaken && <ClosedField {...{ props, begun }} onBegin={setBegun} />}
      {renderList?.({ ...props, openOnFocus: !isTaken && begun.isOpened, onMount: takeOver })}
    </div>
  )
}

interface ClosedFieldProps {
  readonly props: ChoiceFieldProps
  readonly begun: Begun
  readonly onBegin: (begun: Begun) => void
}

/** The field without its list, with the same look and accessible name. */
function ClosedField({ props, begun, onBegin }: ClosedFieldProps) {
  const { label, options, placeholder, hint, error, required = false, disabled = false } = props
  const id = useId()
  const chosen = props.multiple ? props.value : []
  const single = props.multiple || props.value === undefined ? '' : optionFor(options, props.value).label
  const isEmpty = single === '' && chosen.length === 0
  const text = begun.text ?? single

  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') onBegin({ ...begun, isOpened: true })
    if (event.key !== 'Enter' || !begun.text) return
    // Enter chooses from the list, as soon as there is one, and must not submit the form.
    event.preventDefault()
    onBegin({ ...begun, isEntered: true })
  }
  const help = error ?? hint
  const isInvalid = error !== undefined
  return (
    <Field {...{ id, label, help, isInvalid, disabled }}>
      <ChoiceControl
        data-chosen={!isEmpty || undefined}
        onPointerEnter={loadListField}
        onFocus={loadListField}
        onMouseDown={() => onBegin({ ...begun, isOpened: true })}
      >
        {shownLabels(props).map((one) => (
          <ChosenLabel key={one}>{one}</ChosenLabel>
        ))}
        <input
          {...{ id, disabled }}
          {...described(id, help, isInvalid)}
          role="combobox"
          aria-expanded={false}
          aria-autocomplete="list"
          aria-required={required}
          required={required && isEmpty}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          placeholder={isEmpty ? placeholder : undefined}
          value={text}
          onChange={(event) => onBegin({ ...begun, text: event.target.value, isOpened: true })}
          onKeyDown={press}
        />
      </ChoiceControl>
    </Field>
  )
}

/** Types a text as the user would, so that React's listeners are called. */
function type(input: HTMLInputElement, text: string): void {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text)
  input.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

function enterKey(): Event {
  return new globalThis.KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })
}
