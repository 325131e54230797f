/**
 * Stands in for Emotion's list of everything that HTML knows: what the app styles by an element's name gets attributes of that
 * element only, which the compiler sees to.
 * @param {string} prop
 */
export default function isPropValid(prop) {
  return prop !== 'sx' && prop !== 'theme' && prop !== 'as'
}
