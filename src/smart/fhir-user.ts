const userTypes = ['Patient', 'Person', 'Practitioner', 'PractitionerRole', 'RelatedPerson']
const reference = new RegExp(`^(?:(.+)/)?((?:${userTypes.join('|')})/[A-Za-z0-9\\-.]{1,64})$`)

/** Characters; no address is longer. */
const longestReference = 2_000

/**
 * The signed-in user as a reference: `Practitioner/123` when the EHR at `iss` holds the record, the absolute URL when
 * another server does. Undefined for anything that isn't a reference to a person (SMART App Launch 2.2, `fhirUser`).
 */
export function fhirUserReference(claim: unknown, iss: string): string | undefined {
  if (typeof claim !== 'string' || claim.length > longestReference) return undefined
  const [, base, relative] = reference.exec(claim.replace(/\/_history\/[^/]+$/, '')) ?? []
  if (relative === undefined) return undefined
  if (base === undefined || base.replace(/\/+$/, '') === iss) return relative
  return /^https?:\/\/[^\s?#]+$/i.test(base) && URL.canParse(base) ? `${base}/${relative}` : undefined
}
