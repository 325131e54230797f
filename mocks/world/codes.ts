import type { Coding } from '../../src/fhir/types.ts'

export const SNOMED = 'http://snomed.info/sct'
export const MRN_SYSTEM = 'https://lakeshore.example/mrn'
export const NPI_SYSTEM = 'http://hl7.org/fhir/sid/us-npi'
export const TIMEZONE_EXTENSION = 'http://hl7.org/fhir/StructureDefinition/timezone'
export const STATUS_REASON_EXTENSION = 'https://profiles.ihe.net/ITI/Scheduling/StructureDefinition/extension-status-reason'
export const STATUS_REASON_SYSTEM = 'https://profiles.ihe.net/ITI/Scheduling/CodeSystem/status-reason'

const snomed = (code: string, display: string): Coding => ({ system: SNOMED, code, display })

/** The specialties, by the names that the simulated clinic uses. */
export const SPECIALTIES = {
  cardiology: snomed('394579002', 'Cardiology'),
  generalPractice: snomed('394814009', 'General practice'),
  dermatology: snomed('394582007', 'Dermatology'),
  paediatrics: snomed('394537008', 'Pediatric specialty'),
  orthopaedics: snomed('394801008', 'Trauma and orthopedics'),
  ophthalmology: snomed('394594003', 'Ophthalmology'),
} as const
export type Specialty = keyof typeof SPECIALTIES

/** Visit types; all but new patient and eye examination are in the guide's own service value set. */
export const VISIT_CODES = {
  'follow-up': snomed('185389009', 'Follow-up visit'),
  'new-patient': snomed('185387006', 'New patient consultation'),
  'well-child': snomed('410620009', 'Well child visit'),
  ecg: snomed('29303009', 'Electrocardiographic procedure'),
  echo: snomed('40701008', 'Echocardiography'),
  'stress-test': snomed('76746007', 'Cardiovascular stress testing'),
  'post-op': snomed('439740005', 'Postoperative follow-up visit'),
  injection: snomed('59108006', 'Injection'),
  'eye-exam': snomed('36228007', 'Ophthalmic examination and evaluation'),
} as const
export type VisitId = keyof typeof VISIT_CODES
