export interface Server {
  origin: string;
  port: number;
  logFile: string;
  stop(): Promise<void>;
}

export function startServer(options: {
  dataDir: string;
  port?: number;
  driver?: boolean;
  settings?: Record<string, unknown>;
  env?: Record<string, string>;
}): Promise<Server>;

export function workbenchUrl(
  server: Server,
  options: { folder: string; payload?: readonly (readonly [string, string])[] },
): string;

export function remoteUri(server: Server, file: string): string;
