/** An earlier run that a view can show again. */
export interface HistoryEntry {
  readonly run: number;
  /** Source and time, worded by the host. */
  readonly label: string;
}
