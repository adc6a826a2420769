declare module "swagger-ui-dist/swagger-ui-es-bundle.js" {
  /** The part of Swagger UI's options that this site sets. */
  interface SwaggerOptions {
    readonly domNode: HTMLElement;
    readonly url: string;
    readonly plugins: readonly unknown[];
    readonly validatorUrl: null;
    readonly tryItOutEnabled: boolean;
    readonly docExpansion: "list";
    readonly defaultModelsExpandDepth: number;
  }
  export default function SwaggerUIBundle(options: SwaggerOptions): unknown;
}
