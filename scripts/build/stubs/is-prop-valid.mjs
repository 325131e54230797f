/**
 * Stands in for Emotion's list of all HTML attributes. Elements that the app styles by name get only attributes of that element,
 * which the compiler checks.
 * @param {string} prop
 */
export default function isPropValid(prop) {
  return prop !== 'sx' && prop !== 'theme' && prop !== 'as'
}
