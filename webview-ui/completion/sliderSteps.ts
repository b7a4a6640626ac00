import type { SamplingForm } from '../../src/common/protocol/views/completion';

/** The settings that have a slider. */
export type SliderName = 'temperature' | 'topK' | 'topP' | 'minP';

function range(from: number, to: number, step: number): number[] {
  const count = Math.round((to - from) / step);
  return Array.from({ length: count + 1 }, (_, index) => Number((from + index * step).toFixed(4)));
}

/** The values of each slider, from its left to its right end; the form takes any in between. */
export const sliderSteps: Readonly<Record<SliderName, readonly number[]>> = {
  temperature: [...range(0.05, 1.5, 0.05), ...range(1.6, 3, 0.1)],
  // 0 is off: it keeps all, as the right end does.
  topK: [...range(1, 20, 1), 25, 30, 40, 50, 75, 100, 150, 200, 300, 500, 1000, 0],
  topP: [...range(0.01, 0.99, 0.01), 0.995, 1],
  minP: [...range(0, 0.1, 0.005), ...range(0.12, 0.5, 0.02), ...range(0.55, 1, 0.05)],
};

/** Where the slider of a setting stands: at the step nearest to its value. */
export function sliderPosition(name: SliderName, form: Pick<SamplingForm, SliderName>): number {
  const steps = sliderSteps[name];
  const value = form[name];
  const distance = (step: number): number => Math.abs(step - value);
  if (name === 'topK' && value === 0) return steps.length - 1;
  const fitting = name === 'topK' ? steps.slice(0, -1) : steps;
  return fitting.reduce(
    (best, step, index) => (distance(step) < distance(steps[best] ?? Infinity) ? index : best),
    0,
  );
}
