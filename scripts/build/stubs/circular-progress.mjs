/** Stands in for the ring of MUI's loading buttons, which this app doesn't use: its busy button is `ui/busy-button.tsx`. */
export default function NoRing() {
  return null
}
