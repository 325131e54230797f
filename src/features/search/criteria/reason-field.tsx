import { useLingui } from '@lingui/react/macro'
import type { ChoiceOption } from '../../../ui/choice/choice-option.ts'
import { PickField } from './pick-field.tsx'
import { isToken } from './search-criteria.ts'

interface ReasonFieldProps {
  readonly options: readonly ChoiceOption[]
  readonly loading: boolean
  /** Codes, as `system|code`. */
  readonly value: readonly string[]
  /** The reason in words that are no code; '' for none. */
  readonly words: string
  readonly onChange: (value: string[], words: string) => void
}

/** Begins the value that holds words. No token begins with it. */
const mark = '='

/** "Reason": a code narrows the search; words can't (ITI-115 asks for `system|code`) and are kept for the booking. */
export function ReasonField({ options, loading, value, words, onChange }: ReasonFieldProps) {
  const { t } = useLingui()
  const asOption = (text: string): ChoiceOption =>
    isToken(text) ? { value: text, label: text } : { value: mark + text, label: text, hint: t`In words: kept for the booking` }
  return (
    <PickField
      label={t`Reason`}
      options={words === '' ? options : [...options, asOption(words)]}
      value={words === '' ? value : [...value, mark + words]}
      optionOf={asOption}
      loading={loading}
      placeholder={t`Any`}
      hint={
        words === ''
          ? undefined
          : t`“${words}” is not a known code. It does not narrow the search; it is kept as the reason for visit.`
      }
      onChange={(chosen) => {
        const codes = chosen.filter((one) => !one.startsWith(mark))
        onChange(codes, chosen.findLast((one) => one.startsWith(mark))?.slice(mark.length) ?? '')
      }}
    />
  )
}
