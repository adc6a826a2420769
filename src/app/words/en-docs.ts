/** The English words of the API's page. */
export const enDocs = {
  back: "Back to the form",
  title: "An API with no server",
  summary:
    "A service worker answers these routes, and the model in this browser computes the answers. Nothing you send leaves the device, and nothing has to be deployed. The routes work for scripts on pages of this site, and for other sites through the SDK.",
  noServiceWorker:
    "This browser or window does not allow a service worker here, so the routes cannot be tried. Open the page in a normal window.",
  ready: (name: string, device: string) => `${name} is ready on this device (${device}).`,
  streamTitle: "A streamed answer",
  streamPrompt: "Prompt for the streamed answer",
  streamButton: "Stream",
  streamStop: "Stop stream",
  routesTitle: "Every route, to try out",
  toRead: "All of it on one page to read, with the SDK and the tag",
  routesAbout: "A call with stream: true is shown here when it has ended; the box above shows one as it comes.",
  snippetsTitle: "Call it",
  snippets: {
    own: "A page of this site that answers its own calls",
    fetch: "JavaScript on a page of this site",
    openAi: "The openai package on a page of this site",
    sdk: "The SDK on any site",
    tag: "The tag on any site",
    frame: "A plain frame on any site",
  },
  referenceTitle: "The SDK and the tag, errors and limits",
  limitsTitle: "What cannot work",
  limits: [
    "curl, Python or anything else outside this browser: there is no server to call. The command line of this project runs the same model there.",
    "Another device, even on the same network.",
    "A page of another origin that calls these addresses directly: browsers ask this site’s service worker only for this site’s own pages. Such a page uses the SDK or the tag above.",
    "A call while no page that computes is open: the answer is 503 with the reason. A page that imports api.js computes itself.",
  ],
};

export type DocsWords = typeof enDocs;
