import Autocomplete, { type AutocompleteProps } from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import { useLingui } from '@lingui/react/macro'
import { useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import type { ChoiceFieldProps, MultipleProps, SingleProps } from './choice/choice-props.ts'
import { ChoiceControl, ChosenLabel, labelOf, shownChoices } from './choice/choice-look.tsx'
import { matchingOptions, optionFor, optionTyped, type ChoiceOption } from './choice/choice-option.ts'
import { described, Field } from './field.tsx'

interface Opening {
  /** Whether the list opens as soon as the field has the focus, because the user opened the field before the list was there. */
  readonly openOnFocus: boolean
}

interface ListFieldProps extends Opening {
  readonly onMount: (input: HTMLInputElement) => void
}

/** A choice field with its list. */
export function renderListField(props: ChoiceFieldProps & ListFieldProps) {
  return <ListField {...props} />
}

function ListField({ onMount, ...props }: ChoiceFieldProps & ListFieldProps) {
  const place = useRef<HTMLDivElement>(null)
  const mounted = useEffectEvent(() => {
    const input = place.current?.querySelector('input')
    if (input) onMount(input)
  })
  useLayoutEffect(() => mounted(), [])
  return <div ref={place}>{props.multiple ? <SeveralChoices {...props} /> : <OneChoice {...props} />}</div>
}

function OneChoice(props: SingleProps & Opening) {
  const { value, onChange, options } = props
  const [chosen = null] = useUnchanged(value === undefined ? [] : [optionFor(options, value)])
  return (
    <Autocomplete<ChoiceOption, false, false, true>
      {...useCommonProps<false>(props, (typed) => onChange(typed?.value))}
      value={chosen}
      onChange={(_event, now: ChoiceOption | string | null) => onChange(asOption(options, now)?.value)}
    />
  )
}

function SeveralChoices(props: MultipleProps & Opening) {
  const { value, onChange, options, limitTags = shownChoices, closeOnSelect = false } = props
  function choose(wanted: readonly (ChoiceOption | undefined)[]) {
    onChange([...new Set(wanted.flatMap((one) => one?.value ?? []))])
  }
  const chosen = useUnchanged(value.map((one) => optionFor(options, one)))
  return (
    <Autocomplete<ChoiceOption, true, false, true>
      {...useCommonProps<true>(props, (typed) => choose([...chosen, typed]))}
      multiple
      disableCloseOnSelect={!closeOnSelect}
      clearOnBlur
      limitTags={limitTags}
      value={chosen}
      onChange={(_event, now: (ChoiceOption | string)[]) => choose(now.map((one) => asOption(options, one)))}
      renderValue={(shown: (ChoiceOption | string)[], getItemProps) =>
        shown.map((one, index) => {
          const { key, disabled, onDelete, ...itemProps } = getItemProps({ index })
          const { label } = asOption(options, one) ?? { label: '' }
          return (
            <ChosenLabel key={key} {...itemProps} {...(disabled ? {} : { onDelete })}>
              {labelOf(props, label, index)}
            </ChosenLabel>
          )
        })
      }
    />
  )
}

/** Returns the same array while its options are the same. Autocomplete would take a new array for new options and clear the typed text. */
function useUnchanged(options: readonly ChoiceOption[]): ChoiceOption[] {
  const [kept, setKept] = useState<ChoiceOption[]>([...options])
  const isSame = kept.length === options.length && kept.every(({ value, label }, index) => value === options[index]?.value && label === options[index].label)
  if (!isSame) setKept([...options])
  return kept
}

type Common<Multiple extends boolean> = Pick<
  AutocompleteProps<ChoiceOption, Multiple, false, true>,
  | 'options' | 'loading' | 'loadingText' | 'noOptionsText' | 'clearText' | 'openText' | 'closeText' | 'disabled' | 'freeSolo'
  | 'selectOnFocus' | 'handleHomeEndKeys' | 'forcePopupIcon' | 'getOptionLabel' | 'getOptionKey' | 'isOptionEqualToValue'
  | 'openOnFocus' | 'popupIcon' | 'groupBy' | 'filterOptions' | 'onInputChange' | 'onBlur' | 'renderOption' | 'renderInput' | 'slotProps' | 'autoHighlight'
>

function useCommonProps<Multiple extends boolean>(
  props: ChoiceFieldProps & Opening,
  enter: (typed: ChoiceOption | undefined) => void,
): Common<Multiple> {
  const { label, options, emptyText, placeholder, hint, error, onSearch, openOnFocus } = props
  const { freeText = false, loading = false, required = false, disabled = false } = props
  const { t } = useLingui()
  const typed = useRef<string>(undefined)
  const isEmpty = props.multiple ? props.value.length === 0 : props.value === undefined
  return {
    options: inGroups(options),
    loading,
    loadingText: t`Loading …`,
    noOptionsText: emptyText ?? t`Nothing fits what you typed`,
    clearText: t`Clear`,
    openText: t`Open`,
    closeText: t`Close`,
    disabled,
    openOnFocus,
    // The arrow is drawn by the box, with the list or without.
    popupIcon: null,
    ...(freeText && { freeSolo: true }),
    forcePopupIcon: options.length > 0 || loading,
    // With free text, Enter must take what was typed, not the first option.
    autoHighlight: !freeText,
    selectOnFocus: true,
    handleHomeEndKeys: true,
    getOptionLabel: (option) => (typeof option === 'string' ? option : option.label),
    getOptionKey: (option) => (typeof option === 'string' ? option : option.value),
    isOptionEqualToValue: (option, chosen) => option.value === (typeof chosen === 'string' ? chosen : chosen.value),
    ...(options.some(({ group }) => group !== undefined) && { groupBy: ({ group = '' }) => group }),
    filterOptions: onSearch ? (all) => all : (all, { inputValue }) => matchingOptions(all, inputValue),
    onInputChange: (_event, text, reason) => {
      // When the field loses focus, MUI may clear the input before `onBlur` below has seen the text.
      if (reason !== 'blur') typed.current = reason === 'input' ? text : undefined
      if (reason === 'input') onSearch?.(text)
    },
    // A free text counts as entered when the field loses focus, as in any other field.
    onBlur: () => {
      if (freeText && typed.current !== undefined) enter(optionTyped(options, typed.current))
      typed.current = undefined
    },
    renderOption: ({ key, ...optionProps }, option) => (
      <li key={key} {...optionProps}>
        <Box sx={{ minWidth: 0 }}>
          {option.label}
          {option.hint !== undefined && <Box sx={{ typography: 'caption', color: 'text.secondary' }}>{option.hint}</Box>}
        </Box>
      </li>
    ),
    renderInput: ({ id, slotProps: { input, htmlInput } }) => {
      const { startAdornment, endAdornment, ...box } = input
      const help = error ?? hint
      const isInvalid = error !== undefined
      return (
        <Field {...{ id, label, help, isInvalid, disabled }}>
          <ChoiceControl {...box} data-chosen={!isEmpty || undefined}>
            {startAdornment}
            <input
              {...htmlInput}
              {...described(id, help, isInvalid)}
              {...(isEmpty && placeholder !== undefined && { placeholder })}
              // With choices beside it the input itself is empty, which the browser would take for a missing value.
              required={required && isEmpty}
              aria-required={required}
            />
            {endAdornment}
          </ChoiceControl>
        </Field>
      )
    },
    // The list has a name of its own, so that the label names only the combobox.
    slotProps: { listbox: { 'aria-label': t`Choices`, 'aria-labelledby': undefined } },
  }
}

/** Puts each group's options together, as Autocomplete requires; groups are in the order of their first option. */
function inGroups(options: readonly ChoiceOption[]): ChoiceOption[] {
  const groups = [...new Set(options.map(({ group }) => group))]
  return groups.flatMap((name) => options.filter(({ group }) => group === name))
}

function asOption(options: readonly ChoiceOption[], chosen: ChoiceOption | string | null): ChoiceOption | undefined {
  return typeof chosen === 'string' ? optionTyped(options, chosen) : (chosen ?? undefined)
}
