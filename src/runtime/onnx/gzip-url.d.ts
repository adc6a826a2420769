/** The address of a gzipped copy of a file; see the build's plugin of that name. */
declare module "*?gzip-url" {
  const url: string;
  export default url;
}
