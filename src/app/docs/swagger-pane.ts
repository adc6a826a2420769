import SwaggerUIBundle from "swagger-ui-dist/swagger-ui-es-bundle.js";
import "swagger-ui-dist/swagger-ui.css";

/**
 * Descriptions are plain text here: Swagger UI would turn them into markup through a Trusted Types policy of its own,
 * which the site's policy does not allow.
 */
function Markdown({ source }: { readonly source?: string }): string {
  return source ?? "";
}

const keepText = () => Markdown;
const plainText = () => ({ wrapComponents: { Markdown: keepText } });

/** Shows the routes of an OpenAPI file with «Try it out». */
export function mountSwagger(domNode: HTMLElement, url: string): void {
  SwaggerUIBundle({
    domNode,
    url,
    plugins: [plainText],
    // Its validator badge would ask a foreign server.
    validatorUrl: null,
    tryItOutEnabled: true,
    docExpansion: "list",
    defaultModelsExpandDepth: -1,
  });
}
