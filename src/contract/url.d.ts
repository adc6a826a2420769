/** What every place that this room's code runs in has: browsers, their threads, Node. Its rest is typed where it is used. */
interface URL {
  readonly href: string;
}
declare const URL: { new (text: string, base?: string): URL };
