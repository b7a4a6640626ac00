export const root: string;
export const toolsDir: string;
export const outDir: string;
export const distDir: string;
