import { createContext, useContext, useEffect, useRef, useState, type ReactNode } from 'react'
import type { Patient } from '../fhir/types.ts'
import { useConnection } from './connection.tsx'
import { useForgetOtherPatients } from './forget-patient.ts'
import { usePatientRecord } from './patient.ts'

interface PatientChoice {
  /** The id of the patient that the session works for; undefined until one is chosen. */
  readonly patientId: string | undefined
  /** Whether the launch gave the patient, who then can't be changed in this session. */
  readonly isFixed: boolean
  choose(patientId: string | undefined): Promise<void>
}

const PatientChoiceContext = createContext<PatientChoice | undefined>(undefined)

/** @param initial the patient this session chose before a reload */
export function PatientChoiceProvider({ initial, children }: { initial: string | undefined; children: ReactNode }) {
  const { session, chosenPatient } = useConnection()
  const [chosen, setChosen] = useState(initial)
  const isFixed = session.patientId !== undefined
  useForgetOtherPatients(chosen)
  const choose = async (patientId: string | undefined) => {
    if (isFixed) return
    await chosenPatient.choose(patientId)
    setChosen(patientId)
  }
  return (
    <PatientChoiceContext value={{ patientId: session.patientId ?? chosen, isFixed, choose }}>{children}</PatientChoiceContext>
  )
}

export function usePatientChoice(): PatientChoice {
  const choice = useContext(PatientChoiceContext)
  if (!choice) throw new Error('usePatientChoice needs a PatientChoiceProvider above it')
  return choice
}

/**
 * Returns a function that tells whether the session works for a patient at that moment, also after the component that asks has left
 * the screen.
 */
export function useIsChosen(): (patientId: string) => Promise<boolean> {
  const { session, chosenPatient } = useConnection()
  const { patientId: current } = usePatientChoice()
  const shown = useRef<string>(undefined)
  useEffect(() => {
    shown.current = current
    return () => void (shown.current = undefined)
  }, [current])
  return async (patientId) => patientId === (session.patientId ?? shown.current ?? (await chosenPatient.load()))
}

/** The record of the patient that the session works for, as a query: no patient chosen means no data, not loading. */
export function useChosenPatientRecord() {
  return usePatientRecord(usePatientChoice().patientId)
}

/** The patient that everything on a screen is about; its record is there and has an id. */
export type CurrentPatient = Patient & { readonly id: string }

const CurrentPatientContext = createContext<CurrentPatient | undefined>(undefined)

export function CurrentPatientProvider({ patient, children }: { patient: CurrentPatient; children: ReactNode }) {
  return <CurrentPatientContext value={patient}>{children}</CurrentPatientContext>
}

/** @throws Error outside the patient gate: a mistake of the program, not of the user */
export function useCurrentPatient(): CurrentPatient {
  const patient = useContext(CurrentPatientContext)
  if (!patient) throw new Error('useCurrentPatient needs a CurrentPatientProvider above it')
  return patient
}
