import { Route, Routes, Navigate } from 'react-router'
import { ActivityScreen } from '../features/activity/activity-screen.tsx'
import { AppointmentScreen } from '../features/appointments/appointment-screen.tsx'
import { AppointmentsScreen } from '../features/appointments/appointments-screen.tsx'
import { BookScreen } from '../features/booking/book-screen.tsx'
import { OutcomeScreen } from '../features/booking/outcome-screen.tsx'
import { ChoosePatientScreen } from '../features/patient/choose-patient-screen.tsx'
import { Desk } from './desk.tsx'
import { Frame } from './frame.tsx'
import { NoSuchScreen } from './no-such-screen.tsx'
import { PatientGate } from './patient-gate.tsx'

export function AppRoutes() {
  return (
    <Routes>
      <Route element={<Frame />}>
        <Route index element={<Navigate to="/find" replace />} />
        <Route path="/patient" element={<ChoosePatientScreen />} />
        <Route path="/activity" element={<ActivityScreen />} />
        <Route element={<PatientGate />}>
          <Route element={<Desk />}>
            <Route path="/find" element={null} />
            <Route path="/book/:draftId" element={<BookScreen />} />
          </Route>
          <Route path="/outcome/:entryId" element={<OutcomeScreen />} />
          <Route path="/appointments" element={<AppointmentsScreen />} />
          <Route path="/appointments/:id" element={<AppointmentScreen />} />
        </Route>
        <Route path="*" element={<NoSuchScreen />} />
      </Route>
    </Routes>
  )
}
