export function linkExtension(extensions: string): void;
