/** Why a file is not taken as a pack of models. */
export type PackProblem =
  /** It is not there, or cannot be read. */
  | 'missing'
  | 'unreadable'
  /** It is on another machine than the extension. */
  | 'elsewhere'
  /** It is no zip file, or only the beginning of one, or its inner tables contradict each other. */
  | 'notZip'
  | 'truncated'
  | 'damaged'
  /** A zip file that Tokenscope did not write. */
  | 'noManifest'
  | 'manifestTooLarge'
  | 'badManifest'
  | 'newer'
  /** What no pack has, and only a file made to do harm does. */
  | 'unsafeName'
  | 'link'
  | 'twice'
  | 'encrypted'
  | 'bomb'
  | 'tooMany'
  /** What is in it is not what its manifest says. */
  | 'extra'
  | 'absent'
  | 'size'
  | 'hash';
