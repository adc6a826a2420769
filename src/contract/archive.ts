/** The ends of the names of archives that a model may be in, an adapter that fits a link among them. */
export const ARCHIVE = /\.(?:zip|tar|tar\.gz|tgz|hostless-voice)$/i;
/** The end of the name of such an adapter. */
export const VOICE_FILE = /\.hostless-voice$/i;
