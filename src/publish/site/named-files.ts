import * as v from "valibot";

const anyObject = v.looseObject({});
const described = v.looseObject({ info: v.looseObject({ title: v.string() }) });
/** Where the description of the routes names a model. */
const namesModel = v.looseObject({ model: v.string() });

/** The site's document for the Hub's sign-in under another name. */
export function nameClient(text: string, title: string): string {
  return `${JSON.stringify({ ...v.parse(anyObject, JSON.parse(text)), client_name: title }, undefined, 2)}\n`;
}

/** The description of the API's routes under the site's name, its examples with the model that the site has. */
export function describeRoutes(text: string, title: string, model: string | undefined): string {
  const document = v.parse(described, JSON.parse(text));
  const whole = { ...document, info: { ...document.info, title } };
  const named = model === undefined ? whole : JSON.parse(JSON.stringify(whole), nameExample(model));
  return `${JSON.stringify(named, undefined, 2)}\n`;
}

function nameExample(model: string) {
  return (key: string, value: unknown) => (key === "example" && v.is(namesModel, value) ? { ...value, model } : value);
}
