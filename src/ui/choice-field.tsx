import Autocomplete, { type AutocompleteProps } from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import TextField from '@mui/material/TextField'
import { useLingui } from '@lingui/react/macro'
import { useRef, useState } from 'react'
import { matchingOptions, optionFor, optionTyped, type ChoiceOption } from './choice-option.ts'

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

interface SingleProps extends CommonProps {
  readonly multiple?: false
  /** The value of the option chosen; undefined for none. */
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
}

interface MultipleProps extends CommonProps {
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

/** A combobox to choose one or several of many, by typing or from the list, by keyboard alone as well. */
export function ChoiceField(props: ChoiceFieldProps) {
  return props.multiple ? <SeveralChoices {...props} /> : <OneChoice {...props} />
}

function OneChoice(props: SingleProps) {
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

function SeveralChoices(props: MultipleProps) {
  const { value, onChange, options, ordered = false, limitTags = 3, closeOnSelect = false } = props
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
          const { key, ...itemProps } = getItemProps({ index })
          const { label } = asOption(options, one) ?? { label: '' }
          return <Chip key={key} {...itemProps} label={ordered && value.length > 1 ? `${index + 1}. ${label}` : label} />
        })
      }
    />
  )
}

/** The same list for as long as it says the same: Autocomplete takes another one for a new choice, and clears what is being typed. */
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
  | 'groupBy' | 'filterOptions' | 'onInputChange' | 'onBlur' | 'renderOption' | 'renderInput' | 'slotProps' | 'autoHighlight'
>

function useCommonProps<Multiple extends boolean>(
  props: ChoiceFieldProps,
  enter: (typed: ChoiceOption | undefined) => void,
): Common<Multiple> {
  const { label, options, emptyText, placeholder, hint, error, onSearch } = props
  const { freeText = false, loading = false, required = false } = props
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
    disabled: props.disabled ?? false,
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
      // On leaving, MUI may clear the input before `onBlur` below has seen the text.
      if (reason !== 'blur') typed.current = reason === 'input' ? text : undefined
      if (reason === 'input') onSearch?.(text)
    },
    // A free text that was typed and left counts as entered, like in any other field.
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
    renderInput: (params) => (
      <TextField
        {...params}
        label={label}
        error={error !== undefined}
        helperText={error ?? hint}
        {...(isEmpty && placeholder !== undefined && { placeholder })}
        slotProps={{
          ...params.slotProps,
          // Chosen chips leave the input itself empty, which the browser would take for a missing value.
          htmlInput: { ...params.slotProps.htmlInput, required: required && isEmpty, 'aria-required': required },
        }}
      />
    ),
    // The list has a name of its own, so that the label names the combobox and nothing else.
    slotProps: { listbox: { 'aria-label': t`Choices`, 'aria-labelledby': undefined } },
  }
}

/** Autocomplete wants a group's options side by side; groups come in the order of their first option. */
function inGroups(options: readonly ChoiceOption[]): ChoiceOption[] {
  const groups = [...new Set(options.map(({ group }) => group))]
  return groups.flatMap((name) => options.filter(({ group }) => group === name))
}

function asOption(options: readonly ChoiceOption[], chosen: ChoiceOption | string | null): ChoiceOption | undefined {
  return typeof chosen === 'string' ? optionTyped(options, chosen) : (chosen ?? undefined)
}
