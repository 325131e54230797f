import { useLingui } from '@lingui/react/macro'
import { conceptText, nameText } from '../../fhir/names.ts'
import { plainText } from '../../fhir/text/plain-text.ts'
import { emptyDirectory, useDirectory } from '../../queries/directory.ts'
import { ChoiceField } from '../../ui/choice/choice-field.tsx'
import type { ChoiceOption } from '../../ui/choice/choice-option.ts'
import type { AppointmentsView } from './appointments-view.ts'

interface ActorFilterProps {
  readonly view: AppointmentsView
  readonly onChange: (part: Pick<AppointmentsView, 'practitioner'> | Pick<AppointmentsView, 'place'>) => void
}

/** Chooses a practitioner or a place from the server's directory. */
export function ActorFilter({ view, onChange }: ActorFilterProps) {
  const { t } = useLingui()
  const directory = useDirectory()
  const { practitioners, locations, roles } = directory.data ?? emptyDirectory
  const emptyText = directory.isPending ? undefined : t`The server’s directory names none like this`

  if (view.scope === 'place') {
    const options = locations.flatMap(({ id, name, partOf }): ChoiceOption[] =>
      id ? [{ value: `Location/${id}`, label: plainText(name || id), hint: partOf?.display && plainText(partOf.display) }] : [],
    )
    return (
      <ChoiceField
        label={t`Which place`}
        options={sorted(options)}
        loading={directory.isPending}
        {...(emptyText && { emptyText })}
        value={view.place}
        onChange={(place) => onChange({ place })}
      />
    )
  }
  const specialtyOf = (reference: string) =>
    roles
      .filter(({ practitioner }) => practitioner?.reference === reference)
      .flatMap(({ specialty = [] }) => specialty.map(conceptText))
      .join(', ')
  const options = practitioners.flatMap(({ id, name }): ChoiceOption[] => {
    if (!id) return []
    const value = `Practitioner/${id}`
    return [{ value, label: nameText(name) || plainText(id, 64), hint: plainText(specialtyOf(value)) || undefined }]
  })
  return (
    <ChoiceField
      label={t`Which practitioner`}
      options={sorted(options)}
      loading={directory.isPending}
      {...(emptyText && { emptyText })}
      value={view.practitioner}
      onChange={(practitioner) => onChange({ practitioner })}
    />
  )
}

function sorted(options: readonly ChoiceOption[]): ChoiceOption[] {
  return options.toSorted((a, b) => a.label.localeCompare(b.label))
}
