import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator } from 'playwright-core';

/** Asks again and again until there is an answer; `what` names it in the error. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  timeout = 30_000,
): Promise<T> {
  for (const deadline = Date.now() + timeout; Date.now() < deadline;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await sleep(100);
  }
  throw new Error(`Waited ${timeout / 1000} s for ${what}`);
}

/** Whether something can be seen within some milliseconds, as `until` asks it. */
export async function comes(what: Locator, timeout: number): Promise<true | undefined> {
  return what.waitFor({ timeout }).then(
    () => true,
    () => undefined,
  );
}
