import type { House, HouseFault } from './source-files'
import { promiseFaults } from './tidy-promises'
import { sizeFaults } from './tidy-sizes'
import { wordFaults } from './tidy-words'

/** Every line that breaks a figure, a word rule or a promise of the house. */
export function tidyFaults(house: House): HouseFault[] {
  return [...sizeFaults(house), ...wordFaults(house), ...promiseFaults(house)]
}
