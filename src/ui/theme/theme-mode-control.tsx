import Contrast from '@mui/icons-material/Contrast'
import DarkMode from '@mui/icons-material/DarkModeOutlined'
import LightMode from '@mui/icons-material/LightModeOutlined'
import System from '@mui/icons-material/SettingsBrightnessOutlined'
import IconButton from '@mui/material/IconButton'
import ListItemIcon from '@mui/material/ListItemIcon'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { useColorScheme } from '@mui/material/styles'
import Tooltip from '@mui/material/Tooltip'
import { useLingui } from '@lingui/react/macro'
import { useId, useRef, useState } from 'react'

const choices = ['system', 'light', 'dark', 'highContrast'] as const
type Choice = (typeof choices)[number]

const icons = { system: System, light: LightMode, dark: DarkMode, highContrast: Contrast }

/** A button "Appearance" with a menu: System, Light, Dark, High contrast (light or dark as the system is). The choice is kept. */
export function ThemeModeControl() {
  const { t } = useLingui()
  const { mode, lightColorScheme, setMode, setColorScheme } = useColorScheme()
  const [open, setOpen] = useState(false)
  const anchor = useRef<HTMLButtonElement>(null)
  const menu = useId()
  const chosen: Choice = lightColorScheme === 'highContrastLight' ? 'highContrast' : (mode ?? 'system')
  const Icon = icons[chosen]
  const names: Record<Choice, string> = { system: t`System`, light: t`Light`, dark: t`Dark`, highContrast: t`High contrast` }

  function choose(choice: Choice) {
    const contrast = choice === 'highContrast'
    setColorScheme({ light: contrast ? 'highContrastLight' : 'light', dark: contrast ? 'highContrastDark' : 'dark' })
    setMode(contrast ? 'system' : choice)
    setOpen(false)
  }

  return (
    <>
      <Tooltip title={t`Appearance`}>
        <IconButton
          ref={anchor}
          aria-label={t`Appearance`}
          aria-haspopup="menu"
          aria-expanded={open}
          aria-controls={open ? menu : undefined}
          onClick={() => setOpen(true)}
        >
          <Icon fontSize="small" />
        </IconButton>
      </Tooltip>
      <Menu id={menu} anchorEl={() => anchor.current} open={open} onClose={() => setOpen(false)}>
        {choices.map((choice) => {
          const ChoiceIcon = icons[choice]
          return (
            <MenuItem
              key={choice}
              role="menuitemradio"
              aria-checked={choice === chosen}
              selected={choice === chosen}
              onClick={() => choose(choice)}
            >
              <ListItemIcon><ChoiceIcon fontSize="small" /></ListItemIcon>
              {names[choice]}
            </MenuItem>
          )
        })}
      </Menu>
    </>
  )
}
