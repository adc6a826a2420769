/** What a server says of requests before a route has them. */
export const serverWords = {
  key: "Send the key of this server: Authorization: Bearer KEY.",
  host: "Call the server by its own address.",
  origin: "The server does not take calls from this page. --cors allows its origin.",
  ending: "The server is ending; another one may answer.",
  late: (seconds: number) => `There was no answer within ${seconds} seconds.`,
  address: "The address cannot be read.",
};

/** What the API says of requests that reach no model, in English: the failures of a model's work are in `contract/`. */
export const apiWords = {
  greeting: "Hello: this answer and every other was made in your own browser.",
  greetingOfServer: "Hello: a GPT-2 answers here.",
  navigation: "This route is no page: call it with fetch.",
  origin: "Only pages of this site may call.",
  method: (path: string, method: string) => `api/${path} takes ${method}; docs.html has an example.`,
  noChat: "GPT-2 has no chat template: it continues a text. Send a prompt to api/v1/completions.",
  noRoute: (name: string) => `There is no api/${name}; see api/openapi.json.`,
  noRouteMeant: (name: string, meant: string) => `There is no api/${name}; did you mean api/${meant}?`,
  noModel: (name: string) =>
    `No open page of this site has loaded the model ${name}. See api/v1/models, or leave model out.`,
  noModelHere: (name: string) => `There is no model ${name} here. See v1/models, or leave model out.`,
  mediaType: "Send the body as JSON with the header Content-Type: application/json.",
  bodyBytes: (most: number) => `The body is over ${most} bytes.`,
  notUtf8: "The body is not UTF-8.",
  emptyBody: "The body is empty.",
  notJson: (reason: string) => `The body is not JSON: ${reason}.`,
  notObject: "The body must be a JSON object.",
  fieldNotObject: (field: string) => `${field} must be an object.`,
  required: (field: string) => `${field} is required.`,
  /** What a field may be, as its schema says it. */
  field: (field: string, words: string) => `${field} ${words}.`,
  fieldGiven: (field: string, words: string, given: string) => `${field} ${words}, not ${given}.`,
  mustBe: (allowed: string) => `must be ${allowed}`,
};
