import { Redirect, Route, Switch } from 'wouter'
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

/** Screens that need a patient. */
const ofOnePatient = /^\/(find|book\/[^/]+|outcome\/[^/]+)\/?$/

export function AppRoutes({ warnings }: { readonly warnings: readonly ConfigProblem[] }) {
  return (
    <Frame warnings={warnings}>
      <Switch>
        <Route path="/">
          <Redirect to="/find" replace />
        </Route>
        <Route path={ofOnePatient}>
          <PatientGate>
            <Switch>
              <Route path="/outcome/:entryId">
                <OutcomeScreen />
              </Route>
              <Route>
                <Desk>
                  <BookScreen />
                </Desk>
              </Route>
            </Switch>
          </PatientGate>
        </Route>
        <Route path="/patient">
          <ChoosePatientScreen />
        </Route>
        <Route path="/activity">
          <ActivityScreen />
        </Route>
        <Route path="/appointments">
          <AppointmentsScreen />
        </Route>
        <Route path="/appointments/:id">
          <AppointmentScreen />
        </Route>
        <Route>
          <NoSuchScreen />
        </Route>
      </Switch>
    </Frame>
  )
}
