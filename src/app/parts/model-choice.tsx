import { lazy, useEffect, useState } from "react";
import { SITE_MODELS } from "../../bridge/own-model.ts";
import { Late } from "./late.tsx";

const SiteModels = lazy(() => import("./site-models.tsx"));

/**
 * Room for the choice among the site's models, where there is one; in a frame the page around it chooses. It is drawn with the page
 * (`publish/site/brand-page.ts`), so that nothing moves when the list has come.
 */
export function ModelChoice() {
  const [isHere, arrive] = useState(false);
  useEffect(() => arrive(true), []);
  if (SITE_MODELS.length === 0 || window.parent !== window) return null;
  return (
    <div className="min-h-11">
      {isHere && (
        <Late unseen>
          <SiteModels />
        </Late>
      )}
    </div>
  );
}
