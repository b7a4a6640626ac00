export function onInterrupt(cleanup?: () => Promise<unknown>): void;
