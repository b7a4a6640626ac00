import os from 'node:os';

/**
 * Puts this process below normal priority: typing in the editor comes before any model.
 * Some systems do not allow it; the process then works as it is.
 */
export function lowerPriority(): void {
  try {
    os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    console.warn('the priority of the model process could not be lowered');
  }
}
