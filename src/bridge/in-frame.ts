/** Whether another page has this one in a frame: it may cover what is asked here, or choose what is shown. */
export function isInFrame(): boolean {
  return window.parent !== window;
}
