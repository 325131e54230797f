import { useId, useState, type FocusEvent, type KeyboardEvent } from 'react'
import { loadListField, useListField } from './choice-loading.ts'
import { optionFor, optionTyped, type ChoiceOption } from './choice-option.ts'
import { ChosenLabel, ChoiceControl, shownLabels } from './choice-look.tsx'
import { described, Field } from './field.tsx'

interface CommonProps {
  /** The combobox's accessible name. */
  readonly label: string
  readonly options: readonly ChoiceOption[]
  /** Whether a text that is no option may be entered; it becomes the value. */
  readonly freeText?: boolean
  /** Whether options are still on their way. */
  readonly loading?: boolean
  /** Shown where no option fits what was typed. */
  readonly emptyText?: string
  /** Shown while nothing is chosen: what that means, such as "any". */
  readonly placeholder?: string
  readonly hint?: string | undefined
  /** What is wrong with the choice and what to do; shown below the field and tied to it. */
  readonly error?: string | undefined
  readonly required?: boolean
  readonly disabled?: boolean
  /** Called with what is typed, for options that come from a server. These are then shown as given, unfiltered. */
  readonly onSearch?: (text: string) => void
}

export interface SingleProps extends CommonProps {
  readonly multiple?: false
  /** The value of the option chosen; undefined for none. */
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
}

export interface MultipleProps extends CommonProps {
  readonly multiple: true
  /** The values of the options chosen, in the order of choosing: of preference. */
  readonly value: readonly string[]
  readonly onChange: (value: string[]) => void
  /** Whether the order matters; the choices are then numbered. */
  readonly ordered?: boolean
  /** How many choices are shown while the field isn't in use; the rest is counted. */
  readonly limitTags?: number
  /** Whether the list closes with each choice, where one is the usual number; else it stays open for more. */
  readonly closeOnSelect?: boolean
}

export type ChoiceFieldProps = SingleProps | MultipleProps

/** What the user did with a field whose list was not there yet. */
interface Begun {
  /** Undefined where nothing was typed. */
  readonly text: string | undefined
  readonly isOpened: boolean
  readonly isEntered: boolean
}

const nothing: Begun = { text: undefined, isOpened: false, isEntered: false }

/**
 * A combobox to choose one or several of many, by typing or from the list, by keyboard alone as well. The list is downloaded
 * when the field is first reached for, or before that when nothing else is to do; what was begun meanwhile goes on in it.
 */
export function ChoiceField(props: ChoiceFieldProps) {
  const renderList = useListField()
  const [begun, setBegun] = useState(nothing)
  const [isTaken, setTaken] = useState(renderList !== undefined)

  // For one commit both are there: the focus goes over from one to the other, and is never nowhere.
  const takeOver = (listed: HTMLInputElement) => {
    const closed = listed.closest('[data-choice-field]')?.querySelector('input')
    if (closed !== listed && document.activeElement === closed) {
      listed.focus()
      if (begun.text !== undefined) type(listed, begun.text)
      // Once the list shows what fits the text.
      if (begun.isEntered) setTimeout(() => listed.dispatchEvent(enterKey()))
    }
    setTaken(true)
  }
  // A free text that was typed and left counts as entered, with the list or without.
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

/** The field as it looks and is named without its list. */
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
    // It chooses from the list, as soon as there is one, and doesn't send the form.
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

/** Types a text as the user did, so that whatever listens hears of it. */
function type(input: HTMLInputElement, text: string): void {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text)
  input.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

function enterKey(): Event {
  return new globalThis.KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })
}
