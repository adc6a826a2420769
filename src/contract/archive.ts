/** The ends of the names of archives that a model may be in. */
export const ARCHIVE = /\.(?:zip|tar|tar\.gz|tgz)$/i;
