import { Route, Routes, Navigate } from 'react-router'
import type { ConfigProblem } from '../config/load-config.ts'
import { Desk } from './desk.tsx'
import { Frame } from './frame.tsx'
import { NoSuchScreen } from './no-such-screen.tsx'
import { PatientGate } from './patient-gate.tsx'
import {
  ActivityScreen,
  AppointmentScreen,
  AppointmentsScreen,
  BookScreen,
  ChoosePatientScreen,
  OutcomeScreen,
} from './screens.ts'

export function AppRoutes({ warnings }: { readonly warnings: readonly ConfigProblem[] }) {
  return (
    <Routes>
      <Route element={<Frame warnings={warnings} />}>
        <Route index element={<Navigate to="/find" replace />} />
        <Route path="/patient" element={<ChoosePatientScreen />} />
        <Route path="/activity" element={<ActivityScreen />} />
        <Route element={<PatientGate />}>
          <Route element={<Desk />}>
            <Route path="/find" element={null} />
            <Route path="/book/:draftId" element={<BookScreen />} />
          </Route>
          <Route path="/outcome/:entryId" element={<OutcomeScreen />} />
        </Route>
        <Route path="/appointments" element={<AppointmentsScreen />} />
        <Route path="/appointments/:id" element={<AppointmentScreen />} />
        <Route path="*" element={<NoSuchScreen />} />
      </Route>
    </Routes>
  )
}
