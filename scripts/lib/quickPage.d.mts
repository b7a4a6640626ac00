import type { BrowserContext, Page } from 'playwright-core';

export function readSocketsAtOnce(target: BrowserContext | Page): Promise<void>;
export function withoutAnimations(target: BrowserContext | Page): Promise<void>;
