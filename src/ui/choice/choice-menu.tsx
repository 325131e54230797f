import ListItemIcon from '@mui/material/ListItemIcon'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import type { IconComponent } from '../icon.ts'

interface ChoiceMenuProps {
  readonly id: string
  readonly anchor: () => HTMLElement | null
  readonly items: readonly {
    readonly key: string
    readonly label: string
    readonly icon: IconComponent
    readonly isChosen: boolean
    readonly choose: () => void
  }[]
  readonly onClose: () => void
}

/** An open menu to choose one of a few items. */
export function ChoiceMenu({ id, anchor, items, onClose }: ChoiceMenuProps) {
  return (
    <Menu id={id} anchorEl={anchor} open onClose={onClose}>
      {items.map(({ key, label, icon: ItemIcon, isChosen, choose }) => (
        <MenuItem key={key} role="menuitemradio" aria-checked={isChosen} selected={isChosen} onClick={choose}>
          <ListItemIcon><ItemIcon fontSize="small" /></ListItemIcon>
          {label}
        </MenuItem>
      ))}
    </Menu>
  )
}
