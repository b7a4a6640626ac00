export function linkExtension(extensions: string, extension?: string): void;
