import type { ChoiceOption } from './choice-option.ts'

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
  /** Shown while nothing is chosen. Says what that means, such as "any". */
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
  /** The values of the chosen options, in the order of choosing, which is the order of preference. */
  readonly value: readonly string[]
  readonly onChange: (value: string[]) => void
  /** Whether the order matters; the choices are then numbered. */
  readonly ordered?: boolean
  /** How many choices are shown while the field hasn't the focus; of the rest, only the number is shown. */
  readonly limitTags?: number
  /** Whether the list closes after each choice, for fields where one is usual; else it stays open for more. */
  readonly closeOnSelect?: boolean
}

export type ChoiceFieldProps = SingleProps | MultipleProps
