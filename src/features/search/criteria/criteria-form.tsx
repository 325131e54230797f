import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { styled } from '@mui/material/styles'
import { Trans, useLingui } from '@lingui/react/macro'
import { memo, useEffect, useId, useRef, useState, type MouseEvent, type SyntheticEvent } from 'react'
import { flushSync } from 'react-dom'
import type { DayKey } from '../../../i18n/clinic-time.ts'
import type { Directory } from '../../../queries/directory.ts'
import type { ChoiceOption } from '../../../ui/choice/choice-option.ts'
import { DateField } from '../../../ui/date-field.tsx'
import { dayPartOptions, rangeProblemText, weekdayOptions } from './criteria-words.ts'
import { PickField } from './pick-field.tsx'
import { QuickRanges } from './quick-ranges.tsx'
import { ReasonField } from './reason-field.tsx'
import { practitionersWithin, type SearchChoices } from './search-choices.ts'
import { dayParts, isToken, rangeProblem, weekdays, type SearchCriteria } from './search-criteria.ts'

interface CriteriaFormProps {
  /** The criteria of the last search. When they change, the form's values change with them. */
  readonly criteria: SearchCriteria
  readonly reasonInWords: string
  readonly choices: SearchChoices
  readonly directory: Directory
  readonly loading: boolean
  readonly today: DayKey
  readonly hidden: boolean
  /** Whether the user opened the form to change it; it then takes the focus. */
  readonly isEditing: boolean
  readonly onSearch: (criteria: SearchCriteria, reasonInWords: string) => void
}

/** The landmark "Search criteria". Nothing in it is sent, and nothing is lost, before "Find appointments". */
export const CriteriaForm = memo(function CriteriaForm(props: CriteriaFormProps) {
  const { criteria, reasonInWords, choices, directory, loading, today, hidden, isEditing, onSearch } = props
  const { t } = useLingui()
  const title = useId()
  const form = useRef<HTMLFormElement>(null)
  const [searched, setSearched] = useState(criteria)
  const [values, setValues] = useState(criteria)
  const [searchedWords, setSearchedWords] = useState(reasonInWords)
  const [words, setWords] = useState(reasonInWords)
  const [isTold, setTold] = useState(rangeProblem(criteria, today) !== undefined)
  if (searched !== criteria) {
    setSearched(criteria)
    setValues(criteria)
    setTold(rangeProblem(criteria, today) !== undefined)
  }

  if (searched !== criteria || searchedWords !== reasonInWords) {
    setSearchedWords(reasonInWords)
    // Words that were typed before the kept ones were read stay.
    if (searched !== criteria || words === searchedWords) setWords(reasonInWords)
  }

  useEffect(() => {
    if (isEditing) focusOn(form.current, 'from')
  }, [isEditing])

  const problem = rangeProblem(values, today)
  const told = isTold && problem ? rangeProblemText(problem) : undefined
  const set = (changes: Partial<SearchCriteria>) => setValues((before) => ({ ...before, ...changes }))
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    setTold(true)
    if (!problem) onSearch(values, words)
    else focusOn(form.current, rangeProblemText(problem).field)
  }
  const field = (kind: 'specialty' | 'visitType' | 'organization' | 'location') => ({
    options: choices[kind],
    value: values[kind],
    onChange: (value: string[]) => set({ [kind]: value }),
    loading,
    placeholder: t`Any`,
  })
  const practitioners = practitionersWithin(choices.practitioner, directory, values)

  return (
    <Box
      component="form"
      ref={form}
      noValidate
      hidden={hidden}
      aria-labelledby={title}
      onSubmit={submit}
      sx={{ '&:not([hidden])': { display: 'grid' }, gap: 2.5 }}
    >
      <Typography variant="h2" id={title}>
        <Trans>Search criteria</Trans>
      </Typography>
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, columnGap: 2, rowGap: 1 }}>
        <DateField
          label={t`From`}
          name="from"
          value={values.from}
          min={today}
          error={told?.field === 'from' ? told.text : undefined}
          onChange={(from) => set({ from })}
        />
        <DateField
          label={t`To`}
          name="to"
          value={values.to}
          min={values.from || today}
          error={told?.field === 'to' ? told.text : undefined}
          onChange={(to) => set({ to })}
        />
        <Box sx={{ gridColumn: '1 / -1', mx: -1 }}>
          <QuickRanges today={today} from={values.from} to={values.to} onChoose={set} />
        </Box>
      </Box>
      <Box
        sx={{
          display: 'grid',
          columnGap: 3,
          rowGap: 2,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))', md: 'minmax(0, 1fr)' },
        }}
      >
        <PickField label={t`Specialty`} {...field('specialty')} optionOf={codeOption} />
        <PickField label={t`Visit type`} {...field('visitType')} optionOf={codeOption} />
        <PickField
          label={t`Practitioner`}
          {...{ options: practitioners, value: values.practitioner, loading, placeholder: t`Any` }}
          onChange={(practitioner) => set({ practitioner })}
          hint={practitioners.length < choices.practitioner.length ? t`Only those of the chosen specialty and place.` : undefined}
        />
        <PickField label={t`Organization`} {...field('organization')} />
        <PickField label={t`Location`} {...field('location')} />
        <ReasonField
          options={choices.reason}
          loading={loading}
          value={values.reason}
          words={words}
          onChange={(reason, text) => {
            set({ reason })
            setWords(text)
          }}
        />
        <Pair>
          <PickField
            label={t`Time of day`}
            options={dayPartOptions()}
            value={values.time}
            placeholder={t`Any`}
            onChange={(chosen) => set({ time: dayParts.filter((part) => chosen.includes(part)) })}
          />
          <PickField
            label={t`Days of week`}
            options={weekdayOptions()}
            value={values.day}
            placeholder={t`Any`}
            onChange={(chosen) => set({ day: weekdays.filter((day) => chosen.includes(day)) })}
          />
        </Pair>
      </Box>
      <Submit>
        <Button type="submit" variant="contained" fullWidth {...leaveFieldOnRelease}>
          <Trans>Find appointments</Trans>
        </Button>
      </Submit>
    </Box>
  )
})

/** Two short fields in the place of one. */
const Pair = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
  columnGap: 8,
  alignItems: 'start',
})

/** The button stays in view where the form is higher than the window. */
const Submit = styled('div')(({ theme: { vars } }) => ({
  position: 'sticky',
  bottom: 0,
  paddingBlock: 8,
  zIndex: 1,
  backgroundColor: vars.palette.background.default,
}))

/**
 * A field that loses focus may turn typed text into a value and grow by a line, and a button that moves away during the press
 * isn't clicked. So the field keeps the focus until release.
 */
const leaveFieldOnRelease = {
  onMouseDown: (event: MouseEvent) => event.preventDefault(),
  onClick: ({ currentTarget, detail }: MouseEvent<HTMLElement>) => {
    if (detail > 0) flushSync(() => currentTarget.focus())
  },
}

function focusOn(form: HTMLFormElement | null, name: string): void {
  const field = form?.elements.namedItem(name)
  if (field instanceof HTMLElement) field.focus()
}

/** A code that the lists don't hold, typed as `system|code`. */
function codeOption(text: string): ChoiceOption | undefined {
  return isToken(text) ? { value: text, label: text } : undefined
}
